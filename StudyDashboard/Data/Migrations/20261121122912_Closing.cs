using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Closing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "carried_to_id",
                table: "sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "topics_carried",
                table: "sessions",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "attendance_terms",
                columns: table => new
                {
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    absences_in_a_row = table.Column<int>(type: "INTEGER", nullable: false),
                    below_percent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendance_terms", x => x.tutor_id);
                    table.CheckConstraint("ck_attendance_terms_range", "absences_in_a_row BETWEEN 1 AND 20 AND below_percent BETWEEN 0 AND 100");
                    table.ForeignKey(
                        name: "FK_attendance_terms_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "legacy_rows",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    target_id = table.Column<int>(type: "INTEGER", nullable: false),
                    is_made = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legacy_rows", x => x.id);
                    table.ForeignKey(
                        name: "FK_legacy_rows_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_legacy_rows_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "slot_requests",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    enrollment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_by_id = table.Column<int>(type: "INTEGER", nullable: true),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    lesson_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slot_requests", x => x.id);
                    table.CheckConstraint("ck_slot_requests_minutes", "minutes BETWEEN 5 AND 1440");
                    table.ForeignKey(
                        name: "FK_slot_requests_enrolled_students_enrollment_id",
                        column: x => x.enrollment_id,
                        principalTable: "enrolled_students",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_slot_requests_people_asked_by_id",
                        column: x => x.asked_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_slot_requests_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_slot_requests_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_slot_requests_sessions_lesson_id",
                        column: x => x.lesson_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "tutor_offers",
                columns: table => new
                {
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    is_published = table.Column<bool>(type: "INTEGER", nullable: false),
                    hours = table.Column<string>(type: "TEXT", nullable: false),
                    lesson_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    buffer_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    notice_hours = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tutor_offers", x => x.tutor_id);
                    table.ForeignKey(
                        name: "FK_tutor_offers_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "whiteboards",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_whiteboards", x => x.id);
                    table.ForeignKey(
                        name: "FK_whiteboards_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "whiteboard_events",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    board_id = table.Column<int>(type: "INTEGER", nullable: false),
                    uid = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    page = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    author_id = table.Column<int>(type: "INTEGER", nullable: true),
                    mark = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    undone_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_whiteboard_events", x => x.id);
                    table.ForeignKey(
                        name: "FK_whiteboard_events_people_author_id",
                        column: x => x.author_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_whiteboard_events_whiteboards_board_id",
                        column: x => x.board_id,
                        principalTable: "whiteboards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_whiteboard_id",
                table: "sessions",
                column: "whiteboard_id");

            migrationBuilder.CreateIndex(
                name: "ix_legacy_rows_import",
                table: "legacy_rows",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_legacy_rows_key",
                table: "legacy_rows",
                columns: new[] { "owner_id", "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_slot_requests_asked_by_id",
                table: "slot_requests",
                column: "asked_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_slot_requests_enrollment_id",
                table: "slot_requests",
                column: "enrollment_id");

            migrationBuilder.CreateIndex(
                name: "IX_slot_requests_lesson_id",
                table: "slot_requests",
                column: "lesson_id");

            migrationBuilder.CreateIndex(
                name: "ix_slot_requests_student",
                table: "slot_requests",
                columns: new[] { "student_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_slot_requests_tutor",
                table: "slot_requests",
                columns: new[] { "tutor_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_whiteboard_events_author_id",
                table: "whiteboard_events",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_whiteboard_events_uid",
                table: "whiteboard_events",
                columns: new[] { "board_id", "uid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_whiteboards_tutor_id",
                table: "whiteboards",
                column: "tutor_id");

            migrationBuilder.AddForeignKey(
                name: "FK_sessions_whiteboards_whiteboard_id",
                table: "sessions",
                column: "whiteboard_id",
                principalTable: "whiteboards",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_sessions_whiteboards_whiteboard_id",
                table: "sessions");

            migrationBuilder.DropTable(
                name: "attendance_terms");

            migrationBuilder.DropTable(
                name: "legacy_rows");

            migrationBuilder.DropTable(
                name: "slot_requests");

            migrationBuilder.DropTable(
                name: "tutor_offers");

            migrationBuilder.DropTable(
                name: "whiteboard_events");

            migrationBuilder.DropTable(
                name: "whiteboards");

            migrationBuilder.DropIndex(
                name: "IX_sessions_whiteboard_id",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "carried_to_id",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "topics_carried",
                table: "sessions");
        }
    }
}

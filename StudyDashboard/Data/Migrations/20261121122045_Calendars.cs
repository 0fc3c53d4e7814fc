using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Calendars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calendar_feeds",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    busy_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_feeds", x => x.id);
                    table.ForeignKey(
                        name: "FK_calendar_feeds_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "calendar_sources",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    colour = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    blocks = table.Column<bool>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    etag = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    fetched_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    event_count = table.Column<int>(type: "INTEGER", nullable: false),
                    finding_count = table.Column<int>(type: "INTEGER", nullable: false),
                    findings = table.Column<string>(type: "TEXT", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_sources", x => x.id);
                    table.CheckConstraint("ck_calendar_sources_address", "(kind = 'subscription') = (address IS NOT NULL)");
                    table.CheckConstraint("ck_calendar_sources_counts", "event_count >= 0 AND finding_count >= 0");
                    table.ForeignKey(
                        name: "FK_calendar_sources_people_person_id",
                        column: x => x.person_id,
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
                name: "calendar_events",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    uid = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    recurrence_id = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    location = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    start = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    zone = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    is_all_day = table.Column<bool>(type: "INTEGER", nullable: false),
                    seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    exceptions = table.Column<string>(type: "TEXT", nullable: false),
                    additions = table.Column<string>(type: "TEXT", nullable: false),
                    is_cancelled = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_free = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_private = table.Column<bool>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    first_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_events", x => x.id);
                    table.CheckConstraint("ck_calendar_events_order", "seconds >= 0 AND (last_at IS NULL OR last_at >= first_at)");
                    table.ForeignKey(
                        name: "FK_calendar_events_calendar_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "calendar_sources",
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
                name: "ix_calendar_events_first",
                table: "calendar_events",
                columns: new[] { "source_id", "first_at" });

            migrationBuilder.CreateIndex(
                name: "IX_calendar_feeds_hash",
                table: "calendar_feeds",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_calendar_feeds_person_id",
                table: "calendar_feeds",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_sources_asked",
                table: "calendar_sources",
                column: "asked_at",
                filter: "kind = 'subscription' AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_sources_person",
                table: "calendar_sources",
                column: "person_id");

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
                name: "calendar_events");

            migrationBuilder.DropTable(
                name: "calendar_feeds");

            migrationBuilder.DropTable(
                name: "slot_requests");

            migrationBuilder.DropTable(
                name: "tutor_offers");

            migrationBuilder.DropTable(
                name: "whiteboard_events");

            migrationBuilder.DropTable(
                name: "calendar_sources");

            migrationBuilder.DropTable(
                name: "whiteboards");

            migrationBuilder.DropIndex(
                name: "IX_sessions_whiteboard_id",
                table: "sessions");
        }
    }
}

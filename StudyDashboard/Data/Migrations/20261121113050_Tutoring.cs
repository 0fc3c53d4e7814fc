using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Tutoring : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "closed_periods",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    first = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    handling = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closed_periods", x => x.id);
                    table.CheckConstraint("ck_closed_periods_order", "last >= first");
                    table.ForeignKey(
                        name: "FK_closed_periods_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lesson_changes",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    verb = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    rows = table.Column<string>(type: "TEXT", nullable: false),
                    undone_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lesson_changes", x => x.id);
                    table.ForeignKey(
                        name: "FK_lesson_changes_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lesson_series",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    uid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    parent_id = table.Column<int>(type: "INTEGER", nullable: true),
                    start = table.Column<DateTime>(type: "TEXT", nullable: false),
                    length = table.Column<TimeSpan>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    exceptions = table.Column<string>(type: "TEXT", nullable: false),
                    additions = table.Column<string>(type: "TEXT", nullable: false),
                    details = table.Column<string>(type: "TEXT", nullable: false),
                    filled_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_start = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lesson_series", x => x.id);
                    table.ForeignKey(
                        name: "FK_lesson_series_lesson_series_parent_id",
                        column: x => x.parent_id,
                        principalTable: "lesson_series",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_lesson_series_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lesson_series_members",
                columns: table => new
                {
                    series_id = table.Column<int>(type: "INTEGER", nullable: false),
                    enrollment_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lesson_series_members", x => new { x.series_id, x.enrollment_id });
                    table.ForeignKey(
                        name: "FK_lesson_series_members_enrolled_students_enrollment_id",
                        column: x => x.enrollment_id,
                        principalTable: "enrolled_students",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_lesson_series_members_lesson_series_series_id",
                        column: x => x.series_id,
                        principalTable: "lesson_series",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    course_enrollment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tutor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topics = table.Column<string>(type: "TEXT", nullable: false),
                    topics_covered = table.Column<string>(type: "TEXT", nullable: false),
                    topics_partly = table.Column<string>(type: "TEXT", nullable: false),
                    session_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    start_time = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    end_time = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    duration = table.Column<int>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    session_mode = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    location = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    join_link = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    whiteboard_id = table.Column<int>(type: "INTEGER", nullable: true),
                    student_review_id = table.Column<int>(type: "INTEGER", nullable: true),
                    tutor_review_id = table.Column<int>(type: "INTEGER", nullable: true),
                    parent_review_id = table.Column<int>(type: "INTEGER", nullable: true),
                    tutor_attendance_status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    student_attendance_status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    tutor_late_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    student_late_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    apology = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    apologized_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    priority_level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_recurring = table.Column<bool>(type: "INTEGER", nullable: false),
                    session_frequency = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    recurring_pattern = table.Column<string>(type: "TEXT", nullable: true),
                    notification_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    alarm_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    alarm_before_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    is_featured = table.Column<bool>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    cancel_reason = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    homework = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    series_id = table.Column<int>(type: "INTEGER", nullable: true),
                    original_start = table.Column<DateTime>(type: "TEXT", nullable: true),
                    group_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
                    table.CheckConstraint("ck_sessions_alarm", "alarm_before_minutes BETWEEN 0 AND 10080");
                    table.CheckConstraint("ck_sessions_frequency", "session_frequency IN ('one-time', 'weekly', 'bi-weekly', 'monthly')");
                    table.CheckConstraint("ck_sessions_mode", "session_mode IN ('online', 'in-person', 'hybrid')");
                    table.CheckConstraint("ck_sessions_order", "ends_at > starts_at AND duration > 0");
                    table.CheckConstraint("ck_sessions_priority", "priority_level IN ('low', 'medium', 'high', 'urgent')");
                    table.CheckConstraint("ck_sessions_series", "(series_id IS NULL) = (original_start IS NULL)");
                    table.CheckConstraint("ck_sessions_status", "status IN ('scheduled', 'in-progress', 'completed', 'cancelled')");
                    table.CheckConstraint("ck_sessions_student_attendance", "student_attendance_status IS NULL OR student_attendance_status IN ('present', 'absent', 'late', 'excused')");
                    table.CheckConstraint("ck_sessions_tutor_attendance", "tutor_attendance_status IS NULL OR tutor_attendance_status IN ('present', 'absent', 'late', 'excused')");
                    table.ForeignKey(
                        name: "FK_sessions_enrolled_students_course_enrollment_id",
                        column: x => x.course_enrollment_id,
                        principalTable: "enrolled_students",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_sessions_lesson_series_series_id",
                        column: x => x.series_id,
                        principalTable: "lesson_series",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_sessions_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_sessions_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lesson_reviews",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    lesson_id = table.Column<int>(type: "INTEGER", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    author_id = table.Column<int>(type: "INTEGER", nullable: true),
                    rating = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lesson_reviews", x => x.id);
                    table.CheckConstraint("ck_lesson_reviews_rating", "rating BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "FK_lesson_reviews_people_author_id",
                        column: x => x.author_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_lesson_reviews_sessions_lesson_id",
                        column: x => x.lesson_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_closed_periods_tutor",
                table: "closed_periods",
                columns: new[] { "tutor_id", "last" });

            migrationBuilder.CreateIndex(
                name: "ix_lesson_changes_at",
                table: "lesson_changes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_lesson_changes_tutor",
                table: "lesson_changes",
                columns: new[] { "tutor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_lesson_reviews_author_id",
                table: "lesson_reviews",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_lesson_reviews_side",
                table: "lesson_reviews",
                columns: new[] { "lesson_id", "side" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lesson_series_filled",
                table: "lesson_series",
                column: "filled_until");

            migrationBuilder.CreateIndex(
                name: "IX_lesson_series_parent_id",
                table: "lesson_series",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_lesson_series_tutor_id",
                table: "lesson_series",
                column: "tutor_id");

            migrationBuilder.CreateIndex(
                name: "IX_lesson_series_members_enrollment_id",
                table: "lesson_series_members",
                column: "enrollment_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_date",
                table: "sessions",
                column: "session_date");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_enrollment",
                table: "sessions",
                column: "course_enrollment_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_featured",
                table: "sessions",
                column: "is_featured");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_group",
                table: "sessions",
                column: "group_key",
                filter: "group_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_instance",
                table: "sessions",
                columns: new[] { "series_id", "course_enrollment_id", "original_start" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_recurring",
                table: "sessions",
                column: "is_recurring");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_status",
                table: "sessions",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_student_start",
                table: "sessions",
                columns: new[] { "student_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_tutor_start",
                table: "sessions",
                columns: new[] { "tutor_id", "starts_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "closed_periods");

            migrationBuilder.DropTable(
                name: "lesson_changes");

            migrationBuilder.DropTable(
                name: "lesson_reviews");

            migrationBuilder.DropTable(
                name: "lesson_series_members");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "lesson_series");
        }
    }
}

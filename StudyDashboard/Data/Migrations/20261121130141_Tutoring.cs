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
                name: "notices",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    about = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    mentions = table.Column<string>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    useful_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    next_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    handed_over_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    error = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    listed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    shown_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    snoozed_until = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.id);
                    table.CheckConstraint("ck_notices_alarm", "(state = 'snoozed') = (snoozed_until IS NOT NULL)");
                    table.CheckConstraint("ck_notices_next", "state NOT IN ('waiting', 'sending', 'snoozed') OR next_at IS NOT NULL");
                    table.CheckConstraint("ck_notices_useful", "useful_until >= due_at");
                    table.ForeignKey(
                        name: "FK_notices_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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
                    topics_carried = table.Column<string>(type: "TEXT", nullable: false),
                    carried_to_id = table.Column<int>(type: "INTEGER", nullable: true),
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
                    table.ForeignKey(
                        name: "FK_sessions_whiteboards_whiteboard_id",
                        column: x => x.whiteboard_id,
                        principalTable: "whiteboards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
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
                name: "ix_closed_periods_tutor",
                table: "closed_periods",
                columns: new[] { "tutor_id", "last" });

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
                name: "ix_notices_about",
                table: "notices",
                column: "about");

            migrationBuilder.CreateIndex(
                name: "IX_notices_key",
                table: "notices",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_list",
                table: "notices",
                columns: new[] { "person_id", "listed_at" },
                filter: "listed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notices_next",
                table: "notices",
                column: "next_at",
                filter: "next_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notices_unread",
                table: "notices",
                columns: new[] { "person_id", "sent_at" },
                filter: "read_at IS NULL");

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

            migrationBuilder.CreateIndex(
                name: "IX_sessions_whiteboard_id",
                table: "sessions",
                column: "whiteboard_id");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attendance_terms");

            migrationBuilder.DropTable(
                name: "calendar_events");

            migrationBuilder.DropTable(
                name: "calendar_feeds");

            migrationBuilder.DropTable(
                name: "closed_periods");

            migrationBuilder.DropTable(
                name: "legacy_rows");

            migrationBuilder.DropTable(
                name: "lesson_changes");

            migrationBuilder.DropTable(
                name: "lesson_reviews");

            migrationBuilder.DropTable(
                name: "lesson_series_members");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "slot_requests");

            migrationBuilder.DropTable(
                name: "tutor_offers");

            migrationBuilder.DropTable(
                name: "whiteboard_events");

            migrationBuilder.DropTable(
                name: "calendar_sources");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "lesson_series");

            migrationBuilder.DropTable(
                name: "whiteboards");
        }
    }
}

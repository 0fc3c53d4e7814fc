using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace StudyDashboard.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    display_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    day_start_hour = table.Column<int>(type: "integer", nullable: false),
                    first_day_of_week = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    preferences = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    welcomed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                    table.CheckConstraint("ck_people_day_start", "day_start_hour BETWEEN 0 AND 23");
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "server_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_server_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "server_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_alive_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_server_runs", x => x.id);
                    table.CheckConstraint("ck_server_runs_order", "last_alive_at >= started_at");
                });

            migrationBuilder.CreateTable(
                name: "site_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    open_registration = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_settings", x => x.id);
                    table.CheckConstraint("ck_site_settings_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "site_tokens",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "achievements",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reached_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_achievements", x => new { x.student_id, x.code });
                    table.ForeignKey(
                        name: "FK_achievements_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "analytics_days",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    net_seconds = table.Column<int>(type: "integer", nullable: false),
                    timed_seconds = table.Column<int>(type: "integer", nullable: false),
                    manual_seconds = table.Column<int>(type: "integer", nullable: false),
                    sessions = table.Column<int>(type: "integer", nullable: false),
                    answered = table.Column<int>(type: "integer", nullable: false),
                    correct = table.Column<int>(type: "integer", nullable: false),
                    cards = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_analytics_days", x => new { x.student_id, x.study_day });
                    table.ForeignKey(
                        name: "FK_analytics_days_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "analytics_figures",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    figure = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    amount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_analytics_figures", x => new { x.student_id, x.study_day, x.figure });
                    table.ForeignKey(
                        name: "FK_analytics_figures_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "analytics_hours",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    hour = table.Column<int>(type: "integer", nullable: false),
                    net_seconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_analytics_hours", x => new { x.student_id, x.study_day, x.hour });
                    table.ForeignKey(
                        name: "FK_analytics_hours_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "analytics_snapshots",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    class_id = table.Column<int>(type: "integer", nullable: false),
                    plan_id = table.Column<int>(type: "integer", nullable: false),
                    domain_code = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    net_seconds = table.Column<int>(type: "integer", nullable: false),
                    timed_seconds = table.Column<int>(type: "integer", nullable: false),
                    manual_seconds = table.Column<int>(type: "integer", nullable: false),
                    sessions = table.Column<int>(type: "integer", nullable: false),
                    answered = table.Column<int>(type: "integer", nullable: false),
                    correct = table.Column<int>(type: "integer", nullable: false),
                    cards = table.Column<int>(type: "integer", nullable: false),
                    progress_points = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_analytics_snapshots", x => new { x.student_id, x.study_day, x.kind, x.subject, x.class_id, x.plan_id, x.domain_code });
                    table.ForeignKey(
                        name: "FK_analytics_snapshots_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    scopes = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_tokens", x => x.id);
                    table.ForeignKey(
                        name: "FK_api_tokens_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attendance_terms",
                columns: table => new
                {
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    absences_in_a_row = table.Column<int>(type: "integer", nullable: false),
                    below_percent = table.Column<int>(type: "integer", nullable: false)
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    scope = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    busy_only = table.Column<bool>(type: "boolean", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    colour = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    blocks = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    file_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    etag = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    event_count = table.Column<int>(type: "integer", nullable: false),
                    finding_count = table.Column<int>(type: "integer", nullable: false),
                    findings = table.Column<string>(type: "text", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    first = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: false),
                    handling = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
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
                name: "enrolled_students",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    course = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    shares_notes = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enrolled_students", x => x.id);
                    table.ForeignKey(
                        name: "FK_enrolled_students_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_enrolled_students_people_tutor_id",
                        column: x => x.tutor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "goals",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    metric = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    period = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    class_id = table.Column<int>(type: "integer", nullable: true),
                    plan_id = table.Column<int>(type: "integer", nullable: true),
                    domain_code = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    week_start = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    archived_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_goals", x => x.id);
                    table.CheckConstraint("ck_goals_archived", "(status = 'archived') = (archived_on IS NOT NULL)");
                    table.CheckConstraint("ck_goals_once", "period <> 'once' OR ends_on IS NOT NULL");
                    table.CheckConstraint("ck_goals_order", "ends_on IS NULL OR ends_on >= starts_on");
                    table.ForeignKey(
                        name: "FK_goals_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "guardianships",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    guardian_id = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    shares_notes = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_guardianships", x => x.id);
                    table.CheckConstraint("ck_guardianships_two", "student_id <> guardian_id");
                    table.ForeignKey(
                        name: "FK_guardianships_people_guardian_id",
                        column: x => x.guardian_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_guardianships_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    payload_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    begun_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    acted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true),
                    headers = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_idempotency_keys_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    refused_lines = table.Column<string>(type: "text", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.id);
                    table.CheckConstraint("ck_imports_counts", "created >= 0 AND skipped >= 0 AND refused >= 0");
                    table.ForeignKey(
                        name: "FK_imports_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    secret_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    role = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    created_by_id = table.Column<int>(type: "integer", nullable: true),
                    claims_person_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitations", x => x.id);
                    table.ForeignKey(
                        name: "FK_invitations_people_claims_person_id",
                        column: x => x.claims_person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_invitations_people_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "lesson_changes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    verb = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rows = table.Column<string>(type: "text", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    uid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    parent_id = table.Column<int>(type: "integer", nullable: true),
                    start = table.Column<DateTime>(type: "timestamp without time zone", nullable: false),
                    length = table.Column<TimeSpan>(type: "interval", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rule = table.Column<string>(type: "text", nullable: true),
                    exceptions = table.Column<List<DateTime>>(type: "timestamp without time zone[]", nullable: false),
                    additions = table.Column<List<DateTime>>(type: "timestamp without time zone[]", nullable: false),
                    details = table.Column<string>(type: "text", nullable: false),
                    filled_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_start = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                name: "material_collections",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    owner_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_material_collections", x => x.id);
                    table.ForeignKey(
                        name: "FK_material_collections_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    about = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    mentions = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    useful_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    handed_over_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    listed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    shown_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    snoozed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                name: "pairing_codes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pairing_codes", x => x.id);
                    table.ForeignKey(
                        name: "FK_pairing_codes_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_claims", x => x.id);
                    table.ForeignKey(
                        name: "FK_person_claims_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "FK_person_logins_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "FK_person_passkeys_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_tokens",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_person_tokens_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "plan_templates",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    owner_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_templates", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_templates_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "points_days",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    points = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_points_days", x => new { x.student_id, x.study_day });
                    table.ForeignKey(
                        name: "FK_points_days_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quiz_topics",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    owner_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    description = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quiz_topics", x => x.id);
                    table.ForeignKey(
                        name: "FK_quiz_topics_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "review_clear_days",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_clear_days", x => new { x.student_id, x.study_day });
                    table.ForeignKey(
                        name: "FK_review_clear_days_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reward_terms",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    points_per_minute = table.Column<double>(type: "double precision", nullable: false),
                    daily_cap = table.Column<int>(type: "integer", nullable: false),
                    manual_earns = table.Column<bool>(type: "boolean", nullable: false),
                    streak_minutes = table.Column<int>(type: "integer", nullable: false),
                    rest_days = table.Column<int[]>(type: "integer[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reward_terms", x => new { x.student_id, x.valid_from });
                    table.CheckConstraint("ck_reward_terms_ranges", "points_per_minute >= 0 AND daily_cap >= 0 AND streak_minutes >= 1");
                    table.ForeignKey(
                        name: "FK_reward_terms_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session_changes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    verb = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    before = table.Column<string>(type: "text", nullable: false),
                    session_ids = table.Column<string>(type: "text", nullable: false),
                    notices = table.Column<string>(type: "text", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_changes", x => x.id);
                    table.ForeignKey(
                        name: "FK_session_changes_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "streak_freezes",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    never_was = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_streak_freezes", x => new { x.student_id, x.study_day });
                    table.ForeignKey(
                        name: "FK_streak_freezes_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "study_sessions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    language = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    class_id = table.Column<int>(type: "integer", nullable: true),
                    assignment_id = table.Column<int>(type: "integer", nullable: true),
                    plan_id = table.Column<int>(type: "integer", nullable: true),
                    domain_code = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    tags = table.Column<List<string>>(type: "text[]", nullable: false),
                    source = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    import_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    planned_day = table.Column<DateOnly>(type: "date", nullable: true),
                    planned_time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    planned_minutes = table.Column<int>(type: "integer", nullable: true),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    day_start_hour = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    study_day = table.Column<DateOnly>(type: "date", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    gross_seconds = table.Column<int>(type: "integer", nullable: false),
                    net_seconds = table.Column<int>(type: "integer", nullable: false),
                    net_is_given = table.Column<bool>(type: "boolean", nullable: false),
                    questions_answered = table.Column<int>(type: "integer", nullable: false),
                    correct_answers = table.Column<int>(type: "integer", nullable: false),
                    cards_reviewed = table.Column<int>(type: "integer", nullable: false),
                    self_rating = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    timer = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    last_heartbeat_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_study_sessions", x => x.id);
                    table.CheckConstraint("ck_study_sessions_counts", "questions_answered >= 0 AND correct_answers >= 0 AND cards_reviewed >= 0 AND correct_answers <= questions_answered");
                    table.CheckConstraint("ck_study_sessions_form", "status <> 'completed' OR (study_day IS NOT NULL AND (ended_at IS NOT NULL OR (started_at IS NULL AND net_is_given)))");
                    table.CheckConstraint("ck_study_sessions_order", "ended_at IS NULL OR (started_at IS NOT NULL AND ended_at >= started_at)");
                    table.CheckConstraint("ck_study_sessions_planned", "status <> 'planned' OR (planned_day IS NOT NULL AND started_at IS NULL)");
                    table.CheckConstraint("ck_study_sessions_rating", "self_rating IS NULL OR self_rating BETWEEN 1 AND 5");
                    table.CheckConstraint("ck_study_sessions_running", "status NOT IN ('in_progress', 'needs_review') OR (started_at IS NOT NULL AND ended_at IS NULL)");
                    table.CheckConstraint("ck_study_sessions_seconds", "net_seconds >= 0 AND gross_seconds >= 0");
                    table.ForeignKey(
                        name: "FK_study_sessions_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tutor_offers",
                columns: table => new
                {
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    is_published = table.Column<bool>(type: "boolean", nullable: false),
                    hours = table.Column<string>(type: "text", nullable: false),
                    lesson_minutes = table.Column<int>(type: "integer", nullable: false),
                    buffer_minutes = table.Column<int>(type: "integer", nullable: false),
                    notice_hours = table.Column<int>(type: "integer", nullable: false)
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
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    events = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    secret = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    disabled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    disabled_why = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    failing_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhooks", x => x.id);
                    table.ForeignKey(
                        name: "FK_webhooks_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "whiteboards",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                name: "person_roles",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    role_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "FK_person_roles_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_person_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    role_id = table.Column<int>(type: "integer", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "FK_role_claims_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ingest_receipts",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    client_session_uuid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    site_token_id = table.Column<int>(type: "integer", nullable: true),
                    result = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ingest_receipts", x => x.id);
                    table.ForeignKey(
                        name: "FK_ingest_receipts_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ingest_receipts_site_tokens_site_token_id",
                        column: x => x.site_token_id,
                        principalTable: "site_tokens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "calendar_events",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    uid = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    recurrence_id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    title = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    location = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    start = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    zone = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    is_all_day = table.Column<bool>(type: "boolean", nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: false),
                    rule = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    exceptions = table.Column<string>(type: "text", nullable: false),
                    additions = table.Column<string>(type: "text", nullable: false),
                    is_cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    is_free = table.Column<bool>(type: "boolean", nullable: false),
                    is_private = table.Column<bool>(type: "boolean", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    first_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
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
                name: "goal_entries",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    goal_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<double>(type: "double precision", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_goal_entries", x => x.id);
                    table.ForeignKey(
                        name: "FK_goal_entries_goals_goal_id",
                        column: x => x.goal_id,
                        principalTable: "goals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "goal_pauses",
                columns: table => new
                {
                    goal_id = table.Column<int>(type: "integer", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    to_day = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_goal_pauses", x => new { x.goal_id, x.from_day });
                    table.CheckConstraint("ck_goal_pauses_order", "to_day IS NULL OR to_day >= from_day");
                    table.ForeignKey(
                        name: "FK_goal_pauses_goals_goal_id",
                        column: x => x.goal_id,
                        principalTable: "goals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "goal_progress",
                columns: table => new
                {
                    goal_id = table.Column<int>(type: "integer", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    to_day = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    target = table.Column<double>(type: "double precision", nullable: false),
                    reached_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_goal_progress", x => new { x.goal_id, x.from_day });
                    table.CheckConstraint("ck_goal_progress_order", "to_day >= from_day");
                    table.ForeignKey(
                        name: "FK_goal_progress_goals_goal_id",
                        column: x => x.goal_id,
                        principalTable: "goals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "goal_terms",
                columns: table => new
                {
                    goal_id = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    target = table.Column<double>(type: "double precision", nullable: false),
                    rest_days = table.Column<int[]>(type: "integer[]", nullable: false),
                    skip_budget = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_goal_terms", x => new { x.goal_id, x.valid_from });
                    table.CheckConstraint("ck_goal_terms_ranges", "target > 0 AND skip_budget >= 0");
                    table.ForeignKey(
                        name: "FK_goal_terms_goals_goal_id",
                        column: x => x.goal_id,
                        principalTable: "goals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "classes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    teacher_id = table.Column<int>(type: "integer", nullable: true),
                    owner_id = table.Column<int>(type: "integer", nullable: true),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    shows_notes = table.Column<bool>(type: "boolean", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    day_start_hour = table.Column<int>(type: "integer", nullable: false),
                    first_day_of_week = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    join_code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    join_code_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    metric = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    metric_since = table.Column<DateOnly>(type: "date", nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_classes", x => x.id);
                    table.CheckConstraint("ck_classes_code", "(join_code_hash IS NULL) = (join_code_until IS NULL)");
                    table.CheckConstraint("ck_classes_one_side", "teacher_id IS NULL OR owner_id IS NULL");
                    table.ForeignKey(
                        name: "FK_classes_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_classes_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_classes_people_teacher_id",
                        column: x => x.teacher_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "decks",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    desired_retention = table.Column<double>(type: "double precision", nullable: false),
                    maximum_interval = table.Column<int>(type: "integer", nullable: false),
                    learning_steps = table.Column<string>(type: "text", nullable: false),
                    relearning_steps = table.Column<string>(type: "text", nullable: false),
                    fuzz = table.Column<bool>(type: "boolean", nullable: false),
                    weights = table.Column<string>(type: "text", nullable: true),
                    weights_version = table.Column<int>(type: "integer", nullable: false),
                    new_per_day = table.Column<int>(type: "integer", nullable: false),
                    reviews_per_day = table.Column<int>(type: "integer", nullable: true),
                    order = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    exam_day = table.Column<DateOnly>(type: "date", nullable: true),
                    leech_first = table.Column<int>(type: "integer", nullable: false),
                    leech_every = table.Column<int>(type: "integer", nullable: false),
                    leech_suspends = table.Column<bool>(type: "boolean", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decks", x => x.id);
                    table.CheckConstraint("ck_decks_interval", "maximum_interval BETWEEN 1 AND 36500");
                    table.CheckConstraint("ck_decks_kind", "kind IN ('own', 'words', 'questions')");
                    table.CheckConstraint("ck_decks_leeches", "leech_first >= 1 AND leech_every >= 1");
                    table.CheckConstraint("ck_decks_limits", "new_per_day >= 0 AND (reviews_per_day IS NULL OR reviews_per_day >= 0)");
                    table.CheckConstraint("ck_decks_retention", "desired_retention BETWEEN 0.7 AND 0.99");
                    table.ForeignKey(
                        name: "FK_decks_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_decks_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "legacy_rows",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    owner_id = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    target_id = table.Column<int>(type: "integer", nullable: false),
                    is_made = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                name: "plans",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    target_day = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    given_by_id = table.Column<int>(type: "integer", nullable: true),
                    given_key = table.Column<Guid>(type: "uuid", nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plans", x => x.id);
                    table.ForeignKey(
                        name: "FK_plans_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_plans_people_given_by_id",
                        column: x => x.given_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_plans_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_notes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    author_id = table.Column<int>(type: "integer", nullable: true),
                    author_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_notes", x => x.id);
                    table.ForeignKey(
                        name: "FK_report_notes_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_report_notes_people_author_id",
                        column: x => x.author_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_report_notes_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scenario_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    scenario_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_step_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scenario_runs", x => x.id);
                    table.CheckConstraint("ck_scenario_runs_closed", "(status = 'in_progress') = (closed_at IS NULL)");
                    table.ForeignKey(
                        name: "FK_scenario_runs_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_scenario_runs_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scenarios",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    owner_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    level = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scenarios", x => x.id);
                    table.ForeignKey(
                        name: "FK_scenarios_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_scenarios_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shared_reports",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    shared_by_id = table.Column<int>(type: "integer", nullable: true),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shared_reports", x => x.id);
                    table.ForeignKey(
                        name: "FK_shared_reports_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_shared_reports_people_shared_by_id",
                        column: x => x.shared_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_shared_reports_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lesson_series_members",
                columns: table => new
                {
                    series_id = table.Column<int>(type: "integer", nullable: false),
                    enrollment_id = table.Column<int>(type: "integer", nullable: false)
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
                name: "materials",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    owner_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    collection_id = table.Column<int>(type: "integer", nullable: true),
                    tags = table.Column<List<string>>(type: "text[]", nullable: false),
                    is_favourite = table.Column<bool>(type: "boolean", nullable: false),
                    file_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    file_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    file_bytes = table.Column<long>(type: "bigint", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_materials", x => x.id);
                    table.CheckConstraint("ck_materials_file", "(kind = 'file') = (file_key IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_materials_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_materials_material_collections_collection_id",
                        column: x => x.collection_id,
                        principalTable: "material_collections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_materials_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quiz_questions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    topic_id = table.Column<int>(type: "integer", nullable: false),
                    pub_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    text = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    form = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    answers = table.Column<string>(type: "text", nullable: false),
                    explanation = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    case_sensitive = table.Column<bool>(type: "boolean", nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    difficulty = table.Column<int>(type: "integer", nullable: false),
                    frequency = table.Column<int>(type: "integer", nullable: false),
                    variant_group = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    domain_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    import_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quiz_questions", x => x.id);
                    table.CheckConstraint("ck_quiz_questions_difficulty", "difficulty BETWEEN 1 AND 5");
                    table.CheckConstraint("ck_quiz_questions_frequency", "frequency >= 0");
                    table.ForeignKey(
                        name: "FK_quiz_questions_quiz_topics_topic_id",
                        column: x => x.topic_id,
                        principalTable: "quiz_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "study_quiz_sessions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    topic_id = table.Column<int>(type: "integer", nullable: true),
                    topic_title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    target_per_subject = table.Column<int>(type: "integer", nullable: false),
                    subjects = table.Column<List<string>>(type: "text[]", nullable: false),
                    wrong_only = table.Column<bool>(type: "boolean", nullable: false),
                    mode = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    feedback = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    question_ids = table.Column<List<string>>(type: "text[]", nullable: false),
                    subject_distribution = table.Column<string>(type: "text", nullable: false),
                    cursor = table.Column<int>(type: "integer", nullable: false),
                    answered = table.Column<int>(type: "integer", nullable: false),
                    correct = table.Column<int>(type: "integer", nullable: false),
                    wrong = table.Column<int>(type: "integer", nullable: false),
                    unsure = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_step_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    gaps = table.Column<string>(type: "text", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finalized_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    newly_correct = table.Column<int>(type: "integer", nullable: true),
                    relapsed = table.Column<int>(type: "integer", nullable: true),
                    recovered = table.Column<int>(type: "integer", nullable: true),
                    chronic_remaining = table.Column<int>(type: "integer", nullable: true),
                    client_session_uuid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_study_quiz_sessions", x => x.id);
                    table.CheckConstraint("ck_study_quiz_sessions_counts", "answered = correct + wrong + unsure AND cursor >= 0");
                    table.CheckConstraint("ck_study_quiz_sessions_done", "(status = 'done') = (finalized_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_study_quiz_sessions_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_study_quiz_sessions_quiz_topics_topic_id",
                        column: x => x.topic_id,
                        principalTable: "quiz_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "plan_answers",
                columns: table => new
                {
                    session_id = table.Column<int>(type: "integer", nullable: false),
                    domain_code = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    plan_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answered = table.Column<int>(type: "integer", nullable: false),
                    correct = table.Column<int>(type: "integer", nullable: false),
                    is_mixed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_answers", x => new { x.session_id, x.domain_code });
                    table.CheckConstraint("ck_plan_answers_counts", "answered > 0 AND correct BETWEEN 0 AND answered");
                    table.ForeignKey(
                        name: "FK_plan_answers_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_plan_answers_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "points_ledger",
                columns: table => new
                {
                    session_id = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    points = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_points_ledger", x => x.session_id);
                    table.ForeignKey(
                        name: "FK_points_ledger_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_points_ledger_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session_activities",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    session_id = table.Column<int>(type: "integer", nullable: false),
                    activity_type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    count = table.Column<int>(type: "integer", nullable: true),
                    correct = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_activities", x => x.id);
                    table.CheckConstraint("ck_session_activities_counts", "(count IS NULL OR count >= 0) AND (correct IS NULL OR (correct >= 0 AND count IS NOT NULL AND correct <= count))");
                    table.ForeignKey(
                        name: "FK_session_activities_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session_hours",
                columns: table => new
                {
                    session_id = table.Column<int>(type: "integer", nullable: false),
                    study_day = table.Column<DateOnly>(type: "date", nullable: false),
                    hour = table.Column<int>(type: "integer", nullable: false),
                    net_seconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_hours", x => new { x.session_id, x.study_day, x.hour });
                    table.CheckConstraint("ck_session_hours_range", "hour BETWEEN 0 AND 23 AND net_seconds >= 0");
                    table.ForeignKey(
                        name: "FK_session_hours_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session_pauses",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    session_id = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    planned_seconds = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_pauses", x => x.id);
                    table.CheckConstraint("ck_session_pauses_order", "ended_at IS NULL OR ended_at >= started_at");
                    table.ForeignKey(
                        name: "FK_session_pauses_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    webhook_id = table.Column<int>(type: "integer", nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(32)", maxLength: 32, nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    attempted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true),
                    error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "FK_webhook_deliveries_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    course_enrollment_id = table.Column<int>(type: "integer", nullable: false),
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    topics = table.Column<List<string>>(type: "text[]", nullable: false),
                    topics_covered = table.Column<List<string>>(type: "text[]", nullable: false),
                    topics_partly = table.Column<List<string>>(type: "text[]", nullable: false),
                    topics_carried = table.Column<List<string>>(type: "text[]", nullable: false),
                    carried_to_id = table.Column<int>(type: "integer", nullable: true),
                    session_date = table.Column<DateOnly>(type: "date", nullable: false),
                    start_time = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    end_time = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    duration = table.Column<int>(type: "integer", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    session_mode = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    location = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    join_link = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    whiteboard_id = table.Column<int>(type: "integer", nullable: true),
                    student_review_id = table.Column<int>(type: "integer", nullable: true),
                    tutor_review_id = table.Column<int>(type: "integer", nullable: true),
                    parent_review_id = table.Column<int>(type: "integer", nullable: true),
                    tutor_attendance_status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    student_attendance_status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    tutor_late_minutes = table.Column<int>(type: "integer", nullable: true),
                    student_late_minutes = table.Column<int>(type: "integer", nullable: true),
                    apology = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    apologized_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    priority_level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    is_recurring = table.Column<bool>(type: "boolean", nullable: false),
                    session_frequency = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    recurring_pattern = table.Column<string>(type: "text", nullable: true),
                    notification_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    alarm_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    alarm_before_minutes = table.Column<int>(type: "integer", nullable: false),
                    is_featured = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    cancel_reason = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    homework = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    series_id = table.Column<int>(type: "integer", nullable: true),
                    original_start = table.Column<DateTime>(type: "timestamp without time zone", nullable: true),
                    group_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    board_id = table.Column<int>(type: "integer", nullable: false),
                    uid = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    page = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    author_id = table.Column<int>(type: "integer", nullable: true),
                    mark = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                name: "class_assignments",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    class_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    link_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    link_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    link_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    given_on = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_class_assignments", x => x.id);
                    table.CheckConstraint("ck_class_assignments_link", "(link_kind IS NULL) = (link_key IS NULL) AND (link_kind IS NULL) = (link_title IS NULL)");
                    table.ForeignKey(
                        name: "FK_class_assignments_classes_class_id",
                        column: x => x.class_id,
                        principalTable: "classes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "class_members",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    class_id = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    by_code = table.Column<bool>(type: "boolean", nullable: false),
                    shares_notes = table.Column<bool>(type: "boolean", nullable: false),
                    joined_on = table.Column<DateOnly>(type: "date", nullable: false),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    was_removed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_class_members", x => x.id);
                    table.CheckConstraint("ck_class_members_order", "left_on IS NULL OR left_on >= joined_on");
                    table.ForeignKey(
                        name: "FK_class_members_classes_class_id",
                        column: x => x.class_id,
                        principalTable: "classes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_class_members_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leaderboard_participations",
                columns: table => new
                {
                    class_id = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    nickname = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    allowed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leaderboard_participations", x => new { x.class_id, x.student_id });
                    table.ForeignKey(
                        name: "FK_leaderboard_participations_classes_class_id",
                        column: x => x.class_id,
                        principalTable: "classes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_leaderboard_participations_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leaderboard_weeks",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    class_id = table.Column<int>(type: "integer", nullable: false),
                    week_start = table.Column<DateOnly>(type: "date", nullable: false),
                    metric = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leaderboard_weeks", x => x.id);
                    table.ForeignKey(
                        name: "FK_leaderboard_weeks_classes_class_id",
                        column: x => x.class_id,
                        principalTable: "classes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cards",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    deck_id = table.Column<int>(type: "integer", nullable: false),
                    front = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    back = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    example = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    hint = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    cloze = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    cloze_number = table.Column<int>(type: "integer", nullable: true),
                    tags = table.Column<List<string>>(type: "text[]", nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    term = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    question_pub_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    times_studied = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    stability = table.Column<double>(type: "double precision", nullable: false),
                    difficulty = table.Column<double>(type: "double precision", nullable: false),
                    scheduled_days = table.Column<int>(type: "integer", nullable: false),
                    reps = table.Column<int>(type: "integer", nullable: false),
                    lapses = table.Column<int>(type: "integer", nullable: false),
                    last_review_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    due = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_suspended = table.Column<bool>(type: "boolean", nullable: false),
                    buried_until = table.Column<DateOnly>(type: "date", nullable: true),
                    flag = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    is_leech = table.Column<bool>(type: "boolean", nullable: false),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    import_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cards", x => x.id);
                    table.CheckConstraint("ck_cards_memory", "state = 'new' OR (stability > 0 AND difficulty BETWEEN 1 AND 10 AND last_review_at IS NOT NULL)");
                    table.CheckConstraint("ck_cards_state", "state IN ('new', 'learning', 'review', 'relearning')");
                    table.ForeignKey(
                        name: "FK_cards_decks_deck_id",
                        column: x => x.deck_id,
                        principalTable: "decks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_cards_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_cards_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "plan_domains",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    weight = table.Column<double>(type: "double precision", nullable: false),
                    target_minutes = table.Column<int>(type: "integer", nullable: false),
                    target_mastery = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_domains", x => x.id);
                    table.CheckConstraint("ck_plan_domains_ranges", "weight > 0 AND target_minutes >= 0 AND target_mastery BETWEEN 0 AND 100");
                    table.ForeignKey(
                        name: "FK_plan_domains_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scenario_progress_history",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    run_id = table.Column<int>(type: "integer", nullable: false),
                    scenario_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    level = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    net_seconds = table.Column<int>(type: "integer", nullable: false),
                    phases = table.Column<int>(type: "integer", nullable: false),
                    prompts = table.Column<int>(type: "integer", nullable: false),
                    right_replies = table.Column<int>(type: "integer", nullable: false),
                    success_rate = table.Column<double>(type: "double precision", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    support_level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    objectives = table.Column<string>(type: "text", nullable: false),
                    session_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scenario_progress_history", x => x.id);
                    table.CheckConstraint("ck_scenario_progress_history_figures", "success_rate BETWEEN 0 AND 1 AND score BETWEEN 0 AND 100 AND right_replies <= prompts AND ended_at >= started_at");
                    table.ForeignKey(
                        name: "FK_scenario_progress_history_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_scenario_progress_history_scenario_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "scenario_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_scenario_progress_history_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "scenario_steps",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    run_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reply = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    verdict = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scenario_steps", x => x.id);
                    table.ForeignKey(
                        name: "FK_scenario_steps_scenario_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "scenario_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "study_quiz_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    quiz_session_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    pub_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    domain_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    frozen = table.Column<string>(type: "text", nullable: false),
                    selected = table.Column<List<string>>(type: "text[]", nullable: false),
                    is_unsure = table.Column<bool>(type: "boolean", nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    is_right = table.Column<bool>(type: "boolean", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    revealed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    movement = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_study_quiz_items", x => x.id);
                    table.CheckConstraint("ck_study_quiz_items_answer", "(outcome IS NULL) = (answered_at IS NULL)");
                    table.ForeignKey(
                        name: "FK_study_quiz_items_study_quiz_sessions_quiz_session_id",
                        column: x => x.quiz_session_id,
                        principalTable: "study_quiz_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "lesson_reviews",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    lesson_id = table.Column<int>(type: "integer", nullable: false),
                    side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    author_id = table.Column<int>(type: "integer", nullable: true),
                    rating = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    enrollment_id = table.Column<int>(type: "integer", nullable: false),
                    tutor_id = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    asked_by_id = table.Column<int>(type: "integer", nullable: true),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    lesson_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                name: "assignment_completions",
                columns: table => new
                {
                    assignment_id = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assignment_completions", x => new { x.assignment_id, x.student_id });
                    table.ForeignKey(
                        name: "FK_assignment_completions_class_assignments_assignment_id",
                        column: x => x.assignment_id,
                        principalTable: "class_assignments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_assignment_completions_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leaderboard_results",
                columns: table => new
                {
                    week_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    student_id = table.Column<int>(type: "integer", nullable: true),
                    nickname = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leaderboard_results", x => new { x.week_id, x.position });
                    table.ForeignKey(
                        name: "FK_leaderboard_results_leaderboard_weeks_week_id",
                        column: x => x.week_id,
                        principalTable: "leaderboard_weeks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_leaderboard_results_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "card_sources",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    card_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: true),
                    title = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_card_sources", x => x.id);
                    table.ForeignKey(
                        name: "FK_card_sources_cards_card_id",
                        column: x => x.card_id,
                        principalTable: "cards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "review_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    student_id = table.Column<int>(type: "integer", nullable: false),
                    card_id = table.Column<int>(type: "integer", nullable: true),
                    card_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    reviewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    grade = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    session_id = table.Column<int>(type: "integer", nullable: true),
                    import_id = table.Column<int>(type: "integer", nullable: true),
                    source = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    client_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    state_before = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    interval_before = table.Column<int>(type: "integer", nullable: false),
                    elapsed_days = table.Column<int>(type: "integer", nullable: false),
                    weights_version = table.Column<int>(type: "integer", nullable: false),
                    named_leech = table.Column<bool>(type: "boolean", nullable: false),
                    suspended = table.Column<bool>(type: "boolean", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_log", x => x.id);
                    table.CheckConstraint("ck_review_log_duration", "duration_ms >= 0");
                    table.ForeignKey(
                        name: "FK_review_log_cards_card_id",
                        column: x => x.card_id,
                        principalTable: "cards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_review_log_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_review_log_people_student_id",
                        column: x => x.student_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_review_log_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "plan_aliases",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    domain_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_aliases", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_aliases_plan_domains_domain_id",
                        column: x => x.domain_id,
                        principalTable: "plan_domains",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_plan_aliases_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "plan_level_log",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<int>(type: "integer", nullable: false),
                    domain_id = table.Column<int>(type: "integer", nullable: false),
                    from_level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    to_level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    mastery = table.Column<double>(type: "double precision", nullable: true),
                    cause = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    session_id = table.Column<int>(type: "integer", nullable: true),
                    title = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_level_log", x => x.id);
                    table.ForeignKey(
                        name: "FK_plan_level_log_plan_domains_domain_id",
                        column: x => x.domain_id,
                        principalTable: "plan_domains",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_plan_level_log_study_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "study_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "plan_progress",
                columns: table => new
                {
                    domain_id = table.Column<int>(type: "integer", nullable: false),
                    net_seconds = table.Column<int>(type: "integer", nullable: false),
                    progress_points = table.Column<double>(type: "double precision", nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    mastery = table.Column<double>(type: "double precision", nullable: true),
                    level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_progress", x => x.domain_id);
                    table.CheckConstraint("ck_plan_progress_ranges", "net_seconds >= 0 AND progress_points >= 0 AND (mastery IS NULL OR mastery BETWEEN 0 AND 100)");
                    table.ForeignKey(
                        name: "FK_plan_progress_plan_domains_domain_id",
                        column: x => x.domain_id,
                        principalTable: "plan_domains",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "plan_topics",
                columns: table => new
                {
                    plan_id = table.Column<int>(type: "integer", nullable: false),
                    topic = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    domain_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_topics", x => new { x.plan_id, x.topic });
                    table.ForeignKey(
                        name: "FK_plan_topics_plan_domains_domain_id",
                        column: x => x.domain_id,
                        principalTable: "plan_domains",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_plan_topics_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_analytics_snapshots_domain",
                table: "analytics_snapshots",
                columns: new[] { "student_id", "plan_id", "domain_code" },
                filter: "domain_code <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_api_tokens_hash",
                table: "api_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_tokens_person_id",
                table: "api_tokens",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_assignment_completions_student_id_completed_on",
                table: "assignment_completions",
                columns: new[] { "student_id", "completed_on" });

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
                name: "IX_card_sources_card_id_kind_source_id",
                table: "card_sources",
                columns: new[] { "card_id", "kind", "source_id" },
                unique: true,
                filter: "source_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_card_sources_kind_source_id",
                table: "card_sources",
                columns: new[] { "kind", "source_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cards_deck_id_state_due",
                table: "cards",
                columns: new[] { "deck_id", "state", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_cards_import_id",
                table: "cards",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_cards_student_id_import_key",
                table: "cards",
                columns: new[] { "student_id", "import_key" });

            migrationBuilder.CreateIndex(
                name: "IX_cards_student_id_language_term",
                table: "cards",
                columns: new[] { "student_id", "language", "term" },
                unique: true,
                filter: "term IS NOT NULL AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cards_student_id_question_pub_id",
                table: "cards",
                columns: new[] { "student_id", "question_pub_id" },
                unique: true,
                filter: "question_pub_id IS NOT NULL AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cards_student_id_state_due",
                table: "cards",
                columns: new[] { "student_id", "state", "due" },
                filter: "deleted_at IS NULL AND NOT is_suspended");

            migrationBuilder.CreateIndex(
                name: "IX_class_assignments_class_id",
                table: "class_assignments",
                column: "class_id");

            migrationBuilder.CreateIndex(
                name: "IX_class_assignments_deleted_at",
                table: "class_assignments",
                column: "deleted_at");

            migrationBuilder.CreateIndex(
                name: "IX_class_members_class_id_student_id",
                table: "class_members",
                columns: new[] { "class_id", "student_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_class_members_student_id",
                table: "class_members",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "IX_classes_deleted_at",
                table: "classes",
                column: "deleted_at");

            migrationBuilder.CreateIndex(
                name: "IX_classes_import_id",
                table: "classes",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_classes_join_code_hash",
                table: "classes",
                column: "join_code_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_classes_owner_id",
                table: "classes",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_classes_teacher_id",
                table: "classes",
                column: "teacher_id");

            migrationBuilder.CreateIndex(
                name: "ix_closed_periods_tutor",
                table: "closed_periods",
                columns: new[] { "tutor_id", "last" });

            migrationBuilder.CreateIndex(
                name: "IX_decks_import_id",
                table: "decks",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_decks_student_id",
                table: "decks",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "IX_enrolled_students_student_id",
                table: "enrolled_students",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "IX_enrolled_students_tutor_id_student_id",
                table: "enrolled_students",
                columns: new[] { "tutor_id", "student_id" });

            migrationBuilder.CreateIndex(
                name: "IX_goal_entries_goal_id_study_day",
                table: "goal_entries",
                columns: new[] { "goal_id", "study_day" });

            migrationBuilder.CreateIndex(
                name: "IX_goals_deleted_at",
                table: "goals",
                column: "deleted_at",
                filter: "deleted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_goals_student_id_status",
                table: "goals",
                columns: new[] { "student_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_guardianships_guardian_id",
                table: "guardianships",
                column: "guardian_id");

            migrationBuilder.CreateIndex(
                name: "IX_guardianships_student_id_guardian_id",
                table: "guardianships",
                columns: new[] { "student_id", "guardian_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_begun_at",
                table: "idempotency_keys",
                column: "begun_at");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_person_id_key",
                table: "idempotency_keys",
                columns: new[] { "person_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_imports_student_id_at",
                table: "imports",
                columns: new[] { "student_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_ingest_receipts_site_token_id_client_session_uuid",
                table: "ingest_receipts",
                columns: new[] { "site_token_id", "client_session_uuid" });

            migrationBuilder.CreateIndex(
                name: "IX_ingest_receipts_student_id_client_session_uuid",
                table: "ingest_receipts",
                columns: new[] { "student_id", "client_session_uuid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_invitations_claims_person_id",
                table: "invitations",
                column: "claims_person_id");

            migrationBuilder.CreateIndex(
                name: "IX_invitations_created_by_id",
                table: "invitations",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_invitations_secret_hash",
                table: "invitations",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_leaderboard_participations_student_id",
                table: "leaderboard_participations",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "IX_leaderboard_results_student_id",
                table: "leaderboard_results",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "IX_leaderboard_weeks_class_id_week_start",
                table: "leaderboard_weeks",
                columns: new[] { "class_id", "week_start" },
                unique: true);

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
                name: "IX_material_collections_owner_id_name",
                table: "material_collections",
                columns: new[] { "owner_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_materials_collection_id",
                table: "materials",
                column: "collection_id");

            migrationBuilder.CreateIndex(
                name: "IX_materials_import_id",
                table: "materials",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_materials_owner_id_updated_at",
                table: "materials",
                columns: new[] { "owner_id", "updated_at" });

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
                name: "IX_pairing_codes_code_hash",
                table: "pairing_codes",
                column: "code_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pairing_codes_student_id",
                table: "pairing_codes",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "people",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "people",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_person_claims_user_id",
                table: "person_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_person_logins_user_id",
                table: "person_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_person_passkeys_user_id",
                table: "person_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_person_roles_role_id",
                table: "person_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_aliases_domain_id",
                table: "plan_aliases",
                column: "domain_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_aliases_plan_id",
                table: "plan_aliases",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_answers_day",
                table: "plan_answers",
                columns: new[] { "student_id", "study_day" });

            migrationBuilder.CreateIndex(
                name: "ix_plan_answers_mixed",
                table: "plan_answers",
                columns: new[] { "plan_id", "domain_code" },
                filter: "is_mixed");

            migrationBuilder.CreateIndex(
                name: "ix_plan_answers_newest",
                table: "plan_answers",
                columns: new[] { "plan_id", "domain_code", "study_day", "started_at", "session_id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_domains_plan_id",
                table: "plan_domains",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_level_log_domain_id",
                table: "plan_level_log",
                column: "domain_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_level_log_plan_id_at",
                table: "plan_level_log",
                columns: new[] { "plan_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_level_log_session_id",
                table: "plan_level_log",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_templates_owner_id",
                table: "plan_templates",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_topics_domain_id",
                table: "plan_topics",
                column: "domain_id");

            migrationBuilder.CreateIndex(
                name: "IX_plans_given_by_id",
                table: "plans",
                column: "given_by_id",
                filter: "given_by_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_plans_import_id",
                table: "plans",
                column: "import_id",
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_plans_one_active",
                table: "plans",
                column: "student_id",
                unique: true,
                filter: "status = 'active' AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_plans_student",
                table: "plans",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "IX_points_ledger_student_id_study_day",
                table: "points_ledger",
                columns: new[] { "student_id", "study_day" });

            migrationBuilder.CreateIndex(
                name: "IX_quiz_questions_deleted_at",
                table: "quiz_questions",
                column: "deleted_at");

            migrationBuilder.CreateIndex(
                name: "IX_quiz_questions_import_id",
                table: "quiz_questions",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_quiz_questions_pub_id",
                table: "quiz_questions",
                column: "pub_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quiz_questions_topic_id",
                table: "quiz_questions",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "IX_quiz_topics_deleted_at",
                table: "quiz_topics",
                column: "deleted_at");

            migrationBuilder.CreateIndex(
                name: "IX_quiz_topics_owner_id",
                table: "quiz_topics",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_report_notes_author_id_student_id_from_to",
                table: "report_notes",
                columns: new[] { "author_id", "student_id", "from", "to" },
                unique: true,
                filter: "author_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_report_notes_import_id",
                table: "report_notes",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_report_notes_student_id_to",
                table: "report_notes",
                columns: new[] { "student_id", "to" });

            migrationBuilder.CreateIndex(
                name: "IX_review_log_card_id_reviewed_at",
                table: "review_log",
                columns: new[] { "card_id", "reviewed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_review_log_import_id",
                table: "review_log",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_review_log_session_id",
                table: "review_log",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_review_log_student_id_card_key_reviewed_at",
                table: "review_log",
                columns: new[] { "student_id", "card_key", "reviewed_at" },
                unique: true,
                filter: "voided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_review_log_student_id_client_key",
                table: "review_log",
                columns: new[] { "student_id", "client_key" },
                unique: true,
                filter: "client_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_review_log_student_id_reviewed_at",
                table: "review_log",
                columns: new[] { "student_id", "reviewed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_role_claims_role_id",
                table: "role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "roles",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scenario_progress_history_run_id",
                table: "scenario_progress_history",
                column: "run_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scenario_progress_history_session_id",
                table: "scenario_progress_history",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_scenario_progress_history_student_id_ended_at",
                table: "scenario_progress_history",
                columns: new[] { "student_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_scenario_runs_import_id",
                table: "scenario_runs",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_scenario_runs_student_id_last_step_at",
                table: "scenario_runs",
                columns: new[] { "student_id", "last_step_at" });

            migrationBuilder.CreateIndex(
                name: "IX_scenario_runs_student_id_scenario_key",
                table: "scenario_runs",
                columns: new[] { "student_id", "scenario_key" },
                unique: true,
                filter: "status = 'in_progress'");

            migrationBuilder.CreateIndex(
                name: "IX_scenario_steps_run_id_number",
                table: "scenario_steps",
                columns: new[] { "run_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scenarios_import_id",
                table: "scenarios",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_scenarios_owner_id",
                table: "scenarios",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_server_keys_name",
                table: "server_keys",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_server_runs_last_alive",
                table: "server_runs",
                column: "last_alive_at");

            migrationBuilder.CreateIndex(
                name: "IX_session_activities_session_id",
                table: "session_activities",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_session_changes_student_id_at",
                table: "session_changes",
                columns: new[] { "student_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_session_pauses_one_open",
                table: "session_pauses",
                column: "session_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_session_pauses_session",
                table: "session_pauses",
                column: "session_id");

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
                name: "IX_shared_reports_hash",
                table: "shared_reports",
                column: "hash",
                unique: true,
                filter: "hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shared_reports_import_id",
                table: "shared_reports",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_shared_reports_shared_by_id",
                table: "shared_reports",
                column: "shared_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_shared_reports_student_id",
                table: "shared_reports",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "IX_site_tokens_hash",
                table: "site_tokens",
                column: "hash",
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
                name: "IX_study_quiz_items_pub_id",
                table: "study_quiz_items",
                column: "pub_id");

            migrationBuilder.CreateIndex(
                name: "IX_study_quiz_items_quiz_session_id_position",
                table: "study_quiz_items",
                columns: new[] { "quiz_session_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_study_quiz_sessions_open",
                table: "study_quiz_sessions",
                columns: new[] { "student_id", "topic_id" },
                unique: true,
                filter: "status = 'in_progress'");

            migrationBuilder.CreateIndex(
                name: "IX_study_quiz_sessions_student_id_client_session_uuid_topic_id",
                table: "study_quiz_sessions",
                columns: new[] { "student_id", "client_session_uuid", "topic_id" },
                unique: true,
                filter: "client_session_uuid IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_study_quiz_sessions_student_id_started_at",
                table: "study_quiz_sessions",
                columns: new[] { "student_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_study_quiz_sessions_topic_id",
                table: "study_quiz_sessions",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_assignment",
                table: "study_sessions",
                column: "assignment_id",
                filter: "assignment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_day",
                table: "study_sessions",
                columns: new[] { "student_id", "study_day", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_deleted",
                table: "study_sessions",
                columns: new[] { "student_id", "deleted_at" },
                filter: "deleted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_import",
                table: "study_sessions",
                column: "import_id",
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_import_key",
                table: "study_sessions",
                columns: new[] { "student_id", "import_key" },
                unique: true,
                filter: "import_key IS NOT NULL AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_one_running",
                table: "study_sessions",
                column: "student_id",
                unique: true,
                filter: "status = 'in_progress' AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_open",
                table: "study_sessions",
                column: "status",
                filter: "status IN ('in_progress', 'needs_review')");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_planned",
                table: "study_sessions",
                columns: new[] { "student_id", "planned_day" },
                filter: "planned_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_spanning",
                table: "study_sessions",
                columns: new[] { "student_id", "last_day" },
                filter: "last_day > study_day");

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_started",
                table: "study_sessions",
                columns: new[] { "student_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_study_sessions_waiting",
                table: "study_sessions",
                columns: new[] { "student_id", "planned_day" },
                filter: "status = 'planned' AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_created_at",
                table: "webhook_deliveries",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_next_attempt_at",
                table: "webhook_deliveries",
                column: "next_attempt_at",
                filter: "next_attempt_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_webhook_id_id",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_webhooks_person_id",
                table: "webhooks",
                column: "person_id");

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

            migrationBuilder.Sql("INSERT INTO roles (name, normalized_name) VALUES ('Admin', 'ADMIN'), ('Tutor', 'TUTOR'), ('Student', 'STUDENT'), ('Guardian', 'GUARDIAN');");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "achievements");

            migrationBuilder.DropTable(
                name: "analytics_days");

            migrationBuilder.DropTable(
                name: "analytics_figures");

            migrationBuilder.DropTable(
                name: "analytics_hours");

            migrationBuilder.DropTable(
                name: "analytics_snapshots");

            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "assignment_completions");

            migrationBuilder.DropTable(
                name: "attendance_terms");

            migrationBuilder.DropTable(
                name: "calendar_events");

            migrationBuilder.DropTable(
                name: "calendar_feeds");

            migrationBuilder.DropTable(
                name: "card_sources");

            migrationBuilder.DropTable(
                name: "class_members");

            migrationBuilder.DropTable(
                name: "closed_periods");

            migrationBuilder.DropTable(
                name: "goal_entries");

            migrationBuilder.DropTable(
                name: "goal_pauses");

            migrationBuilder.DropTable(
                name: "goal_progress");

            migrationBuilder.DropTable(
                name: "goal_terms");

            migrationBuilder.DropTable(
                name: "guardianships");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "ingest_receipts");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "leaderboard_participations");

            migrationBuilder.DropTable(
                name: "leaderboard_results");

            migrationBuilder.DropTable(
                name: "legacy_rows");

            migrationBuilder.DropTable(
                name: "lesson_changes");

            migrationBuilder.DropTable(
                name: "lesson_reviews");

            migrationBuilder.DropTable(
                name: "lesson_series_members");

            migrationBuilder.DropTable(
                name: "materials");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "pairing_codes");

            migrationBuilder.DropTable(
                name: "person_claims");

            migrationBuilder.DropTable(
                name: "person_logins");

            migrationBuilder.DropTable(
                name: "person_passkeys");

            migrationBuilder.DropTable(
                name: "person_roles");

            migrationBuilder.DropTable(
                name: "person_tokens");

            migrationBuilder.DropTable(
                name: "plan_aliases");

            migrationBuilder.DropTable(
                name: "plan_answers");

            migrationBuilder.DropTable(
                name: "plan_level_log");

            migrationBuilder.DropTable(
                name: "plan_progress");

            migrationBuilder.DropTable(
                name: "plan_templates");

            migrationBuilder.DropTable(
                name: "plan_topics");

            migrationBuilder.DropTable(
                name: "points_days");

            migrationBuilder.DropTable(
                name: "points_ledger");

            migrationBuilder.DropTable(
                name: "quiz_questions");

            migrationBuilder.DropTable(
                name: "report_notes");

            migrationBuilder.DropTable(
                name: "review_clear_days");

            migrationBuilder.DropTable(
                name: "review_log");

            migrationBuilder.DropTable(
                name: "reward_terms");

            migrationBuilder.DropTable(
                name: "role_claims");

            migrationBuilder.DropTable(
                name: "scenario_progress_history");

            migrationBuilder.DropTable(
                name: "scenario_steps");

            migrationBuilder.DropTable(
                name: "scenarios");

            migrationBuilder.DropTable(
                name: "server_keys");

            migrationBuilder.DropTable(
                name: "server_runs");

            migrationBuilder.DropTable(
                name: "session_activities");

            migrationBuilder.DropTable(
                name: "session_changes");

            migrationBuilder.DropTable(
                name: "session_hours");

            migrationBuilder.DropTable(
                name: "session_pauses");

            migrationBuilder.DropTable(
                name: "shared_reports");

            migrationBuilder.DropTable(
                name: "site_settings");

            migrationBuilder.DropTable(
                name: "slot_requests");

            migrationBuilder.DropTable(
                name: "streak_freezes");

            migrationBuilder.DropTable(
                name: "study_quiz_items");

            migrationBuilder.DropTable(
                name: "tutor_offers");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "whiteboard_events");

            migrationBuilder.DropTable(
                name: "class_assignments");

            migrationBuilder.DropTable(
                name: "calendar_sources");

            migrationBuilder.DropTable(
                name: "goals");

            migrationBuilder.DropTable(
                name: "site_tokens");

            migrationBuilder.DropTable(
                name: "leaderboard_weeks");

            migrationBuilder.DropTable(
                name: "material_collections");

            migrationBuilder.DropTable(
                name: "plan_domains");

            migrationBuilder.DropTable(
                name: "cards");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "scenario_runs");

            migrationBuilder.DropTable(
                name: "study_sessions");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "study_quiz_sessions");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropTable(
                name: "classes");

            migrationBuilder.DropTable(
                name: "plans");

            migrationBuilder.DropTable(
                name: "decks");

            migrationBuilder.DropTable(
                name: "enrolled_students");

            migrationBuilder.DropTable(
                name: "lesson_series");

            migrationBuilder.DropTable(
                name: "whiteboards");

            migrationBuilder.DropTable(
                name: "quiz_topics");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "people");
        }
    }
}

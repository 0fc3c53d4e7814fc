using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Progress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "assignment_id",
                table: "study_sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "achievements",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reached_on = table.Column<DateOnly>(type: "TEXT", nullable: false)
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
                name: "analytics_figures",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    study_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    figure = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    amount = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "classes",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    teacher_id = table.Column<int>(type: "INTEGER", nullable: true),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    shows_notes = table.Column<bool>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    day_start_hour = table.Column<int>(type: "INTEGER", nullable: false),
                    first_day_of_week = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    join_code_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    join_code_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    metric = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    metric_since = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "goals",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    period = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    class_id = table.Column<int>(type: "INTEGER", nullable: true),
                    plan_id = table.Column<int>(type: "INTEGER", nullable: true),
                    domain_code = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    starts_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    week_start = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    archived_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "plan_answers",
                columns: table => new
                {
                    session_id = table.Column<int>(type: "INTEGER", nullable: false),
                    domain_code = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    plan_id = table.Column<int>(type: "INTEGER", nullable: false),
                    study_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answered = table.Column<int>(type: "INTEGER", nullable: false),
                    correct = table.Column<int>(type: "INTEGER", nullable: false),
                    is_mixed = table.Column<bool>(type: "INTEGER", nullable: false)
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
                name: "plan_templates",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "plans",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    target_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    given_by_id = table.Column<int>(type: "INTEGER", nullable: true),
                    given_key = table.Column<Guid>(type: "TEXT", nullable: true),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    author_id = table.Column<int>(type: "INTEGER", nullable: true),
                    author_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true)
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
                name: "review_clear_days",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    study_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
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
                name: "shared_reports",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    shared_by_id = table.Column<int>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true)
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
                name: "streak_freezes",
                columns: table => new
                {
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    study_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    never_was = table.Column<bool>(type: "INTEGER", nullable: false)
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
                name: "class_assignments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    class_id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    link_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    link_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    link_title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    given_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    class_id = table.Column<int>(type: "INTEGER", nullable: false),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    by_code = table.Column<bool>(type: "INTEGER", nullable: false),
                    shares_notes = table.Column<bool>(type: "INTEGER", nullable: false),
                    joined_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    left_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    was_removed = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    class_id = table.Column<int>(type: "INTEGER", nullable: false),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    nickname = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    allowed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    class_id = table.Column<int>(type: "INTEGER", nullable: false),
                    week_start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "goal_entries",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    goal_id = table.Column<int>(type: "INTEGER", nullable: false),
                    study_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    amount = table.Column<double>(type: "REAL", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    goal_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to_day = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                    goal_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    value = table.Column<double>(type: "REAL", nullable: false),
                    target = table.Column<double>(type: "REAL", nullable: false),
                    reached_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                    goal_id = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    target = table.Column<double>(type: "REAL", nullable: false),
                    rest_days = table.Column<string>(type: "TEXT", nullable: false),
                    skip_budget = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "plan_domains",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    plan_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    weight = table.Column<double>(type: "REAL", nullable: false),
                    target_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    target_mastery = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "assignment_completions",
                columns: table => new
                {
                    assignment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    completed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    completed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    week_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    student_id = table.Column<int>(type: "INTEGER", nullable: true),
                    nickname = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    value = table.Column<double>(type: "REAL", nullable: false)
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
                name: "plan_aliases",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    plan_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    domain_id = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    plan_id = table.Column<int>(type: "INTEGER", nullable: false),
                    domain_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    to_level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    mastery = table.Column<double>(type: "REAL", nullable: true),
                    cause = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    session_id = table.Column<int>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    domain_id = table.Column<int>(type: "INTEGER", nullable: false),
                    net_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    progress_points = table.Column<double>(type: "REAL", nullable: false),
                    answers = table.Column<int>(type: "INTEGER", nullable: false),
                    mastery = table.Column<double>(type: "REAL", nullable: true),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
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
                    plan_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    domain_id = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "ix_study_sessions_assignment",
                table: "study_sessions",
                column: "assignment_id",
                filter: "assignment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_analytics_snapshots_domain",
                table: "analytics_snapshots",
                columns: new[] { "student_id", "plan_id", "domain_code" },
                filter: "domain_code <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_assignment_completions_student_id_completed_on",
                table: "assignment_completions",
                columns: new[] { "student_id", "completed_on" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "achievements");

            migrationBuilder.DropTable(
                name: "analytics_figures");

            migrationBuilder.DropTable(
                name: "assignment_completions");

            migrationBuilder.DropTable(
                name: "class_members");

            migrationBuilder.DropTable(
                name: "goal_entries");

            migrationBuilder.DropTable(
                name: "goal_pauses");

            migrationBuilder.DropTable(
                name: "goal_progress");

            migrationBuilder.DropTable(
                name: "goal_terms");

            migrationBuilder.DropTable(
                name: "leaderboard_participations");

            migrationBuilder.DropTable(
                name: "leaderboard_results");

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
                name: "report_notes");

            migrationBuilder.DropTable(
                name: "review_clear_days");

            migrationBuilder.DropTable(
                name: "shared_reports");

            migrationBuilder.DropTable(
                name: "streak_freezes");

            migrationBuilder.DropTable(
                name: "class_assignments");

            migrationBuilder.DropTable(
                name: "goals");

            migrationBuilder.DropTable(
                name: "leaderboard_weeks");

            migrationBuilder.DropTable(
                name: "plan_domains");

            migrationBuilder.DropTable(
                name: "classes");

            migrationBuilder.DropTable(
                name: "plans");

            migrationBuilder.DropIndex(
                name: "ix_study_sessions_assignment",
                table: "study_sessions");

            migrationBuilder.DropIndex(
                name: "ix_analytics_snapshots_domain",
                table: "analytics_snapshots");

            migrationBuilder.DropColumn(
                name: "assignment_id",
                table: "study_sessions");
        }
    }
}

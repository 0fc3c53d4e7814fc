using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Learning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_review_log_student_id_card_key_reviewed_at",
                table: "review_log");

            migrationBuilder.AddColumn<string>(
                name: "after",
                table: "review_log",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "before",
                table: "review_log",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "client_key",
                table: "review_log",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "elapsed_days",
                table: "review_log",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "interval_before",
                table: "review_log",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "named_leech",
                table: "review_log",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "source",
                table: "review_log",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "import");

            migrationBuilder.AddColumn<string>(
                name: "state_before",
                table: "review_log",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "suspended",
                table: "review_log",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "voided_at",
                table: "review_log",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "weights_version",
                table: "review_log",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "decks",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    desired_retention = table.Column<double>(type: "REAL", nullable: false),
                    maximum_interval = table.Column<int>(type: "INTEGER", nullable: false),
                    learning_steps = table.Column<string>(type: "TEXT", nullable: false),
                    relearning_steps = table.Column<string>(type: "TEXT", nullable: false),
                    fuzz = table.Column<bool>(type: "INTEGER", nullable: false),
                    weights = table.Column<string>(type: "TEXT", nullable: true),
                    weights_version = table.Column<int>(type: "INTEGER", nullable: false),
                    new_per_day = table.Column<int>(type: "INTEGER", nullable: false),
                    reviews_per_day = table.Column<int>(type: "INTEGER", nullable: true),
                    order = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    exam_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    leech_first = table.Column<int>(type: "INTEGER", nullable: false),
                    leech_every = table.Column<int>(type: "INTEGER", nullable: false),
                    leech_suspends = table.Column<bool>(type: "INTEGER", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "material_collections",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
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
                name: "quiz_topics",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    is_shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "scenario_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scenario_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_step_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "cards",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    deck_id = table.Column<int>(type: "INTEGER", nullable: false),
                    front = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    back = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    example = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    hint = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    cloze = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    cloze_number = table.Column<int>(type: "INTEGER", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    term = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    question_pub_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    times_studied = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    stability = table.Column<double>(type: "REAL", nullable: false),
                    difficulty = table.Column<double>(type: "REAL", nullable: false),
                    scheduled_days = table.Column<int>(type: "INTEGER", nullable: false),
                    reps = table.Column<int>(type: "INTEGER", nullable: false),
                    lapses = table.Column<int>(type: "INTEGER", nullable: false),
                    last_review_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    due = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_suspended = table.Column<bool>(type: "INTEGER", nullable: false),
                    buried_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    flag = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_leech = table.Column<bool>(type: "INTEGER", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    import_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "materials",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    collection_id = table.Column<int>(type: "INTEGER", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    is_favourite = table.Column<bool>(type: "INTEGER", nullable: false),
                    file_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    file_type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    file_bytes = table.Column<long>(type: "INTEGER", nullable: true),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    topic_id = table.Column<int>(type: "INTEGER", nullable: false),
                    pub_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    answers = table.Column<string>(type: "TEXT", nullable: false),
                    explanation = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    case_sensitive = table.Column<bool>(type: "INTEGER", nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    difficulty = table.Column<int>(type: "INTEGER", nullable: false),
                    frequency = table.Column<int>(type: "INTEGER", nullable: false),
                    variant_group = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    domain_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true),
                    import_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<int>(type: "INTEGER", nullable: true),
                    topic_title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    target_per_subject = table.Column<int>(type: "INTEGER", nullable: false),
                    subjects = table.Column<string>(type: "TEXT", nullable: false),
                    wrong_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    feedback = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    seed = table.Column<int>(type: "INTEGER", nullable: false),
                    question_ids = table.Column<string>(type: "TEXT", nullable: false),
                    subject_distribution = table.Column<string>(type: "TEXT", nullable: false),
                    cursor = table.Column<int>(type: "INTEGER", nullable: false),
                    answered = table.Column<int>(type: "INTEGER", nullable: false),
                    correct = table.Column<int>(type: "INTEGER", nullable: false),
                    wrong = table.Column<int>(type: "INTEGER", nullable: false),
                    unsure = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_step_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    gaps = table.Column<string>(type: "TEXT", nullable: false),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    finalized_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    newly_correct = table.Column<int>(type: "INTEGER", nullable: true),
                    relapsed = table.Column<int>(type: "INTEGER", nullable: true),
                    recovered = table.Column<int>(type: "INTEGER", nullable: true),
                    chronic_remaining = table.Column<int>(type: "INTEGER", nullable: true),
                    client_session_uuid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    import_id = table.Column<int>(type: "INTEGER", nullable: true)
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
                name: "scenario_progress_history",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    run_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scenario_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    net_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    phases = table.Column<int>(type: "INTEGER", nullable: false),
                    prompts = table.Column<int>(type: "INTEGER", nullable: false),
                    right_replies = table.Column<int>(type: "INTEGER", nullable: false),
                    success_rate = table.Column<double>(type: "REAL", nullable: false),
                    score = table.Column<int>(type: "INTEGER", nullable: false),
                    support_level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    objectives = table.Column<string>(type: "TEXT", nullable: false),
                    session_id = table.Column<int>(type: "INTEGER", nullable: true)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    run_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reply = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "card_sources",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    card_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "study_quiz_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    quiz_session_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    pub_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    domain_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    frozen = table.Column<string>(type: "TEXT", nullable: false),
                    selected = table.Column<string>(type: "TEXT", nullable: false),
                    is_unsure = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    is_right = table.Column<bool>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    duration_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    revealed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    movement = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
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

            // By hand: a foreign key that is added for itself makes SQLite copy the whole log, outside of the transaction.
            if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
            {
                migrationBuilder.Sql("ALTER TABLE review_log ADD COLUMN card_id INTEGER NULL REFERENCES cards (id) ON DELETE SET NULL;");
            }
            else
            {
                migrationBuilder.AddColumn<int>(
                    name: "card_id",
                    table: "review_log",
                    type: "INTEGER",
                    nullable: true);
                migrationBuilder.AddForeignKey(
                    name: "FK_review_log_cards_card_id",
                    table: "review_log",
                    column: "card_id",
                    principalTable: "cards",
                    principalColumn: "id",
                    onDelete: ReferentialAction.SetNull);
            }

            migrationBuilder.CreateIndex(
                name: "IX_review_log_card_id_reviewed_at",
                table: "review_log",
                columns: new[] { "card_id", "reviewed_at" });

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
                name: "IX_decks_import_id",
                table: "decks",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_decks_student_id",
                table: "decks",
                column: "student_id");

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

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_review_log_cards_card_id",
                table: "review_log");

            migrationBuilder.DropTable(
                name: "card_sources");

            migrationBuilder.DropTable(
                name: "materials");

            migrationBuilder.DropTable(
                name: "quiz_questions");

            migrationBuilder.DropTable(
                name: "scenario_progress_history");

            migrationBuilder.DropTable(
                name: "scenario_steps");

            migrationBuilder.DropTable(
                name: "scenarios");

            migrationBuilder.DropTable(
                name: "study_quiz_items");

            migrationBuilder.DropTable(
                name: "cards");

            migrationBuilder.DropTable(
                name: "material_collections");

            migrationBuilder.DropTable(
                name: "scenario_runs");

            migrationBuilder.DropTable(
                name: "study_quiz_sessions");

            migrationBuilder.DropTable(
                name: "decks");

            migrationBuilder.DropTable(
                name: "quiz_topics");

            migrationBuilder.DropIndex(
                name: "IX_review_log_card_id_reviewed_at",
                table: "review_log");

            migrationBuilder.DropIndex(
                name: "IX_review_log_student_id_card_key_reviewed_at",
                table: "review_log");

            migrationBuilder.DropIndex(
                name: "IX_review_log_student_id_client_key",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "after",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "before",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "card_id",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "client_key",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "elapsed_days",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "interval_before",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "named_leech",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "source",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "state_before",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "suspended",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "voided_at",
                table: "review_log");

            migrationBuilder.DropColumn(
                name: "weights_version",
                table: "review_log");

            migrationBuilder.CreateIndex(
                name: "IX_review_log_student_id_card_key_reviewed_at",
                table: "review_log",
                columns: new[] { "student_id", "card_key", "reviewed_at" },
                unique: true);
        }
    }
}

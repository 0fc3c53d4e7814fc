using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Quizzes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
            migrationBuilder.DropTable(
                name: "quiz_questions");

            migrationBuilder.DropTable(
                name: "study_quiz_items");

            migrationBuilder.DropTable(
                name: "study_quiz_sessions");

            migrationBuilder.DropTable(
                name: "quiz_topics");
        }
    }
}

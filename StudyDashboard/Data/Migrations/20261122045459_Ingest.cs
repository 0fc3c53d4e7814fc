using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Ingest : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "site_tokens",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ingest_receipts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    student_id = table.Column<int>(type: "INTEGER", nullable: false),
                    client_session_uuid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    site_token_id = table.Column<int>(type: "INTEGER", nullable: true),
                    result = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "IX_site_tokens_hash",
                table: "site_tokens",
                column: "hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ingest_receipts");

            migrationBuilder.DropTable(
                name: "site_tokens");
        }
    }
}

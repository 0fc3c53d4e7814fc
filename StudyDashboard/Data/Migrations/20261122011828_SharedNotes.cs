using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class SharedNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "shares_notes",
                table: "guardianships",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "shares_notes",
                table: "enrolled_students",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "shares_notes",
                table: "guardianships");

            migrationBuilder.DropColumn(
                name: "shares_notes",
                table: "enrolled_students");
        }
    }
}

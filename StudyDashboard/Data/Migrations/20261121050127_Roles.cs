using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <summary>The roles come with the tables, in one transaction; a database that has them already keeps its own.</summary>
    public partial class Roles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            "INSERT INTO roles (name, normalized_name) VALUES ('Admin', 'ADMIN'), ('Tutor', 'TUTOR'), ('Student', 'STUDENT'), ('Guardian', 'GUARDIAN') "
            + "ON CONFLICT (normalized_name) DO NOTHING;");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // People may hold them.
        }
    }
}

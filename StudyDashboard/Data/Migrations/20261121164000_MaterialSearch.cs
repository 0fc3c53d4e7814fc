using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyDashboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class MaterialSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The search over materials (Features/Library): FTS5 beside the table, kept in step by triggers. PostgreSQL searches the column.
            if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
            {
                migrationBuilder.Sql("CREATE VIRTUAL TABLE material_search USING fts5(search_text, content='materials', content_rowid='id', tokenize='unicode61 remove_diacritics 2');");
                migrationBuilder.Sql("CREATE TRIGGER material_search_insert AFTER INSERT ON materials BEGIN INSERT INTO material_search(rowid, search_text) VALUES (new.id, new.search_text); END;");
                migrationBuilder.Sql("CREATE TRIGGER material_search_update AFTER UPDATE OF search_text ON materials BEGIN INSERT INTO material_search(material_search, rowid, search_text) VALUES ('delete', old.id, old.search_text); INSERT INTO material_search(rowid, search_text) VALUES (new.id, new.search_text); END;");
                migrationBuilder.Sql("CREATE TRIGGER material_search_delete AFTER DELETE ON materials BEGIN INSERT INTO material_search(material_search, rowid, search_text) VALUES ('delete', old.id, old.search_text); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
            {
                migrationBuilder.Sql("DROP TABLE material_search;");
            }
        }
    }
}

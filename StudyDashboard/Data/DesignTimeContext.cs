using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using StudyDashboard.Data.Postgres;

namespace StudyDashboard.Data;

/// <summary>What bin/migration builds the model with; the file is never opened.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<StudyDbContext>
{
    public StudyDbContext CreateDbContext(string[] args) => new(DataServices.Standalone<StudyDbContext>().UseSqlite("Data Source=design-time.db").Options);
}

/// <summary>The same for PostgreSQL; no server is asked.</summary>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) => new(DataServices.Standalone<PostgresContext>().UseNpgsql("Host=design-time").Options);
}

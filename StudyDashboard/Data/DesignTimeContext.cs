using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using StudyDashboard.Data.Postgres;

namespace StudyDashboard.Data;

/// <summary>What bin/migration builds the model with; the file is never opened.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<StudyDbContext>
{
    public StudyDbContext CreateDbContext(string[] args) => new(For<StudyDbContext>().UseSqlite("Data Source=design-time.db").Options);

    // Identity reads from its options whether the model has passkeys.
    internal static DbContextOptionsBuilder<T> For<T>()
        where T : DbContext => new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(
            new ServiceCollection().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider());
}

/// <summary>The same for PostgreSQL; no server is asked.</summary>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) => new(DesignTimeContext.For<PostgresContext>().UseNpgsql("Host=design-time").Options);
}

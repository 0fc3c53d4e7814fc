using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data.Postgres;

/// <summary>
/// The same model on PostgreSQL, and the keys that nodes share. A type of its own because EF keeps migrations by the type of the context.
/// </summary>
internal sealed class PostgresContext(DbContextOptions<PostgresContext> options) : StudyDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ServerKey>().ToTable("server_keys").HasIndex(k => k.Name).IsUnique();
        Conventions.NameTables(builder);
    }
}

/// <summary>Makes it wherever a <see cref="StudyDbContext"/> is asked for.</summary>
internal sealed class PostgresContexts(IDbContextFactory<PostgresContext> contexts) : IDbContextFactory<StudyDbContext>
{
    public StudyDbContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<StudyDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => await contexts.CreateDbContextAsync(cancellationToken);
}

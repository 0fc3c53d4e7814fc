using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Series;

namespace StudyDashboard.Data.Postgres;

/// <summary>
/// The same model on PostgreSQL, and the keys that nodes share. A type of its own because EF keeps migrations by the type of the context.
/// </summary>
internal sealed class PostgresContext(DbContextOptions<PostgresContext> options) : StudyDbContext(options)
{
    private const string WallClock = "timestamp without time zone";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Times on a wall, of whatever zone the series has.
        builder.Entity<Lesson>().Property(l => l.OriginalStart).HasColumnType(WallClock);
        builder.Entity<LessonSeries>(series =>
        {
            series.Property(s => s.Start).HasColumnType(WallClock);
            series.PrimitiveCollection(s => s.Exceptions).HasColumnType($"{WallClock}[]").ElementType().HasStoreType(WallClock);
            series.PrimitiveCollection(s => s.Additions).HasColumnType($"{WallClock}[]").ElementType().HasStoreType(WallClock);
        });
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

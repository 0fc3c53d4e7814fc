using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Data;

/// <summary>The database. One configuration class an entity stands beside the entity; what holds for all is in <see cref="Conventions"/>.</summary>
public class StudyDbContext : IdentityDbContext<Person, IdentityRole<int>, int>
{
    public StudyDbContext(DbContextOptions<StudyDbContext> options)
        : base(options)
    {
    }

    private protected StudyDbContext(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<StudySession> Sessions => Set<StudySession>();

    public DbSet<SessionPause> SessionPauses => Set<SessionPause>();

    public DbSet<SessionChange> SessionChanges => Set<SessionChange>();

    public DbSet<AnalyticsSnapshot> Snapshots => Set<AnalyticsSnapshot>();

    public DbSet<AnalyticsDay> Days => Set<AnalyticsDay>();

    public DbSet<AnalyticsHour> Hours => Set<AnalyticsHour>();

    public DbSet<PointsEntry> Points => Set<PointsEntry>();

    public DbSet<RewardTerms> RewardTerms => Set<RewardTerms>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StudyDbContext).Assembly);
        Conventions.NameTables(builder);
    }
}

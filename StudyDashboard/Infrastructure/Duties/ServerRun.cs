using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Infrastructure.Duties;

/// <summary>One life of the server process: from when to when it is known to have been alive.</summary>
public sealed class ServerRun
{
    private ServerRun()
    {
    }

    public ServerRun(DateTime startedAt) => StartedAt = LastAliveAt = startedAt;

    public int Id { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime LastAliveAt { get; private set; }

    /// <summary>Notes that it is still alive. An instant before the last one (a clock set back) changes nothing.</summary>
    public void StayAlive(DateTime nowUtc) => LastAliveAt = Clock.Later(LastAliveAt, nowUtc);
}

internal sealed class ServerRunConfiguration : IEntityTypeConfiguration<ServerRun>
{
    public void Configure(EntityTypeBuilder<ServerRun> builder)
    {
        builder.ToTable("server_runs", table => table.HasCheckConstraint("ck_server_runs_order", "last_alive_at >= started_at"));
        builder.HasIndex(r => r.LastAliveAt).HasDatabaseName("ix_server_runs_last_alive");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>A week of a leaderboard that is closed. Its results are what they were then, whatever is edited afterwards.</summary>
public sealed class LeaderboardWeek
{
    private readonly List<LeaderboardResult> _results = [];

    private LeaderboardWeek()
    {
    }

    public LeaderboardWeek(int classId, DateOnly weekStart, LeaderboardMetric metric, IEnumerable<Place> places, DateTime nowUtc)
    {
        (ClassId, WeekStart, Metric, ClosedAt) = (classId, weekStart, metric, nowUtc);
        _results.AddRange(places.Select((p, i) => new LeaderboardResult(i, p)));
    }

    public int Id { get; private set; }

    public int ClassId { get; private set; }

    public DateOnly WeekStart { get; private set; }

    public LeaderboardMetric Metric { get; private set; }

    public DateTime ClosedAt { get; private set; }

    public IReadOnlyList<LeaderboardResult> Results => _results;
}

/// <summary>A place in a closed week. The name goes when its student leaves or is deleted; rank and value stay.</summary>
public sealed class LeaderboardResult
{
    private LeaderboardResult()
    {
    }

    internal LeaderboardResult(int position, Place place) =>
        (Position, Rank, StudentId, Nickname, Value) = (position, place.Rank, place.StudentId, place.Nickname, place.Value);

    public int WeekId { get; private set; }

    /// <summary>From 0, in order.</summary>
    public int Position { get; private set; }

    public int Rank { get; private set; }

    /// <summary>Null when the student's account has gone.</summary>
    public int? StudentId { get; private set; }

    public string Nickname { get; private set; } = "";

    public double Value { get; private set; }
}

internal sealed class LeaderboardWeekConfiguration : IEntityTypeConfiguration<LeaderboardWeek>
{
    public void Configure(EntityTypeBuilder<LeaderboardWeek> builder)
    {
        builder.ToTable("leaderboard_weeks");
        builder.HasIndex(w => new { w.ClassId, w.WeekStart }).IsUnique();
        builder.HasOne<StudyClass>().WithMany().HasForeignKey(w => w.ClassId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(w => w.Results).WithOne().HasForeignKey(r => r.WeekId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LeaderboardResultConfiguration : IEntityTypeConfiguration<LeaderboardResult>
{
    public void Configure(EntityTypeBuilder<LeaderboardResult> builder)
    {
        builder.ToTable("leaderboard_results");
        builder.HasKey(r => new { r.WeekId, r.Position });
        builder.Property(r => r.Nickname).HasMaxLength(Participation.MaxNickname);
        builder.HasIndex(r => r.StudentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.SetNull);
    }
}

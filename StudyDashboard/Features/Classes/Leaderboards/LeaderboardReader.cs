using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>Reads a class's leaderboard: the week that runs, those that are closed, and one's own last week.</summary>
public sealed class LeaderboardReader(IDbContextFactory<StudyDbContext> contexts, IEnumerable<ILeaderboardFigure> figures, TimeProvider clock)
{
    /// <summary>How many closed weeks are shown.</summary>
    public const int MostWeeks = 12;

    /// <summary>The leaderboard as a member or the teacher sees it; null when the class is not theirs.</summary>
    public async Task<LeaderboardView?> OfAsync(int viewerId, int classId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var of = await context.ClassesSeenBy(viewerId).AsNoTracking().SingleOrDefaultAsync(c => c.Id == classId, cancellationToken);
        if (of is null)
        {
            return null;
        }
        var week = of.WeekOf(of.Calendar.DayOf(clock.NowUtc()));
        var taking = await context.ParticipantsOf(classId).AsNoTracking().ToDictionaryAsync(p => p.StudentId, p => p.Nickname, cancellationToken);
        var own = await context.Set<Participation>().AsNoTracking().SingleOrDefaultAsync(p => p.ClassId == classId && p.StudentId == viewerId, cancellationToken);
        var closed = await context.Set<LeaderboardWeek>().AsNoTracking().Include(w => w.Results)
            .Where(w => w.ClassId == classId && w.Results.Any()).OrderByDescending(w => w.WeekStart).Take(MostWeeks).ToListAsync(cancellationToken);
        var isMember = of.TeacherId != viewerId;
        var mine = isMember
            ? (await MinutesFigure.OfAsync(context, new LeaderboardSpan(classId, [viewerId], week, week.AddDays(6)), cancellationToken),
                await MinutesFigure.OfAsync(context, new LeaderboardSpan(classId, [viewerId], week.AddDays(-7), week.AddDays(-1)), cancellationToken))
            : default;
        return new LeaderboardView
        {
            Metric = of.Metric,
            From = week,
            EndsAt = of.Calendar.StartOf(week.AddDays(7)),
            Places = of.Metric is { } metric && of.EndedOn is null
                ? [.. (await PlacesAsync(context, figures, of, metric, week, cancellationToken)).Select(p => new PlaceRow(p.Rank, p.Nickname, p.Value, p.StudentId == viewerId))]
                : [],
            Closed =
            [
                // A name stands only while its student takes part.
                .. closed.Select(w => new ClosedWeek(w.WeekStart, w.Metric, [.. w.Results.OrderBy(r => r.Position).Select(r => new PlaceRow(
                    r.Rank, r.StudentId is { } id && taking.ContainsKey(id) ? r.Nickname : null, r.Value, r.StudentId == viewerId))])),
            ],
            Nickname = own?.Nickname,
            AwaitsGuardian = own is not null && !taking.ContainsKey(viewerId)
                && await context.Set<Guardianship>().AnyAsync(g => g.StudentId == viewerId, cancellationToken),
            OwnMinutes = isMember ? (int)mine.Item1.GetValueOrDefault(viewerId) : null,
            OwnLastWeek = isMember ? (int)mine.Item2.GetValueOrDefault(viewerId) : null,
        };
    }

    /// <summary>The places of the week that begins on a day, as the day totals stand now.</summary>
    internal static async Task<IReadOnlyList<Place>> PlacesAsync(
        StudyDbContext context, IEnumerable<ILeaderboardFigure> figures, StudyClass of, LeaderboardMetric metric, DateOnly week, CancellationToken cancellationToken)
    {
        if (figures.FirstOrDefault(f => f.Metric == metric) is not { } figure)
        {
            return [];
        }
        var taking = await context.ParticipantsOf(of.Id).AsNoTracking().ToListAsync(cancellationToken);
        var values = await figure.ValuesAsync(context, new LeaderboardSpan(of.Id, [.. taking.Select(p => p.StudentId)], week, week.AddDays(6)), cancellationToken);
        return Ranking.Of(taking.Select(p => (p.StudentId, p.Nickname, values.GetValueOrDefault(p.StudentId))));
    }
}

/// <summary>A leaderboard as its reader sees it.</summary>
public sealed record LeaderboardView
{
    /// <summary>What is compared; null while it is off.</summary>
    public required LeaderboardMetric? Metric { get; init; }

    /// <summary>First day of the running week.</summary>
    public required DateOnly From { get; init; }

    /// <summary>When the running week is closed.</summary>
    public required DateTime EndsAt { get; init; }

    public required IReadOnlyList<PlaceRow> Places { get; init; }

    public required IReadOnlyList<ClosedWeek> Closed { get; init; }

    /// <summary>The reader's nickname; null while they take no part.</summary>
    public required string? Nickname { get; init; }

    /// <summary>Whether the reader wishes to take part and a guardian has not allowed it.</summary>
    public required bool AwaitsGuardian { get; init; }

    /// <summary>The reader's own timed minutes for the class this week; null for the teacher.</summary>
    public required int? OwnMinutes { get; init; }

    public required int? OwnLastWeek { get; init; }
}

/// <summary>A place: the name is null when who stood there takes part no longer.</summary>
public sealed record PlaceRow(int Rank, string? Nickname, double Value, bool IsMe);

/// <summary>A closed week.</summary>
public sealed record ClosedWeek(DateOnly From, LeaderboardMetric Metric, IReadOnlyList<PlaceRow> Places);

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Figures;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>Reads the day totals: the one source of every figure that a page, a report or an export shows.</summary>
public sealed class DayTotals(IDbContextFactory<StudyDbContext> contexts)
{
    // The figures first: they say how their column is read.
    private static readonly Func<StudyDbContext, int, DateOnly, IAsyncEnumerable<Row>> Rows = ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly recallFrom) =>
        context.Set<FigureDay>().Where(f => f.StudentId == studentId && f.StudyDay >= recallFrom && RecallCount.Figures.Contains(f.Figure)).Select(f => new Row
        {
            StudyDay = f.StudyDay, NetSeconds = f.Amount, TimedSeconds = 0, ManualSeconds = 0, Sessions = 0, Answered = 0, Correct = 0, Cards = 0, Figure = f.Figure,
        }).Concat(context.Days.Where(r => r.StudentId == studentId).Select(r => new Row
        {
            StudyDay = r.StudyDay, NetSeconds = r.NetSeconds, TimedSeconds = r.TimedSeconds, ManualSeconds = r.ManualSeconds,
            Sessions = r.Sessions, Answered = r.Answered, Correct = r.Correct, Cards = r.Cards, Figure = null,
        })));

    /// <summary>A student's day rows, oldest first; a day without study has none.</summary>
    public async Task<IReadOnlyList<AnalyticsDay>> DaysAsync(int studentId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DayTotalsAsync(studentId, from, to, cancellationToken);
    }

    /// <summary>All day rows, oldest first, and what was recalled on the days from one on; one statement.</summary>
    public async Task<(IReadOnlyList<AnalyticsDay> Days, IReadOnlyDictionary<DateOnly, RecallCount> Recalled)> WithRecallAsync(
        int studentId, DateOnly recallFrom, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Rows(context, studentId, recallFrom).ToListAsync(cancellationToken);
        return (
            [.. rows.Where(r => r.Figure is null).OrderBy(r => r.StudyDay).Select(r => new AnalyticsDay
            {
                StudentId = studentId, StudyDay = r.StudyDay, NetSeconds = r.NetSeconds, TimedSeconds = r.TimedSeconds, ManualSeconds = r.ManualSeconds,
                Sessions = r.Sessions, Answered = r.Answered, Correct = r.Correct, Cards = r.Cards,
            })],
            rows.Where(r => r.Figure is not null).GroupBy(r => r.StudyDay).ToDictionary(g => g.Key, g => RecallCount.Of(g.Select(r => (r.Figure!.Value, r.NetSeconds)))));
    }

    /// <summary>A day, or with a figure an amount of it in the first column of numbers.</summary>
    private sealed class Row
    {
        public required DateOnly StudyDay { get; init; }

        public required int NetSeconds { get; init; }

        public required int TimedSeconds { get; init; }

        public required int ManualSeconds { get; init; }

        public required int Sessions { get; init; }

        public required int Answered { get; init; }

        public required int Correct { get; init; }

        public required int Cards { get; init; }

        public required DayFigure? Figure { get; init; }
    }
}

/// <summary>First answers of a day to cards beyond learning (rules.md section 9, true retention).</summary>
/// <param name="All">How many.</param>
/// <param name="Passed">Those that were not "again".</param>
public sealed record RecallCount(int All, int Passed)
{
    internal static readonly DayFigure[] Figures = [DayFigure.YoungAll, DayFigure.MatureAll, DayFigure.YoungPassed, DayFigure.MaturePassed];

    internal static RecallCount Of(IEnumerable<(DayFigure Figure, int Amount)> rows)
    {
        var passed = rows.ToLookup(r => r.Figure is DayFigure.YoungPassed or DayFigure.MaturePassed, r => r.Amount);
        return new RecallCount(passed[false].Sum(), passed[true].Sum());
    }
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Figures;

namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>The rows of days and hours that some spans come from, read together: two statements, however many spans there are.</summary>
internal sealed class PeriodRows
{
    private readonly ILookup<int, Row> _shares;
    private readonly ILookup<int, FigureRow> _figures;

    private PeriodRows(List<Row> rows, List<FigureRow> figures)
    {
        var parts = rows.ToLookup(r => r.Part);
        _shares = parts[Part.Share].Concat(parts[Part.Hour]).ToLookup(r => r.Span);
        _figures = figures.Where(f => f.Day is null).ToLookup(f => f.Span);
        Days = [.. parts[Part.Day].OrderBy(r => r.Day)];
        Studied = Days.Select(d => KeyValuePair.Create(d.Day!.Value, d.NetSeconds))
            .Concat(figures.Where(f => f.Day is not null).Select(f => KeyValuePair.Create(f.Day!.Value, f.Amount))).ToDictionary();
        Points = parts[Part.Points].ToDictionary(r => r.Day!.Value, r => r.Amount);
    }

    /// <summary>The days from the first to the last that was asked for, oldest first.</summary>
    public IReadOnlyList<Row> Days { get; }

    /// <summary>Net seconds of these days and of all before them.</summary>
    public IReadOnlyDictionary<DateOnly, int> Studied { get; }

    /// <summary>Points by study day, from the first day that was asked for on.</summary>
    public IReadOnlyDictionary<DateOnly, int> Points { get; }

    /// <summary>What a span was about.</summary>
    public IEnumerable<Row> Shares(int span) => _shares[span].Where(r => r.Part == Part.Share);

    /// <summary>Net seconds by hour of the wall clock.</summary>
    public IReadOnlyDictionary<int, int> Hours(int span) => _shares[span].Where(r => r.Part == Part.Hour).ToDictionary(r => r.Amount, r => r.NetSeconds);

    /// <summary>What is counted beside sessions.</summary>
    public IReadOnlyDictionary<DayFigure, int> Figures(int span) => _figures[span].ToDictionary(f => f.Figure ?? DayFigure.GoalsReached, f => f.Amount);

    /// <param name="context">The open context.</param>
    /// <param name="studentId">Whose.</param>
    /// <param name="spans">First and last study days.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<PeriodRows> ReadAsync(
        StudyDbContext context, int studentId, IReadOnlyList<(DateOnly From, DateOnly To)> spans, CancellationToken cancellationToken)
    {
        var (first, last) = (spans.Min(s => s.From), spans.Max(s => s.To));
        // A share first: it says how the column of kinds is read.
        var rows = SharesOf(context, studentId, 0, spans[0].From, spans[0].To).Concat(HoursOf(context, studentId, 0, spans[0].From, spans[0].To));
        var figures = FiguresOf(context, studentId, 0, spans[0].From, spans[0].To).Concat(GoalsOf(context, studentId, 0, spans[0].From, spans[0].To));
        for (var i = 1; i < spans.Count; i++)
        {
            var (from, to) = spans[i];
            rows = rows.Concat(SharesOf(context, studentId, i, from, to)).Concat(HoursOf(context, studentId, i, from, to));
            figures = figures.Concat(FiguresOf(context, studentId, i, from, to)).Concat(GoalsOf(context, studentId, i, from, to));
        }
        rows = rows.Concat(DaysOf(context, studentId, first, last)).Concat(PointsOf(context, studentId, first, last));
        // Years of days, of which a streak needs the seconds alone, are read with the rows that have few columns.
        figures = figures.Concat(DaysBefore(context, studentId, first));
        return new PeriodRows(await rows.ToListAsync(cancellationToken), await figures.Where(f => f.Amount > 0).ToListAsync(cancellationToken));
    }

    private static IQueryable<Row> SharesOf(StudyDbContext context, int studentId, int span, DateOnly from, DateOnly to) => context.Snapshots
        .Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to)
        .GroupBy(r => new { r.Kind, r.Subject, r.ClassId, r.DomainCode })
        .Select(g => new Row
        {
            Part = Part.Share, Span = span, Kind = g.Key.Kind, Subject = g.Key.Subject, ClassId = g.Key.ClassId,
            ClassName = context.Set<StudyClass>().Where(c => c.Id == g.Key.ClassId && c.DeletedAt == null).Select(c => c.Name).FirstOrDefault(),
            DomainCode = g.Key.DomainCode, Day = null, Amount = 0,
            NetSeconds = g.Sum(r => r.NetSeconds), TimedSeconds = 0, ManualSeconds = 0, Sessions = g.Sum(r => r.Sessions), Answered = g.Sum(r => r.Answered),
            Correct = g.Sum(r => r.Correct), Cards = g.Sum(r => r.Cards),
        });

    private static IQueryable<Row> HoursOf(StudyDbContext context, int studentId, int span, DateOnly from, DateOnly to) => context.Hours
        .Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to).GroupBy(r => r.Hour)
        .Select(g => new Row
        {
            Part = Part.Hour, Span = span, Kind = null, Subject = "", ClassId = 0, ClassName = null, DomainCode = "", Day = null, Amount = g.Key,
            NetSeconds = g.Sum(r => r.NetSeconds), TimedSeconds = 0, ManualSeconds = 0, Sessions = 0, Answered = 0, Correct = 0, Cards = 0,
        });

    private static IQueryable<Row> DaysOf(StudyDbContext context, int studentId, DateOnly from, DateOnly to) => context.Days
        .Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to)
        .Select(r => new Row
        {
            Part = Part.Day, Span = 0, Kind = null, Subject = "", ClassId = 0, ClassName = null, DomainCode = "", Day = r.StudyDay, Amount = 0,
            NetSeconds = r.NetSeconds, TimedSeconds = r.TimedSeconds, ManualSeconds = r.ManualSeconds, Sessions = r.Sessions, Answered = r.Answered,
            Correct = r.Correct, Cards = r.Cards,
        });

    private static IQueryable<Row> PointsOf(StudyDbContext context, int studentId, DateOnly from, DateOnly to) => context.Set<PointsDay>()
        .Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to)
        .Select(r => new Row
        {
            Part = Part.Points, Span = 0, Kind = null, Subject = "", ClassId = 0, ClassName = null, DomainCode = "", Day = r.StudyDay, Amount = r.Points,
            NetSeconds = 0, TimedSeconds = 0, ManualSeconds = 0, Sessions = 0, Answered = 0, Correct = 0, Cards = 0,
        });

    private static IQueryable<FigureRow> FiguresOf(StudyDbContext context, int studentId, int span, DateOnly from, DateOnly to) => context.Set<FigureDay>()
        .Where(f => f.StudentId == studentId && f.StudyDay >= from && f.StudyDay <= to).GroupBy(f => f.Figure)
        .Select(g => new FigureRow { Span = span, Figure = g.Key, Amount = g.Sum(f => f.Amount), Day = null });

    private static IQueryable<FigureRow> DaysBefore(StudyDbContext context, int studentId, DateOnly first) => context.Days
        .Where(r => r.StudentId == studentId && r.StudyDay < first)
        .Select(r => new FigureRow { Span = 0, Figure = null, Amount = r.NetSeconds, Day = r.StudyDay });

    /// <summary>Periods of goals whose target was reached, by the study day since which it is; a deleted goal counts nowhere.</summary>
    private static IQueryable<FigureRow> GoalsOf(StudyDbContext context, int studentId, int span, DateOnly from, DateOnly to) => context.Users
        .Where(p => p.Id == studentId)
        .Select(p => new FigureRow
        {
            Span = span, Figure = null,
            Amount = context.Set<Goal>().Where(g => g.StudentId == p.Id && g.DeletedAt == null)
                .SelectMany(g => g.Progress).Count(r => r.ReachedOn >= from && r.ReachedOn <= to),
            Day = null,
        });

    /// <summary>What a row is about.</summary>
    internal enum Part
    {
        Share,

        /// <summary>Its amount is the hour.</summary>
        Hour,
        Day,

        /// <summary>Its amount is the points.</summary>
        Points,
    }

    /// <summary>One row of any of the parts; what a part does not have is empty or 0.</summary>
    internal sealed class Row
    {
        public required Part Part { get; init; }

        public required int Span { get; init; }

        public required SessionKind? Kind { get; init; }

        public required string Subject { get; init; }

        public required int ClassId { get; init; }

        /// <summary>Null for none, and for one that is deleted.</summary>
        public required string? ClassName { get; init; }

        public required string DomainCode { get; init; }

        public required DateOnly? Day { get; init; }

        public required int Amount { get; init; }

        public required int NetSeconds { get; init; }

        public required int TimedSeconds { get; init; }

        public required int ManualSeconds { get; init; }

        public required int Sessions { get; init; }

        public required int Answered { get; init; }

        public required int Correct { get; init; }

        public required int Cards { get; init; }
    }

    private sealed class FigureRow
    {
        public required int Span { get; init; }

        /// <summary>Null for goals reached, and for a day.</summary>
        public required DayFigure? Figure { get; init; }

        public required int Amount { get; init; }

        /// <summary>The day whose net seconds the amount is.</summary>
        public required DateOnly? Day { get; init; }
    }
}

using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Sessions.Figures;

/// <summary>
/// A feature's figures of study days, counted from its facts. A feature joins by registering one. What changes its facts outside of the
/// session recorder asks <see cref="FigureDays"/> to derive the touched days in the same transaction.
/// </summary>
public interface IDayFigures
{
    /// <summary>The figures that it counts, and nobody else.</summary>
    IReadOnlyList<DayFigure> Figures { get; }

    /// <summary>Counts them anew from the facts of some days.</summary>
    /// <returns>One row a day and figure, amounts of 1 or more.</returns>
    Task<IReadOnlyList<FigureDay>> CountAsync(DaySpan span, CancellationToken cancellationToken);

    /// <summary>Days that have facts of it though no session: a rebuild looks at them too.</summary>
    Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<DateOnly>>([]);
}

/// <summary>Which days are asked for.</summary>
/// <param name="Context">The open context to read from; nothing is saved on it.</param>
/// <param name="StudentId">Whose.</param>
/// <param name="First">First study day.</param>
/// <param name="Last">Last study day, inclusive.</param>
public sealed record DaySpan(StudyDbContext Context, int StudentId, DateOnly First, DateOnly Last)
{
    /// <summary>
    /// The sessions that touch the days, where the recorder has read them already: who counts one kind of them alone can see that there is
    /// none. Null when nobody has.
    /// </summary>
    public IReadOnlyList<SessionFact>? Sessions { get; init; }

    public bool Holds(DateOnly day) => day >= First && day <= Last;

    /// <summary>Rows of a figure out of the days of its facts, one a fact; days outside of the span are left out.</summary>
    public IEnumerable<FigureDay> Count(DayFigure figure, IEnumerable<DateOnly> days) => Sum(figure, days.Select(d => (d, 1)));

    /// <summary>Rows of a figure out of amounts by day; days outside of the span and sums of nothing are left out.</summary>
    public IEnumerable<FigureDay> Sum(DayFigure figure, IEnumerable<(DateOnly Day, int Amount)> amounts) => amounts
        .Where(a => Holds(a.Day))
        .GroupBy(a => a.Day)
        .Select(g => new FigureDay { StudentId = StudentId, StudyDay = g.Key, Figure = figure, Amount = g.Sum(a => a.Amount) })
        .Where(row => row.Amount > 0);
}

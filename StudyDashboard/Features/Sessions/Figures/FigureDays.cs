using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Sessions.Figures;

/// <summary>
/// Keeps the day figures what the facts say: all of them for the days that the session recorder touches, those of one feature for the
/// days that this feature names.
/// </summary>
public sealed class FigureDays(IEnumerable<IDayFigures> sources) : ISessionConsequence, IDerivedDays
{
    public async Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken)
    {
        var facts = await derivation.FactsAsync(cancellationToken);
        await DeriveAsync(derivation.Context, derivation.StudentId, derivation.Days, [.. sources], facts, cancellationToken);
        return [];
    }

    /// <summary>Brings one feature's rows of these days in line with its facts, without saving: the caller's transaction does.</summary>
    public Task DeriveAsync(StudyDbContext context, int studentId, IReadOnlySet<DateOnly> days, IDayFigures only, CancellationToken cancellationToken) =>
        DeriveAsync(context, studentId, days, [only], null, cancellationToken);

    private static async Task DeriveAsync(
        StudyDbContext context, int studentId, IReadOnlySet<DateOnly> days, IReadOnlyList<IDayFigures> counting, IReadOnlyList<SessionFact>? facts,
        CancellationToken cancellationToken)
    {
        var figures = counting.SelectMany(s => s.Figures).ToHashSet();
        foreach (var (first, last) in DayRanges.Of(days))
        {
            var span = new DaySpan(context, studentId, first, last) { Sessions = facts };
            var stored = await context.Set<FigureDay>().Where(f => f.StudentId == studentId && f.StudyDay >= first && f.StudyDay <= last).ToListAsync(cancellationToken);
            var wanted = new List<FigureDay>();
            foreach (var source in counting)
            {
                wanted.AddRange(await source.CountAsync(span, cancellationToken));
            }
            context.Replace(
                stored.Where(f => days.Contains(f.StudyDay) && figures.Contains(f.Figure)), wanted.Where(f => days.Contains(f.StudyDay)), f => (f.StudyDay, f.Figure));
        }
    }

    public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var days = (await context.Set<FigureDay>().Where(f => f.StudentId == studentId).Select(f => f.StudyDay).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        foreach (var source in sources)
        {
            days.UnionWith(await source.DaysAsync(context, studentId, cancellationToken));
        }
        return days;
    }
}

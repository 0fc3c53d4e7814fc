using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Classes;

/// <summary>What is usual in a class, told only where nobody's own figure can be read out of it.</summary>
public sealed class ClassMedian(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>Fewest members who take part for a median to be told (product.md section 13).</summary>
    public const int Fewest = 5;

    /// <summary>
    /// The median of the net seconds that members spent on a class, from its day totals. Who took part are the members with any time for it
    /// within these days.
    /// </summary>
    /// <param name="viewerId">Who asks: someone in the class, or its teacher.</param>
    /// <param name="classId">The class.</param>
    /// <param name="from">First study day, each member's own.</param>
    /// <param name="to">Last study day, inclusive.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Seconds; null when fewer than <see cref="Fewest"/> take part, or the class is not the viewer's.</returns>
    public async Task<double?> NetSecondsAsync(int viewerId, int classId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.ClassesSeenBy(viewerId).AnyAsync(c => c.Id == classId, cancellationToken))
        {
            return null;
        }
        var members = context.MembersOf(classId).Select(m => m.StudentId);
        var sums = await context.Snapshots.Where(s => members.Contains(s.StudentId) && s.ClassId == classId && s.StudyDay >= from && s.StudyDay <= to)
            .GroupBy(s => s.StudentId).Select(g => g.Sum(s => s.NetSeconds)).ToListAsync(cancellationToken);
        return Of([.. sums.Where(s => s > 0).Select(s => (double)s)]);
    }

    /// <summary>The median, or null when there are too few values.</summary>
    internal static double? Of(IReadOnlyList<double> values)
    {
        if (values.Count < Fewest)
        {
            return null;
        }
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

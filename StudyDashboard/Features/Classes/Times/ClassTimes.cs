using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Classes.Times;

/// <summary>Time for a class, from the day totals and never from the log.</summary>
public sealed class ClassTimes(IDbContextFactory<StudyDbContext> contexts, ClassMedian median, TimeProvider clock)
{
    /// <summary>How many weeks are shown.</summary>
    public const int Weeks = 8;

    /// <summary>The time of a class: for the teacher everyone's, for a student their own and the class's median; null when it is not there.</summary>
    public async Task<ClassTime?> OfAsync(int viewerId, int classId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var of = await context.ClassesSeenBy(viewerId).AsNoTracking().SingleOrDefaultAsync(c => c.Id == classId, cancellationToken);
        if (of is null)
        {
            return null;
        }
        var week = of.WeekOf(of.Calendar.DayOf(clock.NowUtc()));
        var teaches = of.TeacherId == viewerId;
        var members = await (teaches ? context.MembersOf(classId) : context.Set<ClassMember>().Where(m => m.ClassId == classId && m.StudentId == viewerId && m.LeftOn == null))
            .Join(context.Users, m => m.StudentId, p => p.Id, (m, p) => new { p.Id, p.DisplayName }).ToListAsync(cancellationToken);
        var ids = members.Select(m => m.Id).ToList();
        var days = await context.Snapshots.Where(s => ids.Contains(s.StudentId) && s.ClassId == classId)
            .GroupBy(s => new { s.StudentId, s.StudyDay }).Select(g => new { g.Key.StudentId, g.Key.StudyDay, Seconds = g.Sum(s => s.NetSeconds) })
            .ToListAsync(cancellationToken);
        int Between(int? student, DateOnly from, DateOnly to) =>
            days.Where(d => (student is null || d.StudentId == student) && d.StudyDay >= from && d.StudyDay <= to).Sum(d => d.Seconds);
        return new ClassTime(
            [
                .. members.OrderBy(m => m.DisplayName, StringComparer.CurrentCulture).Select(m => new MemberTime(
                    m.Id, m.DisplayName, Between(m.Id, week, week.AddDays(6)), Between(m.Id, week.AddDays(-7), week.AddDays(-1)), Between(m.Id, DateOnly.MinValue, DateOnly.MaxValue))),
            ],
            [.. Enumerable.Range(0, Weeks).Select(i => week.AddDays(-7 * i)).Select(w => new WeekTime(w, Between(null, w, w.AddDays(6))))],
            await median.NetSecondsAsync(viewerId, classId, week, week.AddDays(6), cancellationToken));
    }
}

/// <summary>The time of a class as its reader may see it.</summary>
/// <param name="Members">Those whom the reader sees.</param>
/// <param name="Weeks">Their time week by week, this week first.</param>
/// <param name="MedianThisWeek">The median of this week in seconds; null when too few take part.</param>
public sealed record ClassTime(IReadOnlyList<MemberTime> Members, IReadOnlyList<WeekTime> Weeks, double? MedianThisWeek);

/// <summary>A member's net seconds for the class.</summary>
public sealed record MemberTime(int StudentId, string Name, int ThisWeek, int LastWeek, int Total);

/// <summary>Net seconds of the week that begins on a day.</summary>
public sealed record WeekTime(DateOnly From, int NetSeconds);

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>Reads one block of the schedule: a lesson, or the rows of a group lesson, with its series.</summary>
public sealed class BlockReader(IDbContextFactory<StudyDbContext> contexts, LessonReader lessons, TimeProvider clock)
{
    /// <summary>The block of a lesson; null when it is not there or not for the viewer. Of a group, someone who does not teach it sees their own rows.</summary>
    public async Task<LessonBlock?> FindAsync(int viewerId, int lessonId, CancellationToken cancellationToken)
    {
        if (await lessons.FindAsync(viewerId, lessonId, cancellationToken) is not { } row)
        {
            return null;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (lesson, taught) = (row.Lesson, row.Lesson.TutorId == viewerId);
        IReadOnlyList<LessonRow> rows = [row];
        if (lesson.GroupKey is { } key && taught)
        {
            var filter = new LessonFilter(TutorId: viewerId);
            var around = await lessons.BetweenAsync(viewerId, lesson.StartsAt, lesson.EndsAt, filter, cancellationToken);
            rows = around.Refusal is null ? [row, .. around.Value.Where(r => r.Lesson.GroupKey == key && r.Lesson.Id != lesson.Id)] : rows;
        }
        var people = rows.Select(r => r.Lesson.StudentId).Append(lesson.TutorId).ToList();
        var zones = await context.Users.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.TimeZone }).ToDictionaryAsync(p => p.Id, p => p.TimeZone, cancellationToken);
        var series = taught && lesson.SeriesId is { } seriesId
            ? await context.Set<LessonSeries>().AsNoTracking().SingleAsync(s => s.Id == seriesId, cancellationToken) : null;
        return new LessonBlock(rows, taught, zones, series?.Recurrence, series is null ? null : await CountAsync(context, series.Id, lesson, cancellationToken));
    }

    private async Task<ScopeCounts> CountAsync(StudyDbContext context, int seriesId, Lesson picked, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        var rows = await context.Set<Lesson>().AsNoTracking().Where(l => l.SeriesId == seriesId).ToListAsync(cancellationToken);
        var places = rows.GroupBy(r => r.OriginalStart!.Value).Select(g => (Place: g.Key, Kept: g.Any(r => r.IsProtected(now)))).ToList();
        var later = places.Where(p => p.Place >= picked.OriginalStart).ToList();
        return new ScopeCounts(later.Count(p => !p.Kept), later.Count(p => p.Kept), places.Count(p => !p.Kept), places.Count(p => p.Kept));
    }
}

/// <summary>One block of the schedule.</summary>
/// <param name="Rows">The lesson's rows, the picked one first.</param>
/// <param name="IsTaught">Whether the viewer teaches it, and so may change it.</param>
/// <param name="Zones">The zones of tutor and students.</param>
/// <param name="Recurrence">How it repeats; only for who teaches it.</param>
/// <param name="Counts">How many lessons a change of more than this one would mean.</param>
public sealed record LessonBlock(
    IReadOnlyList<LessonRow> Rows, bool IsTaught, IReadOnlyDictionary<int, string> Zones, RecurrenceSeries? Recurrence, ScopeCounts? Counts)
{
    public Lesson Lesson => Rows[0].Lesson;

    /// <summary>Zones besides the viewer's in which the lesson's time reads differently.</summary>
    public IEnumerable<string> OtherZones(string viewerZone)
    {
        var at = StudyCalendar.For(viewerZone, 0).LocalOf(Lesson.StartsAt);
        return Zones.Values.Append(Lesson.TimeZone).Distinct().Where(z => StudyCalendar.For(z, 0).LocalOf(Lesson.StartsAt) != at).Order(StringComparer.Ordinal);
    }
}

/// <summary>How many stored lessons of a series a scope changes, and how many of those it names stay: past ones and ones with a record.</summary>
public sealed record ScopeCounts(int Following, int FollowingKept, int All, int AllKept);

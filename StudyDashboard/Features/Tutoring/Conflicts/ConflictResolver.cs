using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Conflicts;

/// <summary>Looks at all lessons that a command makes or moves, before they are stored, and does with the clashing ones what was asked.</summary>
public sealed class ConflictResolver(ConflictFinder finder)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly (TimeOnly From, TimeOnly To) Hours = (new TimeOnly(7, 0), new TimeOnly(22, 0));
    private const int DaysAside = 7;

    /// <summary>The clashes by date. With <see cref="ConflictHandling.Ask"/> and a clash the caller refuses or shows them.</summary>
    internal async Task<IReadOnlyList<LessonConflict>> ResolveAsync(LessonBook book, ConflictHandling handling, CancellationToken cancellationToken)
    {
        var changed = Changed(book);
        if (changed.Count == 0)
        {
            return [];
        }
        var map = await finder.MapAsync(book, changed, cancellationToken);
        map.Forget(book.Context.ChangeTracker.Entries<Lesson>().Where(e => e.State is EntityState.Modified or EntityState.Deleted).Select(e => e.Entity.Id));
        var conflicts = new List<LessonConflict>();
        foreach (var block in changed.GroupBy(l => l.GroupKey is null ? (object)l : l.GroupKey).OrderBy(b => b.First().StartsAt))
        {
            conflicts.AddRange(Resolve(book, map, [.. block], handling));
        }
        return conflicts;
    }

    /// <summary>The lessons that the command makes or puts at another time; one that is past clashes with nobody any more.</summary>
    private static List<Lesson> Changed(LessonBook book)
    {
        book.Context.ChangeTracker.DetectChanges();
        return [.. book.Context.ChangeTracker.Entries<Lesson>()
            .Where(e => e.State == EntityState.Added || (e.State == EntityState.Modified && (e.Property(l => l.StartsAt).IsModified || e.Property(l => l.EndsAt).IsModified
                || (e.Property(l => l.Status).IsModified && e.Property(l => l.Status).OriginalValue == LessonStatus.Cancelled))))
            .Select(e => e.Entity).Where(l => l.Status != LessonStatus.Cancelled && l.EndsAt > book.NowUtc)];
    }

    private static IReadOnlyList<LessonConflict> Resolve(LessonBook book, BusyMap map, List<Lesson> block, ConflictHandling handling)
    {
        var (first, students) = (block[0], block.Select(l => l.StudentId).ToList());
        var conflicts = map.At(first.Span, students, first.GroupKey).OrderBy(c => c.Busy.Start).ToList();
        if (conflicts.Count > 0 && handling == ConflictHandling.Skip)
        {
            Skip(book, block);
            return conflicts;
        }
        if (conflicts.Count > 0 && handling == ConflictHandling.Move && Free(map, first, students) is { } slot)
        {
            block.ForEach(l => l.Place(slot));
        }
        block.ForEach(l => map.Place(l, LessonTexts.Conflict_Same));
        return conflicts;
    }

    private static void Skip(LessonBook book, List<Lesson> block)
    {
        if (block[0] is { SeriesId: { } seriesId, OriginalStart: { } place })
        {
            book.Context.Set<LessonSeries>().Local.Single(s => s.Id == seriesId).Except([place]);
        }
        foreach (var lesson in block)
        {
            book.Context.Entry(lesson).State = book.Context.Entry(lesson).State == EntityState.Added ? EntityState.Detached : EntityState.Deleted;
        }
    }

    /// <summary>The nearest free time: later that day, then earlier, then on the following days, within the usual hours.</summary>
    private static LessonSlot? Free(BusyMap map, Lesson lesson, List<int> students)
    {
        var slot = lesson.Slot;
        var length = slot.LocalEnd - slot.LocalStart;
        for (var aside = 0; aside <= DaysAside; aside++)
        {
            var day = slot.Date.AddDays(aside);
            foreach (var start in Starts(slot.Start).Where(s => s.ToTimeSpan() + length <= Hours.To.ToTimeSpan()))
            {
                var place = LessonSlot.At(day.ToDateTime(start), length, slot.TimeZone);
                if (!map.At(new Interval(place.StartsAt, place.EndsAt), students, lesson.GroupKey).Any())
                {
                    return place;
                }
            }
        }
        return null;
    }

    private static IEnumerable<TimeOnly> Starts(TimeOnly wanted)
    {
        var all = new List<TimeOnly> { wanted };
        for (var at = Hours.From; at < Hours.To; at = at.Add(Step))
        {
            all.Add(at);
        }
        return all.OrderBy(t => t < wanted).ThenBy(t => (t.ToTimeSpan() - wanted.ToTimeSpan()).Duration());
    }
}

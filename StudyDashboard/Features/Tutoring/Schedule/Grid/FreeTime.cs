using StudyDashboard.Features.Tutoring.Schedule.Layers;

namespace StudyDashboard.Features.Tutoring.Schedule.Grid;

/// <summary>The way out of a clash: the next time at which all of a lesson's people are free, as far as the page shows.</summary>
public static class FreeTime
{
    private const int Steps = 4 * 8;

    /// <summary>The next start within eight hours; null when there is none.</summary>
    public static DateTime? After(LayerItem item, IReadOnlyList<LayerItem> items, int viewerId)
    {
        var (start, length, people) = (item.StartsAt!.Value, item.EndsAt!.Value - item.StartsAt.Value, item.Lesson!.People);
        var taken = items.Where(i => i.Key != item.Key && i.Span is not null && !i.IsFree && i.Lesson?.Status != Lessons.LessonStatus.Cancelled
            && (i.Lesson?.People ?? [viewerId]).Intersect(people).Any()).ToList();
        return Enumerable.Range(1, Steps).Select(step => start.AddMinutes(step * SlotTime.Step))
            .Select(at => (DateTime?)at).FirstOrDefault(at => !taken.Exists(t => t.StartsAt < at + length && at < t.EndsAt));
    }
}

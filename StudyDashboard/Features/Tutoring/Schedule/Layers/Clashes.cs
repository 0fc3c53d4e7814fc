namespace StudyDashboard.Features.Tutoring.Schedule.Layers;

/// <summary>Finds what on the schedule takes place at once for the same person. A student's own study is warned of, never refused.</summary>
public static class Clashes
{
    /// <summary>The same items, each with the keys of those it clashes with. What is over or cancelled clashes with nothing.</summary>
    public static IReadOnlyList<LayerItem> Mark(IReadOnlyList<LayerItem> items, int viewerId, DateTime nowUtc)
    {
        var open = items.Where(i => i.EndsAt > nowUtc && !i.IsFree && i.Lesson?.Status is not (Lessons.LessonStatus.Cancelled or Lessons.LessonStatus.Completed) && i.Layer != LoggedStudy.Word)
            .OrderBy(i => i.StartsAt).ToList();
        var found = new Dictionary<string, List<string>>();
        for (var i = 0; i < open.Count; i++)
        {
            for (var j = i + 1; j < open.Count && open[j].StartsAt < open[i].EndsAt; j++)
            {
                // Two neighbours of one day without a lesson (two plans of study) are the student's own affair.
                if ((open[i].Lesson ?? open[j].Lesson) is not null && People(open[i], viewerId).Intersect(People(open[j], viewerId)).Any())
                {
                    Add(open[i], open[j]);
                    Add(open[j], open[i]);
                }
            }
        }
        return found.Count == 0 ? items : [.. items.Select(i => found.TryGetValue(i.Key, out var keys) ? i with { Clashes = keys } : i)];

        void Add(LayerItem item, LayerItem other) => (found.TryGetValue(item.Key, out var keys) ? keys : found[item.Key] = []).Add(other.Key);
    }

    private static IEnumerable<int> People(LayerItem item, int viewerId) => item.Lesson?.People ?? [viewerId];
}

using StudyDashboard.Features.Accounts.Choices;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>What is told together: changes of one minute, and reminders that are due at once for lessons that begin at once (a group).</summary>
internal static class NoticeGroups
{
    /// <summary>The waiting notices of one person that are due, each with those that go with it; the first tells for all.</summary>
    public static IReadOnlyList<IReadOnlyList<Notice>> Of(IEnumerable<Notice> waiting, DateTime nowUtc) =>
        [.. waiting.OrderBy(n => n.Id).GroupBy(KeyOf).Where(g => g.Any(n => n.NextAt <= nowUtc)).Select(g => g.ToList()).OrderBy(g => g[0].Channel)];

    /// <summary>Whether a notice is told together with others of its kind whenever those are told.</summary>
    public static bool IsChange(NoticeKind kind) => kind is NoticeKind.LessonAdded or NoticeKind.LessonChanged or NoticeKind.LessonCancelled;

    /// <summary>Lets the first of a group tell for all. False when, taken together, there is nothing to tell.</summary>
    public static bool Gather(IReadOnlyList<Notice> group, DateTime nowUtc)
    {
        var first = group[0];
        foreach (var other in group.Skip(1))
        {
            other.Join(nowUtc);
        }
        if (group.Count > 1)
        {
            var whole = NoticeContent.Join(group.Select(n => n.Content));
            var kind = !IsChange(first.Kind) ? first.Kind
                : whole.Lines.All(l => l.IsAdded) ? NoticeKind.LessonAdded
                : whole.Lines.All(l => l.IsCancelled) ? NoticeKind.LessonCancelled
                : NoticeKind.LessonChanged;
            first.Gather(kind, whole, group.Max(n => n.UsefulUntil));
        }
        return first.Content.SaysSomething || first.Kind == NoticeKind.Test;
    }

    private static (NoticeChannel, bool, DateTime, DateTime, int) KeyOf(Notice notice) => IsChange(notice.Kind)
        ? (notice.Channel, true, default, default, 0)
        : (notice.Channel, false, notice.DueAt, notice.Content.Lines.Select(l => l.StartsAt).FirstOrDefault(), notice.Kind == NoticeKind.LessonReminder ? 0 : notice.Id);
}

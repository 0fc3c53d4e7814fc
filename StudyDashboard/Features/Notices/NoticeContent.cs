using System.Globalization;

namespace StudyDashboard.Features.Notices;

/// <summary>What a notice has to say, before it is put into words for its reader: instants, not times of some zone.</summary>
public sealed record NoticeContent
{
    /// <summary>Most lessons that one notice names.</summary>
    public const int MostLines = 10;

    /// <summary>The lessons it tells of, at most <see cref="MostLines"/>.</summary>
    public IReadOnlyList<LessonLine> Lines { get; init; } = [];

    /// <summary>How many more there are that it does not name.</summary>
    public int More { get; init; }

    /// <summary>The assignment it tells of, when it is about one and not about lessons.</summary>
    public AssignmentNotice? Assignment { get; init; }

    /// <summary>The webhook it tells of, when it is about one.</summary>
    public WebhookNotice? Webhook { get; init; }

    /// <summary>The learning plan it tells of, when it is about one.</summary>
    public PlanNotice? Plan { get; init; }

    /// <summary>Whether there is something to tell at all.</summary>
    internal bool SaysSomething => Lines.Count > 0 || Assignment is not null || Webhook is not null || Plan is not null;

    /// <summary>The page to open.</summary>
    internal string? Address => Assignment?.Address ?? Webhook?.Address ?? Plan?.Address ?? Lines.Select(l => (l.After ?? l.Before)!.Address).FirstOrDefault();

    internal string Mentions => $",{string.Join(',', Lines.SelectMany(l => new[] { l.After, l.Before }).OfType<LessonNotice>()
        .SelectMany(l => new[] { l.TutorId, l.StudentId }).Concat(new[] { Assignment?.TeacherId, Plan?.TutorId }.OfType<int>()).Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture)))},";

    public bool Equals(NoticeContent? other) => other is not null && More == other.More && Assignment == other.Assignment && Webhook == other.Webhook && Plan == other.Plan && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => HashCode.Combine(Lines.Count, More);

    /// <summary>
    /// Several contents as one, in order of time: what happened to one lesson step by step becomes one change from its first state to its
    /// last, and nothing at all when it is back where it was.
    /// </summary>
    public static NoticeContent Join(IEnumerable<NoticeContent> contents)
    {
        var (lines, more) = (new List<LessonLine>(), 0);
        foreach (var content in contents)
        {
            more += content.More;
            foreach (var line in content.Lines)
            {
                var at = lines.FindIndex(l => l.LessonId == line.LessonId);
                if (at < 0)
                {
                    lines.Add(line);
                }
                else
                {
                    lines[at] = lines[at] with { After = line.After };
                }
            }
        }
        lines.RemoveAll(l => l.IsNothing);
        return Of(lines, more);
    }

    /// <summary>The content of these lines, by start.</summary>
    public static NoticeContent Of(IReadOnlyCollection<LessonLine> lines, int more = 0) =>
        new() { Lines = [.. lines.OrderBy(l => l.StartsAt).ThenBy(l => l.LessonId).Take(MostLines)], More = more + Math.Max(0, lines.Count - MostLines) };
}

/// <summary>An assignment as notices need it.</summary>
/// <param name="AssignmentId">The assignment.</param>
/// <param name="Title">What is to do.</param>
/// <param name="ClassName">For which class.</param>
/// <param name="DueOn">Its last day, the reader's own; null when there is none.</param>
/// <param name="TeacherId">Who gave it.</param>
/// <param name="Address">Path of its page.</param>
public sealed record AssignmentNotice(int AssignmentId, string Title, string ClassName, DateOnly? DueOn, int? TeacherId, string Address);

/// <summary>A webhook as notices need it.</summary>
/// <param name="WebhookId">The webhook.</param>
/// <param name="Name">What its person calls it.</param>
/// <param name="IsGone">Whether its server said that it wants nothing more; else nothing arrived for days.</param>
/// <param name="Address">Path of its page.</param>
public sealed record WebhookNotice(int WebhookId, string Name, bool IsGone, string Address);

/// <summary>A learning plan that was given, as notices need it.</summary>
/// <param name="PlanId">The student's copy.</param>
/// <param name="Title">Its title.</param>
/// <param name="TutorId">Who gave it.</param>
/// <param name="IsWaiting">Whether it has to be begun, because another one is active.</param>
/// <param name="Address">Path of its page.</param>
public sealed record PlanNotice(int PlanId, string Title, int TutorId, bool IsWaiting, string Address);

/// <summary>One lesson in a notice: as it was, and as it is. A reminder has only what is.</summary>
public sealed record LessonLine(LessonNotice? Before, LessonNotice? After)
{
    internal int LessonId => (After ?? Before)!.LessonId;

    internal DateTime StartsAt => (After ?? Before)!.StartsAt;

    /// <summary>Until when it is of use to know: the end of the lesson, the later of the two.</summary>
    internal DateTime UsefulUntil => new[] { Before, After }.OfType<LessonNotice>().Max(l => l.EndsAt);

    /// <summary>Whether it takes place now and did not before.</summary>
    internal bool IsAdded => After is { IsOn: true } && Before is not { IsOn: true };

    internal bool IsCancelled => Before is { IsOn: true } && After is not { IsOn: true };

    /// <summary>Whether there is nothing to tell anyone: what people plan by is the same.</summary>
    internal bool IsNothing => Before is not { IsOn: true } ? After is not { IsOn: true } : After is { IsOn: true } && Before.IsSameTo(After);
}

/// <summary>A lesson as notices need it.</summary>
public sealed record LessonNotice
{
    public required int LessonId { get; init; }

    /// <summary>What is taught.</summary>
    public required string Title { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    /// <summary>IANA zone of the lesson's wall time.</summary>
    public required string Zone { get; init; }

    /// <summary><c>online</c>, <c>in-person</c> or <c>hybrid</c>.</summary>
    public required string Mode { get; init; }

    public string? JoinLink { get; init; }

    public string? Place { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }

    public required int TutorId { get; init; }

    public required int StudentId { get; init; }

    /// <summary>Whether it is to take place: not cancelled, and not over.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>Whether everyone concerned is reminded, also who has set no reminder.</summary>
    public bool NotificationEnabled { get; init; }

    public bool AlarmEnabled { get; init; }

    public int AlarmBeforeMinutes { get; init; } = 15;

    /// <summary>Path of its page.</summary>
    public string? Address { get; init; }

    /// <summary>Whether time, place and way are the same: what a person plans by.</summary>
    internal bool IsSameTo(LessonNotice other) =>
        (StartsAt, EndsAt, Mode, JoinLink, Place, Title, IsOn) == (other.StartsAt, other.EndsAt, other.Mode, other.JoinLink, other.Place, other.Title, other.IsOn);
}

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>What a tutor plans about a lesson besides its time. The defaults are those of rules.md 24.</summary>
public sealed record LessonDetails
{
    /// <summary>Longest text of one field or topic.</summary>
    public const int MaxText = 255;

    /// <summary>Longest homework or note.</summary>
    public const int MaxNote = 4000;

    /// <summary>Longest link; that of a video call may carry a long token.</summary>
    public const int MaxLink = 2000;

    public const int MaxTopics = 50;

    /// <summary>What is planned to be taught.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    public LessonMode Mode { get; init; }

    public string? Location { get; init; }

    /// <summary>Address of the video call, http or https.</summary>
    public string? JoinLink { get; init; }

    public LessonPriority Priority { get; init; } = LessonPriority.Medium;

    public bool NotificationEnabled { get; init; }

    public bool AlarmEnabled { get; init; }

    /// <summary>Minutes before the start at which the alarm sounds, 0 to 10080 (a week).</summary>
    public int AlarmBeforeMinutes { get; init; } = 15;

    public bool IsFeatured { get; init; }

    public string? Homework { get; init; }

    public string? Note { get; init; }

    public bool Equals(LessonDetails? other) =>
        other is not null && Topics.SequenceEqual(other.Topics) && (Mode, Location, JoinLink, Priority, IsFeatured, Homework, Note)
            .Equals((other.Mode, other.Location, other.JoinLink, other.Priority, other.IsFeatured, other.Homework, other.Note))
        && (NotificationEnabled, AlarmEnabled, AlarmBeforeMinutes).Equals((other.NotificationEnabled, other.AlarmEnabled, other.AlarmBeforeMinutes));

    public override int GetHashCode() => HashCode.Combine(Topics.Count, Mode, Location, Priority, Note);

    /// <summary>
    /// What becomes of a lesson's details when the tutor changes those of one lesson and means more of its series: a field that was
    /// changed is taken over, unless this lesson has something of its own there.
    /// </summary>
    /// <param name="shared">What the series has.</param>
    /// <param name="before">The edited lesson before the edit.</param>
    /// <param name="after">The edited lesson after it.</param>
    public LessonDetails Following(LessonDetails shared, LessonDetails before, LessonDetails after)
    {
        return new LessonDetails
        {
            Topics = before.Topics.SequenceEqual(after.Topics) || !Topics.SequenceEqual(shared.Topics) ? Topics : after.Topics,
            Mode = Pick(d => d.Mode),
            Location = Pick(d => d.Location),
            JoinLink = Pick(d => d.JoinLink),
            Priority = Pick(d => d.Priority),
            NotificationEnabled = Pick(d => d.NotificationEnabled),
            AlarmEnabled = Pick(d => d.AlarmEnabled),
            AlarmBeforeMinutes = Pick(d => d.AlarmBeforeMinutes),
            IsFeatured = Pick(d => d.IsFeatured),
            Homework = Pick(d => d.Homework),
            Note = Pick(d => d.Note),
        };

        T Pick<T>(Func<LessonDetails, T> field) =>
            Equals(field(before), field(after)) || !Equals(field(this), field(shared)) ? field(this) : field(after);
    }
}

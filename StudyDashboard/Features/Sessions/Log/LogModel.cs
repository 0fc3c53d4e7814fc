namespace StudyDashboard.Features.Sessions.Log;

/// <summary>A page of the log as it is drawn, and handed from the prerender to the circuit.</summary>
public sealed record LogModel(IReadOnlyList<LogRow> Rows, int Total, DateOnly Today)
{
    public static LogModel Of(LogPageOf page, DateOnly today) =>
        new([.. page.Sessions.Select(s => LogRow.Of(s, page.Overlapping.Contains(s.Id)))], page.Total, today);
}

/// <summary>A line of the log.</summary>
public sealed record LogRow
{
    public required int Id { get; init; }

    public required SessionKind Kind { get; init; }

    public required SessionStatus Status { get; init; }

    public required SessionSource Source { get; init; }

    public string? Subject { get; init; }

    public string? DomainCode { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string Note { get; init; } = "";

    /// <summary>The study day, or the planned day of what has not begun.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Wall-clock time in the zone of the session.</summary>
    public DateTime? LocalStart { get; init; }

    public DateTime? LocalEnd { get; init; }

    public string Zone { get; init; } = "";

    public TimeOnly? PlannedTime { get; init; }

    public int? PlannedMinutes { get; init; }

    public int NetSeconds { get; init; }

    public int PausedSeconds { get; init; }

    public int Answered { get; init; }

    public int Correct { get; init; }

    public int Cards { get; init; }

    public bool Overlaps { get; init; }

    public bool CanSplit { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Activities, each with its count: "solve 12".</summary>
    public IReadOnlyList<ActivityCount> Activities { get; init; } = [];

    public string Label => Subject is null ? SessionLabels.Of(Kind) : $"{SessionLabels.Of(Kind)} · {Subject}";

    public static LogRow Of(StudySession session, bool overlaps) => new()
    {
        Id = session.Id,
        Kind = session.Kind,
        Status = session.Status,
        Source = session.Source,
        Subject = session.Subject,
        DomainCode = session.DomainCode,
        Tags = session.Tags,
        Note = session.Note,
        Day = session.StudyDay ?? session.PlannedDay,
        LocalStart = session.StartedAt is { } start ? session.Calendar.LocalOf(start) : null,
        LocalEnd = session.EndedAt is { } end ? session.Calendar.LocalOf(end) : null,
        Zone = session.TimeZone,
        PlannedTime = session.PlannedTime,
        PlannedMinutes = session.PlannedMinutes,
        NetSeconds = session.NetSeconds,
        PausedSeconds = session.Pauses.Where(p => p.EndedAt is not null).Sum(p => (int)(p.EndedAt!.Value - p.StartedAt).TotalSeconds),
        Answered = session.QuestionsAnswered,
        Correct = session.CorrectAnswers,
        Cards = session.CardsReviewed,
        Overlaps = overlaps,
        CanSplit = LogRules.CanRetime(session),
        IsReadOnly = LogRules.IsReadOnly(session),
        Activities = [.. session.Activities.GroupBy(a => a.Type).Select(g => new ActivityCount(g.Key, g.Sum(a => a.Count ?? 1)))],
    };
}

/// <summary>How much of an activity a session has: what it counted, or how often it was marked.</summary>
public sealed record ActivityCount(ActivityType Type, int Count);

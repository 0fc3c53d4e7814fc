using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions;

/// <content>What a person may change about a session in the log, and how its seconds follow.</content>
public sealed partial class StudySession
{
    /// <summary>Says anew what the session is about.</summary>
    public void Describe(SessionAbout about)
    {
        Kind = about.Kind;
        Subject = about.Subject.NullIfBlank();
        Language = about.Language.NullIfBlank();
        ClassId = about.ClassId;
        AssignmentId = about.AssignmentId;
        PlanId = about.PlanId;
        DomainCode = about.DomainCode.NullIfBlank();
        Tags = [.. about.Tags];
    }

    /// <summary>What the session is about.</summary>
    public SessionAbout About => new()
    {
        Kind = Kind,
        Subject = Subject,
        Language = Language,
        ClassId = ClassId,
        AssignmentId = AssignmentId,
        PlanId = PlanId,
        DomainCode = DomainCode,
        Tags = Tags,
    };

    /// <summary>How well it went.</summary>
    /// <exception cref="ArgumentException">More right than answered, a negative count, or a rating outside 1 to 5.</exception>
    public void Rate(int questionsAnswered, int correctAnswers, int? selfRating)
    {
        if (questionsAnswered < 0 || correctAnswers < 0 || correctAnswers > questionsAnswered)
        {
            throw new ArgumentException($"{correctAnswers} right of {questionsAnswered} answers.");
        }
        if (selfRating is < 1 or > 5)
        {
            throw new ArgumentException($"A rating of {selfRating}.");
        }
        (QuestionsAnswered, CorrectAnswers, SelfRating) = (questionsAnswered, correctAnswers, selfRating);
    }

    public void WriteNote(string note) => Note = note;

    /// <summary>Moves the session within the plan.</summary>
    public void Replan(DateOnly day, TimeOnly? time, int? minutes) => (PlannedDay, PlannedTime, PlannedMinutes) = (day, time, minutes);

    /// <summary>Leaves a planned session undone.</summary>
    /// <exception cref="InvalidOperationException">It is not planned.</exception>
    public void Skip()
    {
        Require(Status == SessionStatus.Planned, "be skipped");
        Status = SessionStatus.Skipped;
    }

    /// <summary>Takes a skipped session back into the plan.</summary>
    /// <exception cref="InvalidOperationException">It is not skipped.</exception>
    public void Unskip()
    {
        Require(Status == SessionStatus.Skipped, "return to the plan");
        Status = SessionStatus.Planned;
    }

    /// <summary>Sets start and end; pauses outside them are trimmed (rules.md 15).</summary>
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public void SetSpan(DateTime start, DateTime end)
    {
        if (end < start)
        {
            throw new ArgumentException($"It ends ({end:u}) before it starts ({start:u}).");
        }
        (StartedAt, EndedAt, NetIsGiven) = (start, end, false);
        SetPauses(_pauses.Select(p => (new Interval(p.StartedAt, p.EndedAt ?? end), p.Reason)));
        var calendar = Calendar;
        StudyDay = calendar.DayOf(start);
        LastDay = end > start ? calendar.DayOf(end.AddSeconds(-1)) : StudyDay;
        Settle([]);
    }

    /// <summary>Sets the length of a session without clock times.</summary>
    public void SetDuration(DateOnly day, int netSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(netSeconds);
        (StartedAt, EndedAt, NetIsGiven) = (null, null, true);
        _pauses.Clear();
        _hours.Clear();
        StudyDay = LastDay = day;
        GrossSeconds = NetSeconds = netSeconds;
    }

    /// <summary>Gives a review sitting its cards and its net, hour by hour.</summary>
    public void SetSitting(IReadOnlyList<SessionHour> hours, int cardsReviewed)
    {
        NetIsGiven = true;
        // Hours that stay keep their rows: a sitting is counted anew at each answer.
        _hours.RemoveAll(h => !hours.Any(wanted => wanted.IsOf(h.StudyDay, h.Hour)));
        foreach (var hour in hours)
        {
            if (_hours.Find(h => h.IsOf(hour.StudyDay, hour.Hour)) is { } there)
            {
                there.Set(hour.NetSeconds);
            }
            else
            {
                _hours.Add(hour);
            }
        }
        NetSeconds = hours.Sum(h => h.NetSeconds);
        CardsReviewed = cardsReviewed;
        LastDay = hours.Select(h => h.StudyDay).Append(StudyDay!.Value).Max();
    }

    /// <summary>Replaces the pauses by these, trimmed to the session; a span that leaves nothing is no pause.</summary>
    public void SetPauses(IEnumerable<(Interval Span, PauseReason Reason)> pauses)
    {
        var whole = Span!.Value;
        var trimmed = pauses.Select(p => (Span: p.Span.ClippedTo(whole), p.Reason)).Where(p => p.Span.Seconds > 0).OrderBy(p => p.Span.Start).ToList();
        if (!trimmed.Select(p => (p.Span.Start, (DateTime?)p.Span.End, p.Reason)).SequenceEqual(_pauses.Select(p => (p.StartedAt, p.EndedAt, p.Reason))))
        {
            _pauses.Clear();
            _pauses.AddRange(trimmed.Select(p => new SessionPause(p.Span.Start, p.Span.End, p.Reason)));
        }
    }

    /// <summary>The spans that count, when the given spans of other facts are cut out. Empty for a session without clock times.</summary>
    public IReadOnlyList<Interval> NetIntervals(IEnumerable<Interval> embedded) => Span is { } whole
        ? whole.Without(_pauses.Select(p => new Interval(p.StartedAt, p.EndedAt ?? whole.End)).Concat(embedded))
        : [];

    /// <summary>Works out the seconds anew, with the spans of the facts that lie inside cut out.</summary>
    public void Settle(IReadOnlyList<Interval> embedded)
    {
        if (Span is { } whole)
        {
            GrossSeconds = whole.Seconds;
            NetSeconds = NetIsGiven ? NetSeconds : NetIntervals(embedded).Sum(i => i.Seconds);
        }
    }

    public void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    public void Undelete() => DeletedAt = null;

    /// <summary>Ties the session to the import that brought it; without a key, what identifies it is kept elsewhere (the review log).</summary>
    public void CameFrom(int importId, string? importKey) => (ImportId, ImportKey) = (importId, importKey);

    /// <summary>Keeps what was learned when the lesson's own record has gone (rules.md 17).</summary>
    public void ForgetSource() => SourceId = null;

    /// <summary>Ties the session to the lesson that it was.</summary>
    public void CameFromLesson(int lessonId) => SourceId = lessonId;

    /// <summary>Ties the session to the quiz that it was.</summary>
    public void CameFromQuiz(int quizId) => SourceId = quizId;

    internal void CountVersion() => Version++;

    internal void ReplaceParts(IEnumerable<SessionPause> pauses, IEnumerable<SessionActivity> activities, IEnumerable<SessionHour> hours)
    {
        _pauses.Clear();
        _pauses.AddRange(pauses);
        _activities.Clear();
        _activities.AddRange(activities);
        _hours.Clear();
        _hours.AddRange(hours);
    }

    internal void Adopt(IEnumerable<SessionActivity> activities) => _activities.AddRange(activities);

    internal IReadOnlyList<SessionActivity> Copies() => [.. _activities.Select(a => new SessionActivity(a.Type, a.StartedAt, a.EndedAt, a.Count, a.Correct))];

    internal IReadOnlyList<SessionActivity> Release(Predicate<SessionActivity> which)
    {
        var released = _activities.FindAll(which);
        _activities.RemoveAll(which);
        return [.. released.Select(a => new SessionActivity(a.Type, a.StartedAt, a.EndedAt, a.Count, a.Correct))];
    }
}

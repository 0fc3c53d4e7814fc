using System.Text.Json;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Api;

/// <summary>
/// A finished session as a program says it. The fields from <see cref="Id"/> on are those of the answer that nobody can set: they may
/// come back as they were read and are refused when they differ.
/// </summary>
internal sealed record EntryRequest
{
    private static readonly string[] ReadOnly =
    [
        "id", "status", "source", "source_id", "planned_minutes", "time_zone", "gross_seconds", "cards_reviewed", "pauses", "activities",
    ];

    /// <summary>The session's kind; required for a new one.</summary>
    [Words<SessionKind>]
    public string? SessionType { get; init; }

    public string? Subject { get; init; }

    public string? Language { get; init; }

    public int? ClassId { get; init; }

    /// <summary>An assignment of that class.</summary>
    public int? AssignmentId { get; init; }

    public int? PlanId { get; init; }

    public string? DomainCode { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>The study day of a session without clock times.</summary>
    public DateOnly? StudyDay { get; init; }

    /// <summary>The length of a session without clock times.</summary>
    public int? NetSeconds { get; init; }

    public int? QuestionsAnswered { get; init; }

    public int? CorrectAnswers { get; init; }

    /// <summary>1 to 5.</summary>
    public int? SelfRating { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What to do about sessions that overlap: trim_other, start_after or keep_both.</summary>
    [Words<OverlapFix>]
    public string? Overlap { get; init; }

    /// <summary>The version that was read; the same as If-Match.</summary>
    public int? Version { get; init; }

    public JsonElement? Id { get; init; }

    public JsonElement? Status { get; init; }

    public JsonElement? Source { get; init; }

    public JsonElement? SourceId { get; init; }

    public JsonElement? PlannedMinutes { get; init; }

    public JsonElement? TimeZone { get; init; }

    public JsonElement? GrossSeconds { get; init; }

    public JsonElement? CardsReviewed { get; init; }

    public JsonElement? Pauses { get; init; }

    public JsonElement? Activities { get; init; }

    /// <summary>A new entry.</summary>
    public Outcome<SessionEntry> ToEntry()
    {
        var given = JsonSerializer.SerializeToElement(this, Json.Wire);
        var errors = SessionValidation.Kind(SessionType)
            .Concat(ReadOnly.Append("version").Where(f => given.GetProperty(f).ValueKind != JsonValueKind.Null).Select(ReadOnlyError))
            .Concat(CheckOverlap());
        return errors.ToRefusal() is { } refusal ? refusal : Entry(Words<SessionKind>.Parse(SessionType!), this);
    }

    /// <summary>What the stored session becomes; a field that was left out stays as it is.</summary>
    /// <param name="stored">The session.</param>
    /// <param name="has">Whether a field was sent.</param>
    /// <param name="wire">The session as it would be read.</param>
    public Outcome<SessionEntry> Over(StudySession stored, Func<string, bool> has, SessionWire wire)
    {
        var given = JsonSerializer.SerializeToElement(this, Json.Wire);
        var read = JsonSerializer.SerializeToElement(wire, Json.Wire);
        // The length and the day of a session with clock times follow from them.
        var fixedFields = stored.Span is null ? ReadOnly : [.. ReadOnly, "study_day", "net_seconds"];
        var moved = (has("started_at") && StartedAt != stored.StartedAt) || (has("ended_at") && EndedAt != stored.EndedAt);
        var errors = fixedFields.Where(has)
            .Where(f => !JsonElement.DeepEquals(given.GetProperty(f), read.GetProperty(f)))
            .Where(f => !(moved && f is "study_day" or "net_seconds" or "gross_seconds"))
            .Select(ReadOnlyError)
            .Concat(has("session_type") ? SessionValidation.Kind(SessionType) : [])
            .Concat(CheckOverlap());
        return errors.ToRefusal() is { } refusal ? refusal : Entry(has("session_type") ? Words<SessionKind>.Parse(SessionType!) : stored.Kind, this with
        {
            Subject = has("subject") ? Subject : stored.Subject,
            Language = has("language") ? Language : stored.Language,
            ClassId = has("class_id") ? ClassId : stored.ClassId,
            // Another class has other assignments: without one of them the link goes.
            AssignmentId = has("assignment_id") ? AssignmentId : has("class_id") && ClassId != stored.ClassId ? null : stored.AssignmentId,
            PlanId = has("plan_id") ? PlanId : stored.PlanId,
            DomainCode = has("domain_code") ? DomainCode : stored.DomainCode,
            StartedAt = has("started_at") ? StartedAt : stored.StartedAt,
            EndedAt = has("ended_at") ? EndedAt : stored.EndedAt,
            StudyDay = has("study_day") ? StudyDay : stored.StudyDay,
            NetSeconds = has("net_seconds") ? NetSeconds : stored.NetSeconds,
            QuestionsAnswered = has("questions_answered") ? QuestionsAnswered : stored.QuestionsAnswered,
            CorrectAnswers = has("correct_answers") ? CorrectAnswers : stored.CorrectAnswers,
            SelfRating = has("self_rating") ? SelfRating : stored.SelfRating,
            Note = has("note") ? Note : stored.Note,
            Tags = has("tags") ? Tags : stored.Tags,
        });
    }

    private static SessionEntry Entry(SessionKind kind, EntryRequest said) => new()
    {
        About = new SessionAbout
        {
            Kind = kind,
            Subject = said.Subject,
            Language = said.Language,
            ClassId = said.ClassId,
            AssignmentId = said.AssignmentId,
            PlanId = said.PlanId,
            DomainCode = said.DomainCode,
            Tags = said.Tags ?? [],
        },
        StartedAt = said.StartedAt,
        EndedAt = said.EndedAt,
        Day = said.StudyDay,
        NetSeconds = said.NetSeconds,
        QuestionsAnswered = said.QuestionsAnswered ?? 0,
        CorrectAnswers = said.CorrectAnswers ?? 0,
        SelfRating = said.SelfRating,
        Note = said.Note ?? "",
        Fix = Words<OverlapFix>.TryParse(said.Overlap, out var fix) ? fix : null,
    };

    private IEnumerable<FieldError> CheckOverlap()
    {
        if (Overlap is not null && !Words<OverlapFix>.TryParse(Overlap, out _))
        {
            yield return new FieldError("overlap", ApiTexts.Query_Word.With(Overlap, string.Join(", ", Words<OverlapFix>.All)));
        }
    }

    private static FieldError ReadOnlyError(string field) => new(field, ApiTexts.Json_ReadOnly);
}

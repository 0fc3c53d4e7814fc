using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions;

/// <summary>Checks what a person or a program typed about a session and names each field that cannot be taken.</summary>
public static class SessionValidation
{
    /// <summary>Most answers that one session may count.</summary>
    public const int MaxAnswers = 100_000;

    /// <summary>Kinds that a person may time or type; the others come from their own features (rules.md 16).</summary>
    public static IReadOnlyList<SessionKind> ChosenByHand { get; } =
    [
        SessionKind.Theory, SessionKind.Practice, SessionKind.Test, SessionKind.Review, SessionKind.ContentStudy, SessionKind.Conversation,
        SessionKind.Scenario, SessionKind.VocabularyReview,
    ];

    /// <summary>A session's kind from its word on the wire.</summary>
    public static IEnumerable<FieldError> Kind(string? word)
    {
        if (!Words<SessionKind>.TryParse(word, out _))
        {
            yield return Error("session_type", SessionTexts.Refused_KindMissing, string.Join(", ", Words<SessionKind>.All));
        }
    }

    public static IEnumerable<FieldError> About(SessionAbout about)
    {
        foreach (var (field, text) in new[] { ("subject", about.Subject), ("language", about.Language), ("domain_code", about.DomainCode) })
        {
            if (text?.Trim().Length > SessionAbout.MaxText)
            {
                yield return Error(field, SessionTexts.Refused_TooLong, SessionAbout.MaxText);
            }
        }
        if (about.Tags.Count > SessionAbout.MaxTags)
        {
            yield return Error("tags", SessionTexts.Refused_TooManyTags, SessionAbout.MaxTags);
        }
        if (about.Tags.Any(t => t.Length > SessionAbout.MaxText))
        {
            yield return Error("tags", SessionTexts.Refused_TooLong, SessionAbout.MaxText);
        }
    }

    public static IEnumerable<FieldError> Note(string? note)
    {
        if (note?.Length > SessionAbout.MaxNote)
        {
            yield return Error("note", SessionTexts.Refused_TooLong, SessionAbout.MaxNote);
        }
    }

    public static IEnumerable<FieldError> PlannedMinutes(int? minutes)
    {
        if (minutes is < 1 or > 1440)
        {
            yield return Error("planned_minutes", SessionTexts.Refused_PlannedMinutes);
        }
    }

    public static IEnumerable<FieldError> Result(int answered, int correct, int? selfRating)
    {
        if (answered is < 0 or > MaxAnswers)
        {
            yield return Error("questions_answered", SessionTexts.Refused_Answered);
        }
        else if (correct < 0 || correct > answered)
        {
            yield return Error("correct_answers", SessionTexts.Refused_Correct, correct, answered);
        }
        if (selfRating is < 1 or > 5)
        {
            yield return Error("self_rating", SessionTexts.Refused_Rating);
        }
    }

    public static IEnumerable<FieldError> Activity(int? count, int? correct, int? minutes)
    {
        if (count is < 0 or > MaxAnswers)
        {
            yield return Error("count", SessionTexts.Refused_Count);
        }
        if (correct is not null && (correct < 0 || correct > (count ?? 0)))
        {
            yield return Error("correct", SessionTexts.Refused_CorrectOfCount);
        }
        if (minutes is < 0 or > 1440)
        {
            yield return Error("minutes", SessionTexts.Refused_Minutes);
        }
    }

    internal static FieldError Error(string field, string text, params object[] values) =>
        new(field, text.With(values));
}

using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>
/// What of a delivery cannot be, whatever the bank says. Whether an option is there is no part of it: a bank may have changed since the
/// viewer took its pack, and an answer that nobody can give again is judged, not refused.
/// </summary>
internal static class IngestRules
{
    /// <summary>Most answers of a delivery, those that replace others included.</summary>
    public const int MaxAttempts = 2000;

    /// <summary>How far the clock of a viewer may run ahead; what lies within is taken as now.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>From the first instant of a session to its last. Pauses are cut out of it, so this only bounds how many days it touches.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private static readonly DateTime Earliest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether a text can name a session.</summary>
    public static bool IsUuid(string text) => text.Length <= QuizSession.MaxUuid && !string.IsNullOrWhiteSpace(text);

    /// <summary>All that is wrong, field by field.</summary>
    public static IEnumerable<FieldError> Check(IngestDelivery delivery, DateTime nowUtc)
    {
        if (!IsUuid(delivery.ClientSessionUuid))
        {
            yield return new FieldError("client_session_uuid", IngestTexts.Refused_Uuid.With(QuizSession.MaxUuid));
        }
        foreach (var error in CheckSpan(delivery, nowUtc).Concat(CheckAmount(delivery.Attempts)))
        {
            yield return error;
        }
        foreach (var (index, attempt) in delivery.Attempts.Index())
        {
            foreach (var error in attempt is null ? [new FieldError("", IngestTexts.Refused_NoAttempt)] : Check(attempt, nowUtc))
            {
                yield return error with { Field = error.Field.Length == 0 ? $"attempts[{index}]" : $"attempts[{index}].{error.Field}" };
            }
        }
    }

    private static IEnumerable<FieldError> CheckSpan(IngestDelivery delivery, DateTime nowUtc)
    {
        foreach (var (field, at) in new[] { ("started_at", delivery.StartedAt), ("finished_at", delivery.FinishedAt) })
        {
            if (WhyNot(at, nowUtc) is { } reason)
            {
                yield return new FieldError(field, reason);
            }
        }
        if (delivery.FinishedAt < delivery.StartedAt)
        {
            yield return new FieldError("finished_at", IngestTexts.Refused_EndBeforeStart);
        }
        var told = delivery.Attempts.Select(a => a?.AnsweredAt).OfType<DateTime>().ToList();
        if ((delivery.FinishedAt ?? Last(told)) - (delivery.StartedAt ?? First(told)) > Longest)
        {
            yield return new FieldError(delivery.FinishedAt is null ? "attempts" : "finished_at", IngestTexts.Refused_TooLong.With(Longest.TotalDays));
        }
    }

    private static IEnumerable<FieldError> CheckAmount(IReadOnlyList<IngestAttempt?> attempts)
    {
        if (attempts.Count is 0 or > MaxAttempts)
        {
            yield return new FieldError("attempts", IngestTexts.Refused_Amount.With(MaxAttempts));
        }
        else if (attempts.Select(a => a?.PubId).Distinct(StringComparer.Ordinal).Count() > QuizChoice.MaxQuestions)
        {
            yield return new FieldError("attempts", QuizTexts.Refused_ManyQuestions.With(QuizChoice.MaxQuestions));
        }
    }

    private static IEnumerable<FieldError> Check(IngestAttempt attempt, DateTime nowUtc)
    {
        if (!IsPubId(attempt.PubId))
        {
            yield return new FieldError("pub_id", IngestTexts.Refused_PubId.With(Question.MaxPubId));
        }
        if (WhyNot(attempt.Selected) is { } reason)
        {
            yield return new FieldError("selected", reason);
        }
        if (WhyNot(attempt.AnsweredAt, nowUtc) is { } late)
        {
            yield return new FieldError("answered_at", late);
        }
    }

    /// <summary>Whether a text can name a question.</summary>
    public static bool IsPubId(string text) => text.Length <= Question.MaxPubId && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static string? WhyNot(IReadOnlyList<string>? selected) => selected is null || selected.Count > QuestionContent.MaxOptions ? IngestTexts.Refused_Selected
        : selected.Any(s => s.Length > QuestionAnswer.MaxText) ? QuizTexts.Refused_AnswerTooLong.With(QuestionAnswer.MaxText)
        : selected.Any(s => s.Contains('\0', StringComparison.Ordinal)) ? ApiTexts.Json_Characters
        : selected.Distinct(StringComparer.OrdinalIgnoreCase).Count() != selected.Count ? QuizTexts.Refused_Twice
        : null;

    private static string? WhyNot(DateTime? at, DateTime nowUtc) =>
        at > nowUtc + Ahead ? IngestTexts.Refused_Future : at < Earliest ? IngestTexts.Refused_TooEarly : null;

    private static DateTime? First(List<DateTime> told) => told.Count == 0 ? null : told.Min();

    private static DateTime? Last(List<DateTime> told) => told.Count == 0 ? null : told.Max();
}

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>Who hands in: a person for themselves, or a token of the whole site for whoever owns the questions.</summary>
public abstract record IngestSender
{
    private IngestSender()
    {
    }

    public sealed record Person(int Id) : IngestSender;

    public sealed record Site(int TokenId) : IngestSender;
}

/// <summary>A viewer's session as it was sent; <see cref="IngestRules"/> says what of it cannot be.</summary>
/// <param name="ClientSessionUuid">The viewer's own id of it.</param>
/// <param name="StartedAt">UTC; null when the viewer does not tell.</param>
/// <param name="FinishedAt">UTC; null when the viewer does not tell.</param>
/// <param name="Attempts">Its answers; a null is what was sent in the place of one.</param>
public sealed record IngestDelivery(string ClientSessionUuid, DateTime? StartedAt, DateTime? FinishedAt, IReadOnlyList<IngestAttempt?> Attempts);

/// <summary>One answer.</summary>
/// <param name="PubId">The question.</param>
/// <param name="Selected">What was selected, nothing included; null when it was left out or cannot be read.</param>
/// <param name="Unsure">Whether the student marked it so.</param>
/// <param name="AnsweredAt">UTC; null when the viewer does not tell.</param>
public sealed record IngestAttempt(string PubId, IReadOnlyList<string>? Selected, bool Unsure, DateTime? AnsweredAt);

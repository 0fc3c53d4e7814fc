using System.Text.Json;
using StudyDashboard.Features.Quizzes.Api;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>The answers of one session of a viewer.</summary>
internal sealed record IngestRequest
{
    /// <summary>The viewer's own id of the session: any text up to 64 characters.</summary>
    public string? ClientSessionUuid { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? FinishedAt { get; init; }

    public IReadOnlyList<IngestAttemptRequest?>? Attempts { get; init; }

    internal IngestDelivery Read() => new(ClientSessionUuid ?? "", StartedAt, FinishedAt, [.. (Attempts ?? []).Select(a => a?.Read())]);
}

/// <summary>One answer: raw signals.</summary>
internal sealed record IngestAttemptRequest
{
    /// <summary>The question, as the pack names it.</summary>
    public string? PubId { get; init; }

    /// <summary>The keys of the chosen options, or the typed text: a list, a text, a number, or true or false. Null or an empty list: nothing.</summary>
    public JsonElement Selected { get; init; }

    public bool? Unsure { get; init; }

    public DateTime? AnsweredAt { get; init; }

    internal IngestAttempt Read() => new(
        PubId ?? "", Selected.ValueKind == JsonValueKind.Undefined ? null : SelectedSignal.Read(Selected), Unsure ?? false, AnsweredAt);
}

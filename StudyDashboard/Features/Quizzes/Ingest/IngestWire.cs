namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>What became of a delivery. A repeat answers the same but for its status.</summary>
internal sealed record IngestWire
{
    public required IngestStatus Status { get; init; }

    public required string ClientSessionUuid { get; init; }

    /// <summary>A finished quiz for each bank, in the order in which the viewer came to them.</summary>
    public required IReadOnlyList<IngestedQuiz> Sessions { get; init; }

    /// <summary>Questions that were skipped, because they are not there for the student.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    internal static IngestWire Of(Ingested taken) => new()
    {
        Status = taken.Status, ClientSessionUuid = taken.Result.ClientSessionUuid, Sessions = taken.Result.Sessions, Unknown = taken.Result.Unknown,
    };
}

using StudyDashboard.Features.Quizzes.Runs;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>Whether a delivery was the first of its session.</summary>
public enum IngestStatus
{
    Ingested,

    /// <summary>It came before: nothing was stored, the result is the first one's.</summary>
    AlreadyIngested,
}

/// <summary>What a delivery came to.</summary>
public sealed record Ingested(IngestStatus Status, IngestResult Result);

/// <summary>The result of a viewer's session as it is kept for repeats.</summary>
public sealed record IngestResult(string ClientSessionUuid, IReadOnlyList<IngestedQuiz> Sessions, IReadOnlyList<string> Unknown);

/// <summary>A finished quiz that came of a delivery, as it was then.</summary>
public sealed record IngestedQuiz
{
    public required int Id { get; init; }

    /// <summary>Its study session in the log; null when that was not to be found any more.</summary>
    public required int? StudySessionId { get; init; }

    public required int? TopicId { get; init; }

    public required string Topic { get; init; }

    public required QuizSource Source { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime FinishedAt { get; init; }

    public required int Answered { get; init; }

    public required int Correct { get; init; }

    public required int Wrong { get; init; }

    public required int Unsure { get; init; }

    public required int NewlyCorrect { get; init; }

    public required int Relapsed { get; init; }

    public required int Recovered { get; init; }

    public required int ChronicRemaining { get; init; }

    internal static IngestedQuiz Of(QuizSession quiz, int? studySessionId) => new()
    {
        Id = quiz.Id, StudySessionId = studySessionId, TopicId = quiz.TopicId, Topic = quiz.TopicTitle, Source = quiz.Source, StartedAt = quiz.StartedAt,
        FinishedAt = quiz.FinishedAt ?? quiz.LastStepAt, Answered = quiz.Answered, Correct = quiz.Correct, Wrong = quiz.Wrong, Unsure = quiz.Unsure,
        NewlyCorrect = quiz.NewlyCorrect ?? 0, Relapsed = quiz.Relapsed ?? 0, Recovered = quiz.Recovered ?? 0, ChronicRemaining = quiz.ChronicRemaining ?? 0,
    };
}

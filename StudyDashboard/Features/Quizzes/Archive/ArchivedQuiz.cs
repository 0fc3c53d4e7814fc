using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Quizzes.Archive;

/// <summary>A row of the archive's <c>quiz_topics</c>.</summary>
public sealed record ArchivedTopic
{
    public required int Id { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public bool IsShared { get; init; }
}

/// <summary>A row of the archive's <c>quiz_questions</c>.</summary>
public sealed record ArchivedQuestion
{
    public required int TopicId { get; init; }

    public required string PubId { get; init; }

    public required QuestionContent Question { get; init; }

    public required QuestionPlace Place { get; init; }

    internal static ArchivedQuestion Of(Question q) => new() { TopicId = q.TopicId, PubId = q.PubId, Question = q.Content, Place = q.Place };
}

/// <summary>A row of the archive's <c>quiz_sessions</c>.</summary>
public sealed record ArchivedQuiz
{
    public required int Id { get; init; }

    public int? TopicId { get; init; }

    public required string Topic { get; init; }

    public required QuizStatus Status { get; init; }

    public required QuizSource Source { get; init; }

    public required QuizMode Mode { get; init; }

    public required QuizFeedback Feedback { get; init; }

    public int TargetPerSubject { get; init; }

    public IReadOnlyList<string>? Subjects { get; init; }

    public bool WrongOnly { get; init; }

    public int Seed { get; init; }

    public int Cursor { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime LastStepAt { get; init; }

    public IReadOnlyList<Interval>? Pauses { get; init; }

    public DateTime? FinishedAt { get; init; }

    public DateTime? FinalizedAt { get; init; }

    public int? NewlyCorrect { get; init; }

    public int? Relapsed { get; init; }

    public int? Recovered { get; init; }

    public int? ChronicRemaining { get; init; }

    public string? ClientSessionUuid { get; init; }

    internal static ArchivedQuiz Of(QuizSession s) => new()
    {
        Id = s.Id, TopicId = s.TopicId, Topic = s.TopicTitle, Status = s.Status, Source = s.Source, Mode = s.Mode, Feedback = s.Feedback, TargetPerSubject = s.TargetPerSubject,
        Subjects = s.Subjects, WrongOnly = s.WrongOnly, Seed = s.Seed, Cursor = s.Cursor, StartedAt = s.StartedAt, LastStepAt = s.LastStepAt, Pauses = s.Pauses,
        FinishedAt = s.FinishedAt, FinalizedAt = s.FinalizedAt, NewlyCorrect = s.NewlyCorrect, Relapsed = s.Relapsed, Recovered = s.Recovered,
        ChronicRemaining = s.ChronicRemaining, ClientSessionUuid = s.ClientSessionUuid,
    };
}

/// <summary>A row of the archive's <c>quiz_answers</c>: a question as it was asked, and the answer.</summary>
public sealed record ArchivedAnswer
{
    public required int QuizId { get; init; }

    public required int Position { get; init; }

    public required string PubId { get; init; }

    public string? Subject { get; init; }

    public string? DomainCode { get; init; }

    public required QuestionContent Question { get; init; }

    public IReadOnlyList<string>? Selected { get; init; }

    public bool Unsure { get; init; }

    public QuizOutcome? Outcome { get; init; }

    public bool? IsRight { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public int DurationMs { get; init; }

    public DateTime? RevealedAt { get; init; }

    public QuizMovement? Movement { get; init; }

    internal static ArchivedAnswer Of(QuizItem i) => new()
    {
        QuizId = i.QuizSessionId, Position = i.Position, PubId = i.PubId, Subject = i.Subject, DomainCode = i.DomainCode, Question = i.Content, Selected = i.Selected,
        Unsure = i.IsUnsure, Outcome = i.Outcome, IsRight = i.IsRight, AnsweredAt = i.AnsweredAt, DurationMs = i.DurationMs, RevealedAt = i.RevealedAt, Movement = i.Movement,
    };
}

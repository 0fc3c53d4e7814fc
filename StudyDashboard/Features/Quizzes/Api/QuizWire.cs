using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Quizzes.Api;

/// <summary>A quiz as programs see it.</summary>
public sealed record QuizWire
{
    public required int Id { get; init; }

    public required int? TopicId { get; init; }

    public required string Topic { get; init; }

    public required QuizStatus Status { get; init; }

    public required QuizSource Source { get; init; }

    public required QuizMode Mode { get; init; }

    public required QuizFeedback Feedback { get; init; }

    public required int TargetPerSubject { get; init; }

    public required IReadOnlyList<string> Subjects { get; init; }

    public required bool WrongOnly { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyList<string> QuestionIds { get; init; }

    public required IReadOnlyDictionary<string, int> SubjectDistribution { get; init; }

    /// <summary>The place of the question that is shown, from 0.</summary>
    public required int Cursor { get; init; }

    public required int Answered { get; init; }

    public required int Correct { get; init; }

    public required int Wrong { get; init; }

    public required int Unsure { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime? FinishedAt { get; init; }

    public required DateTime? FinalizedAt { get; init; }

    public required int? NewlyCorrect { get; init; }

    public required int? Relapsed { get; init; }

    public required int? Recovered { get; init; }

    public required int? ChronicRemaining { get; init; }

    public required IReadOnlyList<QuizItemWire> Questions { get; init; }

    internal static QuizWire Of(QuizSession quiz) => new()
    {
        Id = quiz.Id, TopicId = quiz.TopicId, Topic = quiz.TopicTitle, Status = quiz.Status, Source = quiz.Source, Mode = quiz.Mode, Feedback = quiz.Feedback,
        TargetPerSubject = quiz.TargetPerSubject, Subjects = quiz.Subjects, WrongOnly = quiz.WrongOnly, Seed = quiz.Seed, QuestionIds = quiz.QuestionIds,
        SubjectDistribution = quiz.Distribution, Cursor = quiz.Cursor, Answered = quiz.Answered, Correct = quiz.Correct, Wrong = quiz.Wrong, Unsure = quiz.Unsure,
        StartedAt = quiz.StartedAt, FinishedAt = quiz.FinishedAt, FinalizedAt = quiz.FinalizedAt, NewlyCorrect = quiz.NewlyCorrect, Relapsed = quiz.Relapsed,
        Recovered = quiz.Recovered, ChronicRemaining = quiz.ChronicRemaining, Questions = [.. quiz.Items.Select(i => QuizItemWire.Of(i, quiz))],
    };
}

/// <summary>A frozen question and what was answered. What is right is told once it may be known.</summary>
public sealed record QuizItemWire(
    string PubId, int Position, string Subject, string? DomainCode, QuestionKind Type, string Text, TextForm Format, IReadOnlyList<QuizOptionWire> Options,
    IReadOnlyList<string> Selected, bool Unsure, DateTime? AnsweredAt, QuizOutcome? Outcome, bool? Right, IReadOnlyList<string>? Correct, string? Explanation, QuizMovement? Movement)
{
    internal static QuizItemWire Of(QuizItem item, QuizSession quiz)
    {
        var (content, isTold) = (item.Content, quiz.Status == QuizStatus.Done || item.RevealedAt is not null);
        return new QuizItemWire(item.PubId, item.Position, item.Subject, item.DomainCode, content.Kind, content.Text, content.Form,
            content.HasOptions ? [.. content.Answers.Select(a => new QuizOptionWire(a.Key, a.Text))] : [], item.Selected, item.IsUnsure, item.AnsweredAt,
            isTold ? item.Outcome : null, isTold ? item.IsRight : null,
            isTold ? [.. content.Right.Select(a => content.HasOptions ? a.Key : a.Text)] : null, isTold ? content.Explanation : null, item.Movement);
    }
}

/// <summary>An option.</summary>
public sealed record QuizOptionWire(string Key, string Text);

/// <summary>A quiz in a list.</summary>
public sealed record QuizRowWire(
    int Id, int? TopicId, string Topic, QuizStatus Status, QuizSource Source, QuizMode Mode, DateTime StartedAt, DateTime? FinishedAt, int Questions, int Answered, int Correct, int Unsure,
    int? NewlyCorrect, int? Relapsed, int? Recovered, int? ChronicRemaining)
{
    internal static QuizRowWire Of(QuizSession quiz) => Of(QuizRow.Of(quiz));

    internal static QuizRowWire Of(QuizRow r) => new(r.Id, r.TopicId, r.Topic, r.Status, r.Source, r.Mode, r.StartedAt, r.FinishedAt, r.Count, r.Answered, r.Correct, r.Unsure,
        r.NewlyCorrect, r.Relapsed, r.Recovered, r.ChronicRemaining);
}

/// <summary>What a program asks for when it starts a quiz.</summary>
internal sealed record QuizStartRequest
{
    public int? TopicId { get; init; }

    public int? TargetPerSubject { get; init; }

    public IReadOnlyList<string>? Subjects { get; init; }

    public bool? WrongOnly { get; init; }

    /// <summary>random, frequent_focus or wrong_variants.</summary>
    [Words<QuizMode>]
    public string? Mode { get; init; }

    /// <summary>immediate (a practice) or at_end (a test).</summary>
    [Words<QuizFeedback>]
    public string? Feedback { get; init; }

    public int? Seed { get; init; }

    /// <summary>Exactly these questions, by pub_id.</summary>
    public IReadOnlyList<string>? QuestionIds { get; init; }

    /// <summary>The earlier quiz that question_ids come from.</summary>
    public int? FromSessionId { get; init; }

    /// <summary>Whether a quiz in progress there is abandoned.</summary>
    public bool? Abandon { get; init; }
}

/// <summary>An answer: raw signals.</summary>
internal sealed record QuizAnswerRequest
{
    public string? PubId { get; init; }

    /// <summary>The keys of the chosen options, or the typed text: a list, a text, a number, or true or false.</summary>
    public System.Text.Json.JsonElement? Selected { get; init; }

    public bool? Unsure { get; init; }
}

using StudyDashboard.Features.Quizzes.Runs;

namespace StudyDashboard.Features.Quizzes.Play;

/// <summary>A quiz as its page shows it. What is right is in it only once it may be known.</summary>
public sealed record QuizView
{
    public required int Id { get; init; }

    public required int? TopicId { get; init; }

    public required string Topic { get; init; }

    public required QuizStatus Status { get; init; }

    public required QuizFeedback Feedback { get; init; }

    public required int Answered { get; init; }

    public required int Correct { get; init; }

    public required DateTime LastStepAt { get; init; }

    public required IReadOnlyList<QuizItemView> Items { get; init; }

    /// <summary>The question that is shown, while the quiz is in progress.</summary>
    public required AskedQuestion? Asked { get; init; }

    public int Left => Items.Count - Answered;

    /// <param name="quiz">As it is stored.</param>
    /// <param name="at">The question to show, or the one that was last gone to.</param>
    internal static QuizView Of(QuizSession quiz, string? at = null) => new()
    {
        Id = quiz.Id, TopicId = quiz.TopicId, Topic = quiz.TopicTitle, Status = quiz.Status, Feedback = quiz.Feedback, Answered = quiz.Answered, Correct = quiz.Correct,
        LastStepAt = quiz.LastStepAt, Items = [.. quiz.Items.Select(i => QuizItemView.Of(i, quiz.Status == QuizStatus.Done))],
        Asked = quiz.Status == QuizStatus.InProgress ? AskedQuestion.Of(quiz.Items.FirstOrDefault(i => i.PubId == at) ?? quiz.Items[Math.Clamp(quiz.Cursor, 0, quiz.Items.Count - 1)]) : null,
    };
}

/// <summary>A question in the row of all; with its result once the quiz is finished.</summary>
public sealed record QuizItemView
{
    public required string PubId { get; init; }

    public required int Position { get; init; }

    public required bool IsAnswered { get; init; }

    public required bool IsUnsure { get; init; }

    public QuizMovement? Movement { get; init; }

    public QuizOutcome? Outcome { get; init; }

    public bool IsRight { get; init; }

    /// <summary>Markup of the question and of its explanation, the texts of the answers; null until the quiz is finished.</summary>
    public ItemResult? Result { get; init; }

    internal static QuizItemView Of(QuizItem item, bool isDone) => new()
    {
        PubId = item.PubId, Position = item.Position, IsAnswered = item.Outcome is not null, IsUnsure = item.IsUnsure, Movement = item.Movement,
        Outcome = isDone ? item.Outcome : null, IsRight = isDone && item.IsRight == true, Result = isDone ? ItemResult.Of(item) : null,
    };
}

/// <summary>What a finished quiz says of a question.</summary>
public sealed record ItemResult(string Subject, string Html, string Selected, string Right, string Explanation)
{
    internal static ItemResult Of(QuizItem item)
    {
        var content = item.Content;
        return new ItemResult(item.Subject, QuestionMarkup.ToHtml(content.Text, content.Form),
            AnswerText.Given(content, item.Selected),
            AnswerText.Right(content), QuestionMarkup.ToHtml(content.Explanation, content.Form));
    }
}

/// <summary>The question that is shown.</summary>
public sealed record AskedQuestion
{
    public required string PubId { get; init; }

    public required int Position { get; init; }

    public required string Subject { get; init; }

    public required QuestionKind Kind { get; init; }

    public required string Html { get; init; }

    public required IReadOnlyList<AskedOption> Options { get; init; }

    public required IReadOnlyList<string> Selected { get; init; }

    public required bool IsUnsure { get; init; }

    public required bool IsAnswered { get; init; }

    /// <summary>What came of it, once it was shown.</summary>
    public AskedResult? Result { get; init; }

    internal static AskedQuestion Of(QuizItem item)
    {
        var (content, isTold) = (item.Content, item.RevealedAt is not null);
        return new AskedQuestion
        {
            PubId = item.PubId, Position = item.Position, Subject = item.Subject, Kind = content.Kind, Html = QuestionMarkup.ToHtml(content.Text, content.Form),
            Selected = item.Selected, IsUnsure = item.IsUnsure, IsAnswered = item.Outcome is not null,
            Options = content.HasOptions ? [.. content.Answers.Select(a => new AskedOption(a.Key, AnswerText.HtmlOf(content, a), isTold ? a.Percent > 0 : null))] : [],
            Result = isTold ? AskedResult.Of(item) : null,
        };
    }
}

/// <summary>An option.</summary>
/// <param name="Key">What the answer names it by.</param>
/// <param name="Html">Its text as markup.</param>
/// <param name="IsRight">Null while that may not be known.</param>
public sealed record AskedOption(string Key, string Html, bool? IsRight);

/// <summary>The result of the shown question.</summary>
public sealed record AskedResult(QuizOutcome Outcome, bool IsRight, string Right, IReadOnlyList<string> Feedback, string Explanation)
{
    internal static AskedResult Of(QuizItem item)
    {
        var content = item.Content;
        return new AskedResult(item.Outcome!.Value, item.IsRight == true, AnswerText.Right(content),
            [.. item.Selected.Select(s => QuizJudge.Met(content, s)?.Feedback ?? "").Where(f => f.Length > 0).Select(f => QuestionMarkup.ToHtml(f, content.Form))],
            QuestionMarkup.ToHtml(content.Explanation, content.Form));
    }
}

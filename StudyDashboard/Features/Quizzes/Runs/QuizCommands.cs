namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>What a student asks for when they start a quiz.</summary>
public sealed record QuizStart
{
    public required int TopicId { get; init; }

    public int TargetPerSubject { get; init; } = QuizSession.DefaultTarget;

    /// <summary>Only these subjects; empty for all.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    public bool WrongOnly { get; init; }

    public QuizMode Mode { get; init; }

    public QuizFeedback Feedback { get; init; }

    /// <summary>Settles what chance settles; drawn when left out.</summary>
    public int? Seed { get; init; }

    /// <summary>Exactly these questions ("practise these"), whatever the rest says; null to choose.</summary>
    public IReadOnlyList<string>? Questions { get; init; }

    /// <summary>The earlier quiz from which <see cref="Questions"/> come: one that the bank has lost since is asked as it was there.</summary>
    public int? FromQuiz { get; init; }

    /// <summary>Whether a quiz that is in progress there is abandoned for this one.</summary>
    public bool Abandon { get; init; }
}

/// <summary>An answer as it was given: raw signals, from which the outcome follows.</summary>
/// <param name="PubId">The question.</param>
/// <param name="Selected">The keys of the chosen options, or the one typed text.</param>
/// <param name="Unsure">Whether the student marked it so.</param>
public sealed record QuizAnswer(string PubId, IReadOnlyList<string> Selected, bool Unsure);

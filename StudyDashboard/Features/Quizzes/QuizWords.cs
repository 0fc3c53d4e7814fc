using System.Diagnostics.CodeAnalysis;

namespace StudyDashboard.Features.Quizzes;

/// <summary>How a question is asked and answered.</summary>
public enum QuestionKind
{
    /// <summary>One of several options.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The contract's word.")]
    Single,

    /// <summary>All right options and no other.</summary>
    Multiple,

    TrueFalse,

    /// <summary>A typed word or phrase.</summary>
    ShortAnswer,

    /// <summary>A number within a tolerance.</summary>
    Numeric,
}

/// <summary>How a question's texts are written.</summary>
public enum TextForm
{
    /// <summary>As typed; the few tags that GIFT files carry (bold, sub and superscript, lists, line breaks) are kept.</summary>
    Plain,
    Markdown,
    Html,
}

/// <summary>How the questions of a quiz are chosen.</summary>
public enum QuizMode
{
    /// <summary>Spread over the subjects.</summary>
    Random,

    /// <summary>What comes up most in real exams first, then what was not seen for longest.</summary>
    FrequentFocus,

    /// <summary>Other members of the variant groups of what was not answered correctly.</summary>
    WrongVariants,
}

/// <summary>Where a quiz was taken.</summary>
public enum QuizSource
{
    Live,

    /// <summary>A viewer without a connection, whose answers came in later.</summary>
    Viewer,
}

/// <summary>Where a quiz stands.</summary>
public enum QuizStatus
{
    InProgress,
    Done,
    Abandoned,
}

/// <summary>When the student hears whether an answer was right. It also says what the study fact is: a practice, or a test.</summary>
public enum QuizFeedback
{
    /// <summary>After each question: a practice.</summary>
    Immediate,

    /// <summary>When all is done: a test.</summary>
    AtEnd,
}

/// <summary>What an answer came to. The flag wins: what was marked unsure is unsure, right or not.</summary>
public enum QuizOutcome
{
    Correct,
    Wrong,
    Unsure,
}

/// <summary>How a question moved against the student's earlier finished quizzes (rules.md section 9). Each question has one at most.</summary>
public enum QuizMovement
{
    NewlyCorrect,
    Relapsed,
    Recovered,
    ChronicRemaining,
}

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>What is asked and what is right: the part of a question that a quiz freezes at its start.</summary>
public sealed record QuestionContent
{
    public const int MaxText = 20_000;

    public const int MaxTitle = 255;

    /// <summary>Most options: a letter of the keyboard each.</summary>
    public const int MaxOptions = 26;

    /// <summary>Most accepted answers of a typed question.</summary>
    public const int MaxTyped = 60;

    public required QuestionKind Kind { get; init; }

    /// <summary>A short name in lists and files; may be empty.</summary>
    public string Title { get; init; } = "";

    public required string Text { get; init; }

    public TextForm Form { get; init; }

    /// <summary>The options, or the accepted answers of a typed question.</summary>
    public required IReadOnlyList<QuestionAnswer> Answers { get; init; }

    /// <summary>Shown with the result; may be empty.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Whether capital letters matter in a short answer.</summary>
    public bool CaseSensitive { get; init; }

    public bool HasOptions => Kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.TrueFalse;

    /// <summary>The answers that are right, wholly.</summary>
    public IEnumerable<QuestionAnswer> Right
    {
        get
        {
            var best = Answers.Count == 0 ? 0 : Answers.Max(a => a.Percent);
            return Answers.Where(a => a.Percent > 0 && (Kind == QuestionKind.Multiple || a.Percent >= best));
        }
    }

    public bool Equals(QuestionContent? other) => other is not null && (Kind, Title, Text, Form, Explanation, CaseSensitive)
        == (other.Kind, other.Title, other.Text, other.Form, other.Explanation, other.CaseSensitive) && Answers.SequenceEqual(other.Answers);

    public override int GetHashCode() => HashCode.Combine(Kind, Text);
}

/// <summary>An option, or an accepted answer.</summary>
public sealed record QuestionAnswer
{
    public const string True = "true";

    public const string False = "false";

    public const int MaxText = 4000;

    /// <summary>
    /// Names the option in answers: a letter, <c>true</c> or <c>false</c>. It stays with the option when others come or go, so that a
    /// viewer's answers still mean what was selected.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The option's text; the accepted text, in which <c>*</c> stands for anything; or a number as <see cref="NumericRange"/> reads it.</summary>
    public required string Text { get; init; }

    /// <summary>What it is worth, -100 to 100; above 0 is right.</summary>
    public double Percent { get; init; }

    /// <summary>Said to whoever chose it; may be empty.</summary>
    public string Feedback { get; init; } = "";
}

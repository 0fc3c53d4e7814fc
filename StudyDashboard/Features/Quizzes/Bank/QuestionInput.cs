using System.Globalization;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>A question while it is being written.</summary>
public sealed class QuestionInput
{
    /// <summary>The question that is edited; null for a new one.</summary>
    public int? Id { get; private init; }

    public int? Version { get; private init; }

    public QuestionKind Kind { get; set; }

    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    public TextForm Form { get; set; }

    public string Explanation { get; set; } = "";

    public bool CaseSensitive { get; set; }

    public List<OptionInput> Options { get; } = [];

    public bool IsTrue { get; set; } = true;

    /// <summary>What is accepted, a line each.</summary>
    public string Accepted { get; set; } = "";

    public string Subject { get; set; } = "";

    public int Difficulty { get; set; } = QuestionPlace.Middle;

    public int Frequency { get; set; }

    public string VariantGroup { get; set; } = "";

    public string DomainCode { get; set; } = "";

    private QuestionContent? Before { get; init; }

    public static QuestionInput New(string subject)
    {
        var input = new QuestionInput { Subject = subject };
        for (var i = 0; i < 4; i++)
        {
            input.AddOption();
        }
        return input;
    }

    public static QuestionInput Of(Question question)
    {
        var content = question.Content;
        var input = new QuestionInput
        {
            Id = question.Id, Version = question.Version, Kind = question.Kind, Title = question.Title, Text = question.Text, Form = question.Form, Before = content,
            Explanation = question.Explanation, CaseSensitive = question.CaseSensitive, Subject = question.Subject, Difficulty = question.Difficulty, Frequency = question.Frequency,
            VariantGroup = question.VariantGroup ?? "", DomainCode = question.DomainCode ?? "",
            IsTrue = content.Kind != QuestionKind.TrueFalse || content.Right.Any(a => a.Key == QuestionAnswer.True),
            Accepted = content.HasOptions ? "" : string.Join('\n', content.Answers.Select(a => a.Text)),
        };
        if (content.Kind is QuestionKind.Single or QuestionKind.Multiple)
        {
            input.Options.AddRange(content.Answers.Select(a => new OptionInput(a.Key) { Text = a.Text, IsRight = content.Right.Contains(a), Feedback = a.Feedback }));
        }
        while (input.Options.Count < 2)
        {
            input.AddOption();
        }
        return input;
    }

    /// <summary>Adds an option with the first letter that is free.</summary>
    public void AddOption() => Options.Add(new OptionInput(
        Enumerable.Range('A', QuestionContent.MaxOptions).Select(c => ((char)c).ToString(CultureInfo.InvariantCulture)).First(key => Options.TrueForAll(o => o.Key != key))));

    /// <summary>Marks an option right; of one choice all others are not.</summary>
    public void SetRight(OptionInput option, bool isRight)
    {
        if (Kind == QuestionKind.Single)
        {
            Options.ForEach(o => o.IsRight = false);
        }
        option.IsRight = isRight;
    }

    public QuestionContent ToContent() => new()
    {
        Kind = Kind, Title = Title.Trim(), Text = Lines(Text), Form = Form, Explanation = Lines(Explanation), CaseSensitive = Kind == QuestionKind.ShortAnswer && CaseSensitive,
        Answers = Kind switch
        {
            QuestionKind.TrueFalse => [Truth(QuestionAnswer.True, IsTrue), Truth(QuestionAnswer.False, !IsTrue)],
            QuestionKind.ShortAnswer or QuestionKind.Numeric => [.. Lines(Accepted).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select((text, i) => Kept(a => a.Text == text) is { } same ? same with { Key = Formats.FoundContent.KeyOf(i) }
                    : new QuestionAnswer { Key = Formats.FoundContent.KeyOf(i), Text = text, Percent = 100 })],
            _ => Choices(),
        },
    };

    public QuestionPlace ToPlace() => new()
    {
        Subject = Subject.Trim(), Difficulty = Difficulty, Frequency = Frequency, VariantGroup = VariantGroup.NullIfBlank(), DomainCode = DomainCode.NullIfBlank(),
    };

    // Empty rows at the end are rows that nobody needed.
    private IReadOnlyList<QuestionAnswer> Choices()
    {
        var written = Options.FindLastIndex(o => o.Text.Trim().Length > 0 || o.IsRight) + 1;
        var right = Options.Take(written).Count(o => o.IsRight);
        return [.. Options.Take(written).Select(o => new QuestionAnswer
        {
            Key = o.Key, Text = Lines(o.Text), Feedback = Lines(o.Feedback), Percent = PercentOf(o, right),
        })];
    }

    // Weights that came with a file stay while right and wrong stay the same.
    private double PercentOf(OptionInput option, int right) =>
        Before?.Kind == Kind && Options.TrueForAll(o => Before.Right.Any(a => a.Key == o.Key) == o.IsRight) && Kept(a => a.Key == option.Key) is { } same ? same.Percent
            : !option.IsRight ? 0 : Kind == QuestionKind.Multiple ? 100d / right : 100;

    private QuestionAnswer? Kept(Func<QuestionAnswer, bool> which) => Before?.Answers.FirstOrDefault(which);

    private QuestionAnswer Truth(string key, bool isRight) => new()
    {
        Key = key, Text = key == QuestionAnswer.True ? "True" : "False", Percent = isRight ? 100 : 0, Feedback = Kept(a => a.Key == key)?.Feedback ?? "",
    };

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}

/// <summary>An option while it is being written.</summary>
public sealed class OptionInput(string key)
{
    public string Key { get; } = key;

    public string Text { get; set; } = "";

    public bool IsRight { get; set; }

    public string Feedback { get; set; } = "";
}

using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Api;

/// <summary>A bank as a program says it; what is left out stays as it is.</summary>
internal sealed record TopicRequest
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether the owner's students may practise with it.</summary>
    public bool? IsShared { get; init; }

    /// <summary>The version that was read; the same as If-Match.</summary>
    public int? Version { get; init; }

    public TopicDraft Over(TopicRow? stored) => new(Title ?? stored?.Title ?? "", Description ?? stored?.Description ?? "", IsShared ?? stored?.IsShared ?? false);
}

/// <summary>A question as a program says it; what is left out stays as it is.</summary>
internal sealed record QuestionRequest
{
    /// <summary>single, multiple, true_false, short_answer or numeric.</summary>
    [Words<QuestionKind>]
    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    /// <summary>plain, markdown or html.</summary>
    [Words<TextForm>]
    public string? Format { get; init; }

    public IReadOnlyList<AnswerRequest?>? Answers { get; init; }

    public string? Explanation { get; init; }

    public bool? CaseSensitive { get; init; }

    public string? Subject { get; init; }

    /// <summary>1 easy to 5 hard.</summary>
    public int? Difficulty { get; init; }

    /// <summary>How often it came up in real exams.</summary>
    public int? Frequency { get; init; }

    public string? VariantGroup { get; init; }

    public string? DomainCode { get; init; }

    public int? Version { get; init; }

    public Outcome<(QuestionContent Content, QuestionPlace Place)> Over(Question? stored, Func<string, bool> has)
    {
        var errors = new List<FieldError>();
        var kind = Word(Type, "type", stored?.Kind ?? QuestionKind.Single, errors);
        var form = Word(Format, "format", stored?.Form ?? TextForm.Plain, errors);
        if (errors.ToRefusal() is { } refusal)
        {
            return refusal;
        }
        var before = stored?.Content;
        var answers = Answers is null ? before?.Answers ?? []
            : kind == QuestionKind.TrueFalse ? TrueFalse() : Answers.Select((a, i) => (a ?? new AnswerRequest()).ToAnswer(i)).ToList();
        return (new QuestionContent
        {
            Kind = kind, Form = form, Title = (Title ?? before?.Title ?? "").Trim(), Text = (Text ?? before?.Text ?? "").Trim(), Answers = answers,
            Explanation = (Explanation ?? before?.Explanation ?? "").Trim(), CaseSensitive = CaseSensitive ?? before?.CaseSensitive ?? false,
        }, new QuestionPlace
        {
            Subject = (Subject ?? stored?.Subject ?? "").Trim(), Difficulty = Difficulty ?? stored?.Difficulty ?? QuestionPlace.Middle, Frequency = Frequency ?? stored?.Frequency ?? 0,
            VariantGroup = has("variant_group") ? VariantGroup.NullIfBlank() : stored?.VariantGroup, DomainCode = has("domain_code") ? DomainCode.NullIfBlank() : stored?.DomainCode,
        });
    }

    /// <summary>The two options, whatever the order and the case in which they were said.</summary>
    private IReadOnlyList<QuestionAnswer> TrueFalse() =>
        [.. Answers!.OfType<AnswerRequest>().Select((a, i) => a.ToAnswer(i) with { Key = (a.Key ?? a.Text ?? "").Trim().ToLowerInvariant() }).OrderByDescending(a => a.Key, StringComparer.Ordinal)];

    private static T Word<T>(string? word, string field, T otherwise, List<FieldError> errors) where T : struct, Enum
    {
        if (word is not null && !Words<T>.TryParse(word, out _))
        {
            errors.Add(new FieldError(field, ApiTexts.Query_Word.With(word, string.Join(", ", Words<T>.All))));
        }
        return Words<T>.TryParse(word, out var value) ? value : otherwise;
    }
}

/// <summary>An option, or an accepted answer.</summary>
internal sealed record AnswerRequest
{
    /// <summary>A letter unless given; of a question that is true or false, true or false.</summary>
    public string? Key { get; init; }

    public string? Text { get; init; }

    /// <summary>What it is worth, -100 to 100.</summary>
    public double? Percent { get; init; }

    /// <summary>In place of percent: 100 or 0.</summary>
    public bool? Correct { get; init; }

    public string? Feedback { get; init; }

    public QuestionAnswer ToAnswer(int index) => new()
    {
        Key = Key.NullIfBlank() ?? Formats.FoundContent.KeyOf(index), Text = (Text ?? Key ?? "").Trim(), Percent = Percent ?? (Correct == true ? 100 : 0), Feedback = (Feedback ?? "").Trim(),
    };
}

using System.Globalization;
using System.Text;
using StudyDashboard.Features.Imports.Csv;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>
/// Questions as a table with a row each. <c>correct</c> names options by letter (<c>B</c>, <c>A;C</c>), number or text; of a typed question
/// it holds the accepted answers, apart by <c>|</c>. Without a type the row says by itself what it is.
/// </summary>
internal static class QuestionCsvReader
{
    /// <summary>Whether a file has what a question needs.</summary>
    public static IReadOnlyList<string> Missing(CsvTable table)
    {
        var columns = new QuestionColumns(table);
        return [.. new[] { (columns.Text, "question"), (columns.Correct, "correct") }.Where(c => c.Item1 is null).Select(c => c.Item2)];
    }

    public static IEnumerable<FoundQuestion> Read(CsvTable table)
    {
        var columns = new QuestionColumns(table);
        foreach (var row in table.Rows())
        {
            FoundQuestion? found = null;
            try
            {
                found = new FoundQuestion(row.Line, Content(row, columns), Place(row, columns), PubId(row[columns.PubId]));
            }
            catch (NotTakenException reason)
            {
                table.Refuse(row, reason.Message);
            }
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static QuestionContent Content(CsvRow row, QuestionColumns columns)
    {
        var form = row[columns.Form].ToLowerInvariant() switch
        {
            "" or "plain" or "text" or "moodle" => TextForm.Plain,
            "html" => TextForm.Html,
            "markdown" or "md" => TextForm.Markdown,
            var other => throw new NotTakenException(QuestionFileTexts.Row_Form.With(Shown(other))),
        };
        var options = columns.Options.Select(o => Typed(row, o.Text)).ToList();
        while (options.Count > 0 && options[^1].Length == 0)
        {
            options.RemoveAt(options.Count - 1);
        }
        var correct = Typed(row, columns.Correct);
        if (correct.Length == 0)
        {
            throw new NotTakenException(QuestionFileTexts.Row_NoCorrect);
        }
        FormText Said(int? column) => new(Typed(row, column), form);
        List<FormText> feedback = [.. columns.Options.Select(o => Said(o.Feedback))];
        var (kind, answers) = CsvAnswers.Of(row[columns.Kind], options, correct, row[columns.Tolerance], row[columns.Weights], form, feedback);
        return FoundContent.Of(kind, Typed(row, columns.Title), Said(columns.Text), answers, Said(columns.Explanation),
            kind == QuestionKind.ShortAnswer && row[columns.CaseSensitive].ToLowerInvariant() is "true" or "yes" or "1");
    }

    private static QuestionPlace Place(CsvRow row, QuestionColumns columns) => new()
    {
        Subject = Typed(row, columns.Subject),
        Difficulty = row[columns.Difficulty].ToLowerInvariant() switch
        {
            "" => QuestionPlace.Middle,
            "easy" or "low" => QuestionPlace.Easiest,
            "medium" or "middle" or "moderate" => QuestionPlace.Middle,
            "hard" or "difficult" or "high" => QuestionPlace.Hardest,
            var number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new NotTakenException(BankTexts.Refused_Difficulty),
        },
        Frequency = row[columns.Frequency] is { Length: > 0 } frequency
            ? int.TryParse(frequency, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
                : throw new NotTakenException(BankTexts.Refused_Frequency.With(QuestionPlace.MaxFrequency))
            : 0,
        VariantGroup = Typed(row, columns.Variant).NullIfBlank(),
        DomainCode = Typed(row, columns.Domain).NullIfBlank(),
    };

    private static string? PubId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower) ? text : null;

    /// <summary>A text cell; an apostrophe that keeps a spreadsheet from running it is not part of it.</summary>
    private static string Typed(CsvRow row, int? column) => row[column] is ['\'', ..] text && IsGuarded(text) ? text[1..] : row[column];

    /// <summary>Whether a text is one that a spreadsheet would run, or such a one after apostrophes.</summary>
    internal static bool IsGuarded(string text) => text.TrimStart('\'') is ['=' or '+' or '-' or '@', ..];

    private static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "…";
}

/// <summary>The columns of a question table, under the names that people and programs give them.</summary>
internal sealed class QuestionColumns(CsvTable table)
{
    public int? PubId { get; } = table.Column("pub_id", "public_id");

    public int? Kind { get; } = table.Column("type", "question_type", "kind");

    public int? Title { get; } = table.Column("title", "name", "question_name");

    public int? Text { get; } = table.Column("question", "question_text", "text", "stem", "prompt");

    public int? Form { get; } = table.Column("format", "text_format");

    public int? Correct { get; } = table.Column("correct", "correct_answer", "correct_answers", "correct_option", "answer", "answers", "key", "solution");

    public int? Tolerance { get; } = table.Column("tolerance");

    public int? Weights { get; } = table.Column("weights", "fractions");

    public int? CaseSensitive { get; } = table.Column("case_sensitive");

    public int? Explanation { get; } = table.Column("explanation", "general_feedback", "rationale", "feedback");

    public int? Subject { get; } = table.Column("subject", "category", "chapter", "section");

    public int? Difficulty { get; } = table.Column("difficulty", "level");

    public int? Frequency { get; } = table.Column("frequency");

    public int? Variant { get; } = table.Column("variant_group", "variant");

    public int? Domain { get; } = table.Column("domain_code", "domain");

    /// <summary>The options in order: by letter, or by number.</summary>
    public IReadOnlyList<(int? Text, int? Feedback)> Options { get; } =
    [
        .. Enumerable.Range(0, QuestionContent.MaxOptions).Select(i => (Letter: ((char)('a' + i)).ToString(), Number: i + 1))
            .Select(o => (
                table.Column($"option_{o.Letter}", $"choice_{o.Letter}", $"answer_{o.Letter}", o.Letter, $"option_{o.Number}", $"choice_{o.Number}", $"answer_{o.Number}"),
                table.Column($"feedback_{o.Letter}", $"feedback_{o.Number}")))
            .TakeWhile(o => o.Item1 is not null || o.Item2 is not null),
    ];
}

/// <summary>Writes questions as the table that <see cref="QuestionCsvReader"/> reads; every cell is safe in a spreadsheet.</summary>
internal static class QuestionCsvWriter
{
    public static string Write(IReadOnlyList<Question> questions)
    {
        var contents = questions.Select(q => (Question: q, q.Content)).ToList();
        var options = contents.Select(c => c.Content.Kind is QuestionKind.Single or QuestionKind.Multiple ? c.Content.Answers.Count : 0).DefaultIfEmpty().Max();
        var feedback = contents.Where(c => c.Content.Answers.Any(a => a.Feedback.Length > 0)).Select(c => c.Content.Answers.Count).DefaultIfEmpty().Max();
        var file = new StringBuilder();
        Line(file,
        [
            "pub_id", "subject", "type", "title", "question", "format", .. Enumerable.Range(0, Math.Max(options, feedback)).Select(i => $"option_{Letter(i)}"), "correct", "weights", "case_sensitive",
            "explanation", "difficulty", "frequency", "variant_group", "domain_code", .. Enumerable.Range(0, feedback).Select(i => $"feedback_{Letter(i)}"),
        ]);
        foreach (var (question, content) in contents)
        {
            var hasOptions = content.Kind is QuestionKind.Single or QuestionKind.Multiple;
            Line(file,
            [
                question.PubId, question.Subject, Words<QuestionKind>.Of(content.Kind), content.Title, content.Text, Words<TextForm>.Of(content.Form),
                .. Enumerable.Range(0, Math.Max(options, feedback)).Select(i => hasOptions && i < content.Answers.Count ? content.Answers[i].Text : ""),
                CsvAnswers.CorrectOf(content), CsvAnswers.WeightsOf(content), content.CaseSensitive ? "true" : "",
                content.Explanation, question.Difficulty.ToString(CultureInfo.InvariantCulture), question.Frequency.ToString(CultureInfo.InvariantCulture),
                question.VariantGroup ?? "", question.DomainCode ?? "",
                .. Enumerable.Range(0, feedback).Select(i => i < content.Answers.Count ? content.Answers[i].Feedback : ""),
            ]);
        }
        return file.ToString();
    }

    private static string Letter(int index) => ((char)('a' + index)).ToString();

    private static void Line(StringBuilder file, IReadOnlyList<string> cells) => file.Append(string.Join(',', cells.Select(Cell))).Append("\r\n");

    // A text that begins with an apostrophe before such a sign keeps its own.
    private static string Cell(string text) => text is ['\'', ..] && QuestionCsvReader.IsGuarded(text) ? CsvCell.Of($"'{text}") : CsvCell.OfText(text);
}

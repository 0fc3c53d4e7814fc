using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>
/// Moodle's XML format. A document type is prohibited, so no entity can grow or fetch anything; questions are read one at a time, so
/// that what stands before a break comes in.
/// </summary>
internal static class MoodleXmlReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false,
        CloseInput = false,
    };

    /// <summary>The questions; a break in the file is refused by its line and ends the reading.</summary>
    public static IEnumerable<FoundQuestion> Read(Stream file, Refusals refusals)
    {
        var skipped = SkipBlank(file);
        using var xml = XmlReader.Create(file, Settings);
        var subject = "";
        while (Next(xml, skipped, refusals) is var (line, question))
        {
            if (question is null)
            {
                yield break;
            }
            if (question.Attribute("type")?.Value == "category")
            {
                subject = CategoryPath.ToSubject(TextOf(question.Element("category")).Text);
                continue;
            }
            FoundQuestion? found = null;
            try
            {
                found = MoodleQuestion.Read(line, question, subject);
            }
            catch (NotTakenException reason)
            {
                refusals.Add(line, reason.Message);
            }
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    /// <summary>The text of an element that holds one, in the form that it names.</summary>
    internal static FormText TextOf(XElement? element)
    {
        if (element is null)
        {
            return FormText.Empty;
        }
        var form = element.Attribute("format")?.Value switch
        {
            "html" => TextForm.Html,
            "markdown" => TextForm.Markdown,
            "plain_text" or "moodle_auto_format" => TextForm.Plain,
            _ => TextForm.Html,
        };
        var text = element.Element("text")?.Value ?? element.Value;
        return new FormText(text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim(), form == TextForm.Html && !LooksLikeHtml(text) && element.Attribute("format") is null ? TextForm.Plain : form);
    }

    private static bool LooksLikeHtml(string text) => text.Contains('<', StringComparison.Ordinal) || text.Contains('&', StringComparison.Ordinal);

    private static (int Line, XElement? Question)? Next(XmlReader xml, int skipped, Refusals refusals)
    {
        try
        {
            while (!xml.EOF)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "question" })
                {
                    var line = ((IXmlLineInfo)xml).LineNumber + skipped;
                    return (line, (XElement)XNode.ReadFrom(xml));
                }
                xml.Read();
            }
            return (0, null);
        }
        catch (XmlException broken)
        {
            refusals.Add(Math.Max(1, broken.LineNumber + skipped), QuestionFileTexts.Row_Xml);
            return (0, null);
        }
    }

    /// <summary>Blank lines before the declaration are not XML, but files have them.</summary>
    /// <returns>How many lines were left out.</returns>
    private static int SkipBlank(Stream file)
    {
        file.Position = 0;
        Span<byte> start = stackalloc byte[3];
        var hasMark = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("\uFEFF"u8);
        var (lines, at) = (0, hasMark ? 3L : 0);
        file.Position = at;
        for (int next; (next = file.ReadByte()) is ' ' or '\t' or '\r' or '\n'; at++)
        {
            lines += next == '\n' ? 1 : 0;
        }
        file.Position = at;
        return lines;
    }
}

/// <summary>One question of a Moodle XML file.</summary>
internal static class MoodleQuestion
{
    private static readonly string[] Media = ["<img", "<audio", "<video", "<object", "<embed"];

    public static FoundQuestion Read(int line, XElement question, string subject)
    {
        var type = question.Attribute("type")?.Value ?? "";
        var (kind, answers) = type switch
        {
            "multichoice" => Choice(question),
            "truefalse" => TrueFalse(question),
            "shortanswer" => (QuestionKind.ShortAnswer, Answers(question)),
            "numerical" => (QuestionKind.Numeric, Numbers(question)),
            _ => throw new NotTakenException(KindOf(type)),
        };
        var text = MoodleXmlReader.TextOf(question.Element("questiontext"));
        RefusePictures([text, .. answers.Select(a => a.Text)]);
        var caseSensitive = kind == QuestionKind.ShortAnswer && question.Element("usecase")?.Value.Trim() is "1" or "true";
        var title = MoodleXmlReader.TextOf(question.Element("name"));
        var content = FoundContent.Of(kind, QuestionMarkup.ToText(title.Text, title.Form), text,
            [.. answers.Select(a => a with { Feedback = WithoutPictures(a.Feedback) })], WithoutPictures(MoodleXmlReader.TextOf(question.Element("generalfeedback"))), caseSensitive);
        var notes = GiftNotes.Of(string.Concat((question.Element("tags")?.Elements("tag") ?? []).Select(t => $"[tag:{MoodleXmlReader.TextOf(t).Text.Replace("]", "\\]", StringComparison.Ordinal)}]"))
            + $"[id:{question.Element("idnumber")?.Value.Trim()}]");
        return new FoundQuestion(line, content, notes.PlaceIn(subject), notes.PubId);
    }

    private static (QuestionKind, IReadOnlyList<FoundAnswer>) Choice(XElement question) =>
        (question.Element("single")?.Value.Trim() is "false" or "0" ? QuestionKind.Multiple : QuestionKind.Single, Answers(question));

    private static (QuestionKind, IReadOnlyList<FoundAnswer>) TrueFalse(XElement question)
    {
        var answers = Answers(question);
        FoundAnswer? Of(string word) => answers.Where(a => a.Text.Text.Trim().Equals(word, StringComparison.OrdinalIgnoreCase)).Select(a => (FoundAnswer?)a).FirstOrDefault();
        return answers.Count == 2 && Of("true") is { } yes && Of("false") is { } no && yes.Percent > 0 != no.Percent > 0
            ? (QuestionKind.TrueFalse, FoundContent.TrueFalse(yes.Percent > 0, yes.Feedback, no.Feedback))
            : throw new NotTakenException(BankTexts.Refused_TrueFalse);
    }

    private static IReadOnlyList<FoundAnswer> Numbers(XElement question)
    {
        var units = question.Element("units")?.Elements("unit").Count() ?? 0;
        if (question.Element("unitgradingtype")?.Value.Trim() is { Length: > 0 } and not "0" || units > 1)
        {
            throw new NotTakenException(QuestionFileTexts.Row_Units);
        }
        var numbers = new List<FoundAnswer>();
        foreach (var (answer, element) in Answers(question).Zip(question.Elements("answer")))
        {
            var value = answer.Text.Text.Trim();
            if (value == "*" && answer.Percent <= 0)
            {
                continue;
            }
            var tolerance = element.Element("tolerance")?.Value.Trim() is { Length: > 0 } given ? given : "0";
            var range = NumericRange.TryNumber(tolerance, out var none) && none == 0 ? value : $"{value}:{tolerance}";
            if (!NumericRange.TryParse(range, out _))
            {
                throw new NotTakenException(BankTexts.Refused_Number.With(range.Length > 40 ? range[..40] + "…" : range));
            }
            numbers.Add(answer with { Text = new FormText(range, TextForm.Plain) });
        }
        return numbers;
    }

    private static IReadOnlyList<FoundAnswer> Answers(XElement question) => [.. question.Elements("answer").Select(answer =>
        double.TryParse(answer.Attribute("fraction")?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            ? new FoundAnswer(MoodleXmlReader.TextOf(answer), percent, MoodleXmlReader.TextOf(answer.Element("feedback")))
            : throw new NotTakenException(QuestionFileTexts.Row_Fraction))];

    /// <summary>A question that shows a picture is not the same without it.</summary>
    private static void RefusePictures(IEnumerable<FormText> texts)
    {
        if (texts.Any(t => t.Text.Contains("@@PLUGINFILE@@", StringComparison.Ordinal)
            || (t.Form != TextForm.Plain && Media.Any(tag => t.Text.Contains(tag, StringComparison.OrdinalIgnoreCase)))))
        {
            throw new NotTakenException(QuestionFileTexts.Row_Picture);
        }
    }

    private static FormText WithoutPictures(FormText text) =>
        text.Text.Contains("@@PLUGINFILE@@", StringComparison.Ordinal) ? text with { Text = QuestionMarkup.ToHtml(text.Text, TextForm.Html), Form = TextForm.Html } : text;

    private static string KindOf(string type) => type switch
    {
        "essay" => QuestionFileTexts.Row_Essay,
        "matching" or "match" or "ddmatch" => QuestionFileTexts.Row_Matching,
        "cloze" or "multianswer" => QuestionFileTexts.Row_Cloze,
        "description" => QuestionFileTexts.Row_Description,
        "calculated" or "calculatedsimple" or "calculatedmulti" => QuestionFileTexts.Row_Calculated,
        "" => QuestionFileTexts.Row_NoKind,
        _ => QuestionFileTexts.Row_Kind.With(type.Length > 40 ? type[..40] : type),
    };
}

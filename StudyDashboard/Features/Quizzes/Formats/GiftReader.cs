using System.Globalization;
using System.Text.RegularExpressions;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>
/// GIFT as Moodle documents it (docs.moodle.org, "GIFT format"). Kinds of question that the product does not have are refused by name
/// and line; nothing is taken that is understood only in part.
/// </summary>
internal static class GiftReader
{
    public static IEnumerable<FoundQuestion> Read(string file, Refusals refusals)
    {
        var subject = "";
        foreach (var block in GiftBlocks.Of(file))
        {
            if (block.IsCategory)
            {
                subject = CategoryPath.ToSubject(block.Text[GiftBlock.Category.Length..]);
                continue;
            }
            FoundQuestion? found = null;
            try
            {
                var notes = GiftNotes.Of(block.Notes);
                found = new FoundQuestion(block.Line, Question(block, notes.CaseSensitive), notes.PlaceIn(subject), notes.PubId);
            }
            catch (NotTakenException reason)
            {
                refusals.Add(block.Line, reason.Message);
            }
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static QuestionContent Question(GiftBlock block, bool caseSensitive)
    {
        var (title, text) = Title(block.Text.Trim());
        var open = GiftText.Find(text, "{");
        var close = GiftText.Find(text, "}");
        if (open < 0 && close < 0)
        {
            throw new NotTakenException(QuestionFileTexts.Row_Description);
        }
        if (open < 0 || close < open || !block.IsClosed)
        {
            throw new NotTakenException(QuestionFileTexts.Row_Brace);
        }
        if (GiftText.Find(text, "{", open + 1) is var second && second >= 0 && second < close)
        {
            throw new NotTakenException(QuestionFileTexts.Row_BraceInside);
        }
        var tail = text[(close + 1)..].Trim();
        if (GiftText.Find(tail, "{}") >= 0)
        {
            throw new NotTakenException(QuestionFileTexts.Row_TwoBlocks);
        }
        var asked = GiftText.Read(tail.Length == 0 ? text[..open] : $"{text[..open]}_____{text[(close + 1)..]}", TextForm.Plain);
        if (asked.IsEmpty)
        {
            throw new NotTakenException(BankTexts.Refused_NoText);
        }
        var (body, explanation) = Explained(text[(open + 1)..close].Trim(), asked.Form);
        return GiftAnswers.Read(body, asked.Form) is var (kind, answers)
            ? FoundContent.Of(kind, title, asked, answers, explanation, caseSensitive && kind == QuestionKind.ShortAnswer)
            : throw new NotTakenException(QuestionFileTexts.Row_Essay);
    }

    private static (string Title, string Text) Title(string text)
    {
        if (!text.StartsWith("::", StringComparison.Ordinal))
        {
            return ("", text);
        }
        var end = GiftText.FindWord(text, "::", 2);
        return end < 0 ? throw new NotTakenException(QuestionFileTexts.Row_Title) : (GiftText.Unescape(text[2..end]), text[(end + 2)..].Trim());
    }

    /// <summary>Parts the general feedback from the answers: the last <c>####</c> begins it.</summary>
    private static (string Body, FormText Explanation) Explained(string body, TextForm form)
    {
        var last = -1;
        for (var at = GiftText.FindWord(body, "####"); at >= 0; at = GiftText.FindWord(body, "####", at + 4))
        {
            last = at;
        }
        return last < 0 ? (body, FormText.Empty) : (body[..last].Trim(), GiftText.Read(body[(last + 4)..], form));
    }
}

/// <summary>What the comments before a question say of it: <c>[id:…]</c> and <c>[tag:…]</c>, as Moodle writes them.</summary>
internal sealed partial record GiftNotes(string? PubId, bool CaseSensitive, IReadOnlyDictionary<string, string> Tags)
{
    public const string CaseTag = "case-sensitive";

    public static GiftNotes Of(string comments)
    {
        string? id = null;
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match note in Note().Matches(comments))
        {
            var value = EscapedSign().Replace(note.Groups["value"].Value, "$1").Trim();
            if (note.Groups["what"].Value == "id")
            {
                id = PublicId().IsMatch(value) ? value : id;
            }
            else
            {
                var parts = value.Split('=', 2);
                tags[parts[0].Trim()] = parts.Length == 2 ? parts[1].Trim() : "";
            }
        }
        return new GiftNotes(id, tags.ContainsKey(CaseTag), tags);
    }

    public QuestionPlace PlaceIn(string subject) => new()
    {
        Subject = subject,
        Difficulty = Whole("difficulty") is { } difficulty and >= QuestionPlace.Easiest and <= QuestionPlace.Hardest ? difficulty : QuestionPlace.Middle,
        Frequency = Whole("frequency") is { } frequency and >= 0 ? frequency : 0,
        VariantGroup = Tags.GetValueOrDefault("variant").NullIfBlank(),
        DomainCode = Tags.GetValueOrDefault("domain").NullIfBlank(),
    };

    private int? Whole(string tag) => int.TryParse(Tags.GetValueOrDefault(tag), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(@"\[(?<what>id|tag):(?<value>(?:\\.|[^\]\\])*)\]")]
    private static partial Regex Note();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex EscapedSign();

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex PublicId();
}

/// <summary>A category of Moodle as a subject: without the roots that every path has.</summary>
internal static class CategoryPath
{
    private static readonly string[] Roots = ["$course$", "$system$", "$module$", "$cat1$", "top"];

    public static string ToSubject(string path)
    {
        // Two slashes are one in a name.
        var parts = path.Trim().Replace("//", "\u0001", StringComparison.Ordinal).Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(p => Roots.Contains(p, StringComparer.OrdinalIgnoreCase)).Select(p => p.Replace('\u0001', '/'));
        var subject = string.Join("/", parts);
        return subject.Length <= QuestionPlace.MaxSubject ? subject : subject[^QuestionPlace.MaxSubject..];
    }

    public static string Of(string subject) => subject.Length == 0 ? "$course$/top" : $"$course$/top/{subject.Replace("/", "//", StringComparison.Ordinal)}";
}

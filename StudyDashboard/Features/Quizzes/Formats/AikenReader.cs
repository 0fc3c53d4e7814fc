using System.Text.RegularExpressions;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>Aiken: a question's text, its options as <c>A) …</c> or <c>A. …</c>, and one line <c>ANSWER: B</c>.</summary>
internal sealed partial class AikenReader(Refusals refusals)
{
    private readonly List<string> _text = [];
    private readonly List<(char Letter, string Text)> _options = [];
    private readonly List<FoundQuestion> _found = [];
    private int _line;
    private (int Line, QuestionContent Content)? _closed;
    private string _explanation = "";

    public static IReadOnlyList<FoundQuestion> Read(string file, Refusals refusals)
    {
        var reader = new AikenReader(refusals);
        var number = 0;
        foreach (var line in file.Split('\n'))
        {
            reader.Take(++number, line.Trim());
        }
        reader.Settle();
        reader.GiveUp(QuestionFileTexts.Row_NoAnswerLine);
        return reader._found;
    }

    private void Take(int number, string line)
    {
        if (line.Length == 0)
        {
            return;
        }
        if (Answer().Match(line) is { Success: true } answer)
        {
            Close(number, answer.Groups[1].Value.Trim().TrimEnd('.', ')'));
            return;
        }
        if (_closed is not null && Remark().Match(line) is { Success: true } remark)
        {
            _explanation = remark.Groups[1].Value.Trim();
            return;
        }
        // A small letter is one only where it is next: a line of text may begin with "e.g.".
        if (Option().Match(line) is { Success: true } option && _text.Count > 0 && option.Groups[1].Value[0] is var letter && (letter <= 'Z' || letter == 'a' + _options.Count))
        {
            _options.Add((char.ToUpperInvariant(letter), option.Groups[2].Value.Trim()));
            return;
        }
        Settle();
        if (_options.Count > 0)
        {
            // Text after options: the next question begins, and this one never said its answer.
            GiveUp(QuestionFileTexts.Row_NoAnswerLine);
        }
        _line = _text.Count == 0 ? number : _line;
        _text.Add(line);
    }

    private void Close(int number, string letters)
    {
        if (_text.Count == 0)
        {
            refusals.Add(_closed?.Line ?? number, _closed is null ? QuestionFileTexts.Row_AnswerAlone : QuestionFileTexts.Row_TwoAnswers);
            _closed = null;
            return;
        }
        var at = letters.Length == 1 ? _options.FindIndex(o => o.Letter == char.ToUpperInvariant(letters[0])) : -1;
        var reason = _options.Count < 2 ? BankTexts.Refused_TwoOptions
            : _options.Where((o, i) => o.Letter != 'A' + i).Any() ? QuestionFileTexts.Row_Letters
            : letters.Length != 1 ? QuestionFileTexts.Row_OneLetter.With(letters.Length > 40 ? letters[..40] : letters)
            : at < 0 ? QuestionFileTexts.Row_NoSuchLetter.With(letters)
            : null;
        if (reason is not null)
        {
            GiveUp(reason);
            return;
        }
        var options = _options.Select((o, i) => new FoundAnswer(new FormText(o.Text, TextForm.Plain), i == at ? 100 : 0, FormText.Empty)).ToList();
        // It counts when no second answer line follows.
        _closed = (_line, FoundContent.Of(QuestionKind.Single, "", new FormText(string.Join('\n', _text), TextForm.Plain), options, FormText.Empty));
        Clear();
    }

    private void Settle()
    {
        if (_closed is var (line, content))
        {
            _found.Add(new FoundQuestion(line, content with { Explanation = _explanation }, new QuestionPlace()));
        }
        (_closed, _explanation) = (null, "");
    }

    private void GiveUp(string reason)
    {
        if (_text.Count > 0)
        {
            refusals.Add(_line, _options.Count == 0 && reason == QuestionFileTexts.Row_NoAnswerLine ? QuestionFileTexts.Row_NoOptions : reason);
        }
        Clear();
    }

    private void Clear()
    {
        _text.Clear();
        _options.Clear();
    }

    [GeneratedRegex(@"^ANSWERS?\s*:\s*(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Answer();

    [GeneratedRegex(@"^([A-Za-z])\s?[).]\s*(.*)$")]
    private static partial Regex Option();

    [GeneratedRegex(@"^(?:FEEDBACK|EXPLANATION)\s*:\s*(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Remark();
}

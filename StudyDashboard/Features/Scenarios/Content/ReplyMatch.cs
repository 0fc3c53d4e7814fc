using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Scenarios.Content;

/// <summary>How near a reply came.</summary>
public enum ReplyVerdict
{
    Right,

    /// <summary>A near miss: a letter or two, or a reply that the scenario names as nearly right.</summary>
    Almost,
    Wrong,
}

/// <summary>What is said of a reply.</summary>
/// <param name="Verdict">How near it came.</param>
/// <param name="Expected">The right reply that is nearest.</param>
/// <param name="Note">What the scenario says of this reply.</param>
public sealed record ReplyJudgement(ReplyVerdict Verdict, string Expected, string? Note = null);

/// <summary>
/// Compares a reply with those that are right. Case, accents, punctuation and the number of spaces do not count; Hangul is compared by
/// its letters, so one wrong letter of a syllable is one.
/// </summary>
public static class ReplyMatch
{
    public static ReplyJudgement Judge(ScenarioPrompt prompt, string reply)
    {
        var said = FoldedText.Of(reply);
        if (said.Length == 0)
        {
            return new ReplyJudgement(ReplyVerdict.Wrong, prompt.Accepted[0]);
        }
        if (prompt.Accepted.FirstOrDefault(a => Same(FoldedText.Of(a), said)) is { } right)
        {
            return new ReplyJudgement(ReplyVerdict.Right, right);
        }
        var note = prompt.Near.FirstOrDefault(n => Same(FoldedText.Of(n.Reply), said))?.Note;
        var (distance, nearest) = prompt.Accepted.Select(a => (Distance: Distance(FoldedText.Of(a), said), Text: a)).MinBy(a => a.Distance);
        return note is not null ? new ReplyJudgement(ReplyVerdict.Almost, nearest, note)
            : prompt.Kind == PromptKind.Typed && distance <= Allowed(FoldedText.Of(nearest).Length) ? new ReplyJudgement(ReplyVerdict.Almost, nearest)
            : new ReplyJudgement(ReplyVerdict.Wrong, nearest);
    }

    /// <summary>Letters to insert, leave out, exchange or swap with their neighbour until one text is the other.</summary>
    public static int Distance(string a, string b)
    {
        var (before, last, now) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
                }
            }
            (before, last, now) = (last, now, before);
        }
        return last[b.Length];
    }

    // A slip in a long sentence is a slip; in a word of three letters it is another word.
    private static int Allowed(int length) => length switch
    {
        < 4 => 0,
        < 9 => 1,
        < 17 => 2,
        _ => 3,
    };

    private static bool Same(string a, string b) => a == b || a.Replace(" ", "", StringComparison.Ordinal) == b.Replace(" ", "", StringComparison.Ordinal);
}

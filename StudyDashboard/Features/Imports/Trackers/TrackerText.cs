using System.Text;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>Brings the texts of a file within the limits of a session and counts what it had to shorten.</summary>
internal sealed class TrackerText
{
    /// <summary>Entries with a text that was shortened.</summary>
    public int Shortened { get; private set; }

    public TrackerEntry EntryOf(TrackerRow row, TrackerTime time)
    {
        var (tags, shortened) = TagsOf(row.Tags);
        var text = row.Description.Length > 0 ? row.Description : row.Task;
        var note = Cut(text.ReplaceLineEndings("\n"), SessionAbout.MaxNote);
        Shortened += shortened || note.Length < text.ReplaceLineEndings("\n").Length ? 1 : 0;
        return new TrackerEntry(time, Plain(row.Project), note)
        {
            Tags = tags,
            Identity = string.Join('\u001f', new[] { time.Identity, row.Client, row.Project, row.Task, row.Description }.Select(Plain)),
        };
    }

    /// <summary>A text not longer than a limit, without half a character at its end.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }
        var end = limit - 1;
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }

    /// <summary>A text in one line, with single spaces, however a tool writes it.</summary>
    internal static string Plain(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        try
        {
            return words.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate: not Unicode, but a text all the same.
            return words;
        }
    }

    private static (IReadOnlyList<string> Tags, bool Shortened) TagsOf(string text)
    {
        var all = text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var tags = all.Take(SessionAbout.MaxTags).Select(t => Cut(t, SessionAbout.MaxText)).ToList();
        return (tags, tags.Count < all.Count || tags.Zip(all).Any(t => t.First.Length < t.Second.Length));
    }
}

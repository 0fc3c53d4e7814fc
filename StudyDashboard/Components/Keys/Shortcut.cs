using StudyDashboard.Components.Layout;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Texts;

namespace StudyDashboard.Components.Keys;

/// <summary>Something that a key does.</summary>
/// <param name="Action">What it presses (<c>data-action</c>), or <c>go:</c> and an address.</param>
/// <param name="Key">The key, unless the person chose another.</param>
/// <param name="Text">What it does, in the reader's language.</param>
/// <param name="Icon">Its icon in the palette; null keeps it out of there.</param>
public sealed record Shortcut(string Action, string Key, Func<string> Text, string? Icon = null)
{
    public const string Search = "search";

    /// <summary>The key before the letter of a page.</summary>
    public const string Go = "g";

    private static readonly Shortcut[] Actions =
    [
        new("timer-toggle", "s", () => SharedTexts.Shortcut_TimerToggle, "play"),
        new("timer-pause", "p", () => SharedTexts.Shortcut_TimerPause, "pause"),
        new("new", "n", () => SharedTexts.Shortcut_New, "plus"),
        new(Search, "/", () => SharedTexts.Shortcut_Search, "search"),
        new("help", "?", () => SharedTexts.Shortcuts_Title, "keyboard"),
    ];

    /// <summary>Whether it takes <see cref="Go"/> first.</summary>
    public bool IsGo => Action.StartsWith("go:", StringComparison.Ordinal);

    /// <summary>All shortcuts of a person: actions, then pages.</summary>
    public static IEnumerable<Shortcut> For(Profile profile) =>
        [.. Actions.Where(a => profile.IsStudent || a.Action is Search or "help" || (profile.IsTutor && a.Action == "new")), .. PageEntry.For(profile).Append(PageEntry.Settings).Select(GoTo)];

    public static Shortcut GoTo(PageEntry page) => new($"go:{page.Address}", page.Key, page.Text);

    /// <summary>The key of a shortcut as the person has it.</summary>
    public static string KeyOf(Shortcut shortcut, Preferences preferences) => preferences.Shortcuts.GetValueOrDefault(shortcut.Action, shortcut.Key);

    /// <summary>What to press, one key after the other; nothing when shortcuts are off.</summary>
    public static IReadOnlyList<string> KeysOf(Shortcut shortcut, Preferences preferences) =>
        !preferences.ShortcutsOn ? [] : shortcut.IsGo ? [Go, KeyOf(shortcut, preferences)] : [KeyOf(shortcut, preferences)];
}

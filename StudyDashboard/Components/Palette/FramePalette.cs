using StudyDashboard.Components.Keys;
using StudyDashboard.Components.Layout;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Texts;

namespace StudyDashboard.Components.Palette;

/// <summary>The rail's pages, and what every page can do.</summary>
internal sealed class FramePalette(ProfileService profiles) : IPaletteSource
{
    public IEnumerable<PaletteEntry> EntriesFor(Profile profile) =>
    [
        .. PageEntry.For(profile).Append(PageEntry.Settings).Select(page => new PaletteEntry
        {
            Group = SharedTexts.Palette_Pages, Text = page.Text(), Icon = page.Icon, Address = page.Address,
            Keys = Shortcut.KeysOf(Shortcut.GoTo(page), profile.Preferences),
        }),
        .. PageEntry.Further.Where(page => page.IsSeenBy(profile)).Select(page => new PaletteEntry
        {
            Group = SharedTexts.Palette_Pages, Text = page.Text(), Icon = page.Icon, Address = page.Address,
        }),
        .. Shortcut.For(profile).Where(s => s.Icon is not null && s.Action != Shortcut.Search).Select(shortcut => new PaletteEntry
        {
            Group = SharedTexts.Palette_Actions, Text = shortcut.Text(), Icon = shortcut.Icon!, Action = shortcut.Action,
            Keys = Shortcut.KeysOf(shortcut, profile.Preferences),
        }),
        ThemeEntry(profile, Theme.Light, "sun", SharedTexts.Theme_Light),
        ThemeEntry(profile, Theme.Dark, "moon", SharedTexts.Theme_Dark),
        ThemeEntry(profile, Theme.System, "device", SharedTexts.Theme_System),
    ];

    // The theme switch shows what the profile says, here and on the other devices.
    private PaletteEntry ThemeEntry(Profile profile, Theme theme, string icon, string text) => new()
    {
        Group = SharedTexts.Palette_Actions, Text = text, Icon = icon,
        Run = token => profiles.PreferAsync(profile.Id, p => p with { Theme = theme }, token),
    };
}

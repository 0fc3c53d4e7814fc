using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Components.Palette;

/// <summary>Gives entries to the palette. A feature registers a class of its own: <c>AddScoped&lt;IPaletteSource, …&gt;()</c>.</summary>
public interface IPaletteSource
{
    /// <summary>What this person can go to or do, in the order to be shown.</summary>
    IEnumerable<PaletteEntry> EntriesFor(Profile profile);
}

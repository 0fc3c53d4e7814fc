using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Components.Palette;

/// <summary>The command palette: filters as one types, moves with the arrows, runs with Enter.</summary>
public sealed partial class CommandPalette
{
    private string _query = "";
    private int _selected;
    private IReadOnlyList<PaletteEntry>? _found;

    [Inject]
    public required IEnumerable<IPaletteSource> Sources { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    private IReadOnlyList<PaletteEntry> Found =>
        _found ??= [.. Sources.SelectMany(s => s.EntriesFor(Profile)).Where(e => e.Matches(_query)).GroupBy(e => e.Group).SelectMany(g => g)];

    private static string IdOf(int index) => $"palette-{index}";

    protected override void OnParametersSet() => _found = null;

    private void Clear() => Search("");

    // Bound, so that a key that comes while the list is on its way is not taken back.
    private void Search(string? query) => (_query, _selected, _found) = (query ?? "", 0, null);

    private Task PressAsync(KeyboardEventArgs press)
    {
        var count = Math.Max(1, Found.Count);
        _selected = press.Key switch
        {
            "ArrowDown" => (_selected + 1) % count,
            "ArrowUp" => (_selected + count - 1) % count,
            _ => _selected,
        };
        return press.Key == "Enter" && Found.Count > 0 ? RunAsync(Found[_selected]) : Task.CompletedTask;
    }

    private async Task RunAsync(PaletteEntry entry)
    {
        var keys = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/keys.js");
        await keys.InvokeVoidAsync("closePalette");
        if (entry.Address is not null)
        {
            Navigation.NavigateTo(entry.Address);
        }
        else if (entry.Action is not null)
        {
            await keys.InvokeVoidAsync("press", entry.Action);
        }
        else if (entry.Run is not null)
        {
            await entry.Run(CancellationToken.None);
        }
        await keys.DisposeAsync();
    }
}

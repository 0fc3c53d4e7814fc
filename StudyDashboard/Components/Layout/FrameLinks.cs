using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Components.Layout;

/// <summary>Base of rail and bottom bar: knows which of their links leads to the page that is shown, and draws anew when that changes.</summary>
public abstract class FrameLinks : ComponentBase, IDisposable
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    public void Dispose()
    {
        Navigation.LocationChanged -= Redraw;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Navigation.LocationChanged += Redraw;

    /// <summary><c>page</c> for the link to the shown page, else null: the value of <c>aria-current</c>.</summary>
    protected string? Current(PageEntry entry) =>
        entry.Holds($"/{Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0]}") ? "page" : null;

    private void Redraw(object? sender, LocationChangedEventArgs e) => InvokeAsync(StateHasChanged);
}

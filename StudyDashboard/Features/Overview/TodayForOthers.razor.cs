using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Overview;

/// <summary>Today of guardians and tutors. It follows what their students record.</summary>
public sealed partial class TodayForOthers : IDisposable
{
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(200);

    private readonly List<IDisposable> _subscriptions = [];
    private Coalescer? _reload;

    [Inject]
    public required WatchedWeeks Weeks { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<WatchedWeek>? Watched { get; set; }

    public void Dispose()
    {
        _subscriptions.ForEach(s => s.Dispose());
        _reload?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Watched ??= await Weeks.OfAsync(Profile, CancellationToken.None);
        if (RendererInfo.IsInteractive)
        {
            _reload = new Coalescer(Clock, Together, () => InvokeAsync(ReloadAsync));
            _subscriptions.AddRange(Watched.Select(w => Feed.Subscribe(w.StudentId, _ => _reload.Signal())));
        }
    }

    private async Task ReloadAsync()
    {
        Watched = await Weeks.OfAsync(Profile, CancellationToken.None);
        StateHasChanged();
    }
}

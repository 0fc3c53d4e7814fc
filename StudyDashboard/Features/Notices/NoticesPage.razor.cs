using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Notices;

/// <summary>All that a person was told, the newest first.</summary>
public sealed partial class NoticesPage : IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    public required NoticeReader Reader { get; init; }

    [Inject]
    public required NoticeService Notices { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Which page of the history, 1 the newest.</summary>
    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public NoticePageModel? Model { get; set; }

    public void Dispose() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Notices)
                {
                    _ = InvokeAsync(async () =>
                    {
                        await LoadAsync();
                        StateHasChanged();
                    });
                }
            });
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Model is null || Model.Page != Math.Clamp(Page ?? 1, 1, Model.Pages))
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => Model = await Reader.PageAsync(Profile.Id, Page ?? 1, CancellationToken.None);

    private Task ReadAsync(int id) => Notices.ReadAsync(Profile.Id, id, CancellationToken.None);

    private Task ReadAllAsync() => Notices.ReadAllAsync(Profile.Id, CancellationToken.None);
}

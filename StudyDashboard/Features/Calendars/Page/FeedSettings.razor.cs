using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Page;

/// <summary>Calendar addresses. There is no undo of a revocation, so it asks first.</summary>
public sealed partial class FeedSettings
{
    private string _name = "";
    private FeedScope _scope = FeedScope.Lessons;
    private bool _busyOnly;
    private Refusal? _refusal;
    private NewFeed? _made;
    private string? _notice;
    private int? _asked;
    private bool _copied;
    private bool _copyByHand;

    [Inject]
    public required CalendarFeeds Service { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public List<FeedView>? Feeds { get; set; }

    private string Address => Navigation.BaseUri.TrimEnd('/') + PageAddresses.CalendarFeed(_made!.Secret);

    protected override async Task OnInitializedAsync() => Feeds ??= [.. await Service.ListAsync(Profile.Id, CancellationToken.None)];

    private static string ScopeOf(FeedScope scope) => scope switch
    {
        FeedScope.Lessons => CalendarTexts.Scope_Lessons,
        FeedScope.Study => CalendarTexts.Scope_Study,
        _ => CalendarTexts.Scope_Both,
    };

    private async Task CreateAsync()
    {
        var made = await Service.CreateAsync(Profile.Id, _name, _scope, _busyOnly, CancellationToken.None);
        (_refusal, _notice) = (made.Refusal, null);
        if (_refusal is null)
        {
            (_made, _copied, _copyByHand, _name) = (made.Value, false, false, "");
            await ReloadAsync();
        }
    }

    private async Task CopyAsync()
    {
        try
        {
            await Script.InvokeVoidAsync("navigator.clipboard.writeText", Address);
            _copied = true;
        }
        catch (JSException)
        {
            // Over plain HTTP from another machine there is no clipboard. The address stands in its field.
            _copyByHand = true;
        }
    }

    private async Task RevokeAsync(FeedView feed)
    {
        _refusal = await Service.RevokeAsync(Profile.Id, feed.Id, CancellationToken.None);
        (_asked, _notice) = (null, _refusal is null ? CalendarTexts.Feed_Revoked.With(feed.Name) : null);
        if (_made?.Feed.Id == feed.Id)
        {
            _made = null;
        }
        await ReloadAsync();
    }

    private async Task ReloadAsync() => Feeds = [.. await Service.ListAsync(Profile.Id, CancellationToken.None)];
}

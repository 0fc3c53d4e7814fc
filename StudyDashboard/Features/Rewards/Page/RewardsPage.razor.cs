using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Rewards.Page;

/// <summary>Points with their ledger, the streak, and the achievements.</summary>
public sealed partial class RewardsPage : IDisposable
{
    private LiveReload? _live;
    private Refusal? _refusal;

    [Inject]
    public required RewardsReader Rewards { get; init; }

    [Inject]
    public required StreakFreezes Freezes { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Page of the ledger; what is no page counts as the first.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageText { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public RewardsModel? Model { get; set; }

    private int AskedPage => int.TryParse(PageText, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1;

    private int Pages => Math.Max(1, (Model!.LedgerTotal + RewardsReader.PageSize - 1) / RewardsReader.PageSize);

    public void Dispose() => _live?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _live = new LiveReload(Feed, Clock, () => InvokeAsync(ReloadAsync)).Hear(Profile.Id, topic => topic is FeedTopic.Sessions or FeedTopic.Profile);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Model?.Page != AskedPage)
        {
            Model = await Rewards.GetAsync(Profile, AskedPage, CancellationToken.None);
        }
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    // What is done is never rounded up to what it takes.
    private static string Whole(double value) => (Math.Floor(value * 10) / 10).ToString("#,0.#", CultureInfo.CurrentCulture);

    private static int UpToMinute(int seconds) => ((seconds / 60) + 1) * 60;

    private static string Day(DateOnly day) => day.ToString(RewardTexts.Format_Day, CultureInfo.CurrentCulture);

    private async Task ReloadAsync()
    {
        Model = await Rewards.GetAsync(Profile, AskedPage, CancellationToken.None);
        StateHasChanged();
    }

    private async Task FreezeAsync(DateOnly? day)
    {
        _refusal = await Freezes.FreezeAsync(Profile, day, CancellationToken.None);
        if (_refusal is null)
        {
            Offers.Offer(RewardTexts.Frozen.With(Day(day!.Value)), token => Freezes.ThawAsync(Profile, day.Value, token));
        }
        await ReloadAsync();
    }

    private async Task ThawAsync(DateOnly day)
    {
        _refusal = await Freezes.ThawAsync(Profile, day, CancellationToken.None);
        if (_refusal is null)
        {
            Offers.Offer(RewardTexts.Thawed.With(Day(day)), token => Freezes.FreezeAsync(Profile, day, token));
        }
        await ReloadAsync();
    }
}

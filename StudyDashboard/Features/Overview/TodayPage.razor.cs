using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Overview;

/// <summary>The first screen: what now, and how it goes.</summary>
public sealed partial class TodayPage : IDisposable
{
    private LiveReload? _live;
    private ITimer? _outOfDate;
    private TodayLayout _layout = new(TodayLayout.All, []);
    private bool _isArranging;
    private (TodayAction Action, string Source, Refusal Refusal)? _refused;

    [Inject]
    public required TodayService Today { get; init; }

    [Inject]
    public required IEnumerable<ITodayCards> CardSources { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required SessionUndo Undo { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Calendar year of the heatmap; what is no year counts as none.</summary>
    [SupplyParameterFromQuery]
    public string? Year { get; set; }

    /// <summary>What the heatmap shows.</summary>
    [SupplyParameterFromQuery]
    public string? Metric { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public TodayModel? Model { get; set; }

    private int? AskedYear => int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private HeatMetric ShownMetric => Words<HeatMetric>.TryParse(Metric, out var metric) ? metric : HeatMetric.Minutes;

    /// <summary>The widgets of the layout; those that a feature fills only where it has something.</summary>
    private IEnumerable<string> Shown => _layout.Shown.Where(w => !TodayLayout.Filled.Contains(w) || Model!.Cards.Any(c => c.Widget == w));

    private string Greeting => (Profile.Calendar.LocalOf(Clock.NowUtc()).Hour switch
    {
        >= 4 and < 12 => OverviewTexts.Greeting_Morning,
        >= 12 and < 18 => OverviewTexts.Greeting_Afternoon,
        _ => OverviewTexts.Greeting_Evening,
    }).With(Profile.DisplayName.Split(' ')[0]);

    private string Subline => string.Join(" · ",
        Model!.Today.ToString(OverviewTexts.DayLong, CultureInfo.CurrentCulture),
        OverviewTexts.TodaySoFar.With(Durations.Format(Model.NetSecondsToday)),
        Plural.Of(OverviewTexts.ResourceManager, "Streak", Model.StreakDays));

    public void Dispose()
    {
        _live?.Dispose();
        _outOfDate?.Dispose();
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive && Profile.IsStudent)
        {
            _live = new LiveReload(Feed, Clock, () => InvokeAsync(ReloadAsync)).Hear(Profile.Id);
            _outOfDate = Clock.CreateTimer(_ => _live.Signal(), null, UntilOutOfDate(), Timeout.InfiniteTimeSpan);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        _layout = TodayLayout.Of(Profile.Preferences);
        if (Profile.IsStudent && (Model is null || Model.AskedYear != AskedYear))
        {
            Model = await Today.GetAsync(Profile, AskedYear);
        }
    }

    private async Task ReloadAsync()
    {
        Model = await Today.GetAsync(Profile, AskedYear);
        _outOfDate?.Change(UntilOutOfDate(), Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }

    /// <summary>Until the next study day, or until one of the cards says something else.</summary>
    private TimeSpan UntilOutOfDate()
    {
        var now = Clock.NowUtc();
        var nextDay = Profile.Calendar.StartOf(Profile.Calendar.DayOf(now).AddDays(1));
        return TodayCard.NextChange(Model?.Cards ?? [], now, nextDay) - now;
    }

    private void ShowYear(int? year) => Navigation.NavigateTo(PageAddresses.TodayWith(year, Metric), replace: true);

    private void ShowMetric(HeatMetric metric) =>
        Navigation.NavigateTo(PageAddresses.TodayWith(AskedYear, metric == HeatMetric.Minutes ? null : Words<HeatMetric>.Of(metric)), replace: true);

    private Task ContinueAsync(GlanceRow session) =>
        ActAsync((TimerCards.Name, new TodayAction(OverviewTexts.Card_Continue, Command: TimerCards.Continue, Id: session.Id)));

    private Task SwitchAsync() => _refused is { } refused ? ActAsync((refused.Source, refused.Action with { Switch = true })) : Task.CompletedTask;

    private async Task ActAsync((string Source, TodayAction Action) asked)
    {
        var done = await CardSources.First(s => s.Source == asked.Source).ActAsync(Profile, asked.Action, CancellationToken.None);
        _refused = done.Refusal is { } refusal ? (asked.Action, asked.Source, refusal) : null;
        if (done.Refusal is null && done.Value is { Text: { } text, ChangeId: { } change })
        {
            Offers.Offer(text, async token => (await Undo.UndoAsync(Profile.Id, change, cancellationToken: token)).Refusal);
        }
    }

    private async Task ArrangeAsync(TodayLayout layout)
    {
        _layout = layout;
        await Profiles.PreferAsync(Profile.Id, layout.Into, CancellationToken.None);
    }
}

using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals.Page;

/// <summary>All goals: how far each is, and what a person does with them.</summary>
public sealed partial class GoalsPage : IDisposable
{
    private LiveReload? _live;
    private ITimer? _nextDay;
    private Refusal? _refusal;
    private FormState? _form;
    private CountState? _counting;
    private PauseState? _pausing;
    private IReadOnlyList<GoalChoice> _classes = [];
    private IReadOnlyList<GoalChoice> _plans = [];

    [Inject]
    public required GoalReader Reader { get; init; }

    [Inject]
    public required GoalService Service { get; init; }

    [Inject]
    public required GoalScopes Scopes { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>The goal whose history is open.</summary>
    [SupplyParameterFromQuery(Name = "goal")]
    public int? GoalId { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public List<GoalView>? Goals { get; set; }

    [PersistentState]
    public GoalDetail? Shown { get; set; }

    private DateOnly Today => Profile.Calendar.DayOf(Clock.NowUtc());

    private IEnumerable<(string Title, IEnumerable<GoalView> Goals)> Groups => Goals!
        .GroupBy(g => g.Status is GoalStatus.Active or GoalStatus.Paused)
        .Select(group => (group.Key ? GoalTexts.Open : GoalTexts.Over, group.AsEnumerable()));

    public void Dispose()
    {
        _live?.Dispose();
        _nextDay?.Dispose();
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _live = new LiveReload(Feed, Clock, () => InvokeAsync(ReloadAsync))
                .Hear(Profile.Id, topic => topic is FeedTopic.Goals or FeedTopic.Plans or FeedTopic.Sessions or FeedTopic.Profile);
            _nextDay = Clock.CreateTimer(_ => _live.Signal(), null, UntilNextDay(), Timeout.InfiniteTimeSpan);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        Goals ??= [.. await Reader.ListAsync(Profile, CancellationToken.None)];
        if (Shown?.Goal.Id != GoalId)
        {
            Shown = GoalId is { } id ? await Reader.FindAsync(Profile, id, CancellationToken.None) : null;
        }
    }

    private TimeSpan UntilNextDay() => Profile.Calendar.StartOf(Today.AddDays(1)) - Clock.NowUtc();

    private async Task ReloadAsync()
    {
        Goals = [.. await Reader.ListAsync(Profile, CancellationToken.None)];
        Shown = GoalId is { } id ? await Reader.FindAsync(Profile, id, CancellationToken.None) : null;
        _nextDay?.Change(UntilNextDay(), Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }

    private async Task OpenNewAsync()
    {
        (_classes, _plans) = await Scopes.OfAsync(Profile.Id, CancellationToken.None);
        (_form, _counting, _pausing, _refusal) = (new FormState(null, 0, new GoalInput()), null, null, null);
    }

    private async Task CloseAsync()
    {
        if (_form is { } open)
        {
            await Drafts.ClearAsync(open.Key);
        }
        (_form, _counting, _pausing, _refusal) = (null, null, null, null);
    }

    private async Task AskAsync(GoalView goal, string word)
    {
        (_form, _counting, _pausing, _refusal) = (null, null, null, null);
        switch (word)
        {
            case "edit":
                _form = new FormState(goal.Id, goal.Version, GoalInput.Of(goal.Draft));
                break;
            case "count":
                _counting = new CountState { Id = goal.Id };
                break;
            case "pause":
                _pausing = new PauseState { Id = goal.Id, From = Today };
                break;
            case "resume":
                _refusal = (await Service.ResumeAsync(Profile, goal.Id, CancellationToken.None)).Refusal;
                break;
            case "unarchive":
                _refusal = (await Service.UnarchiveAsync(Profile, goal.Id, CancellationToken.None)).Refusal;
                break;
            case "archive":
                _refusal = (await Service.ArchiveAsync(Profile, goal.Id, CancellationToken.None)).Refusal;
                Offer(GoalTexts.Archived, async token => (await Service.UnarchiveAsync(Profile, goal.Id, token)).Refusal);
                break;
            case "delete":
                _refusal = await Service.DeleteAsync(Profile, goal.Id, CancellationToken.None);
                Offer(GoalTexts.Deleted, token => Service.RestoreAsync(Profile, goal.Id, token));
                break;
        }
        await ReloadAsync();
    }

    private async Task SaveAsync(GoalInput input)
    {
        var form = _form!;
        _refusal = form.Id is { } id
            ? (await Service.EditAsync(Profile, id, form.Version, input.ToDraft(), CancellationToken.None)).Refusal
            : (await Service.AddAsync(Profile, input.ToDraft(), CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            await CloseAsync();
            await ReloadAsync();
        }
    }

    private async Task CountAsync()
    {
        var said = _counting!;
        var counted = await Service.CountAsync(Profile, said.Id, said.Amount, said.Day, said.Note, CancellationToken.None);
        _refusal = counted.Refusal;
        if (_refusal is null)
        {
            var goal = Goals!.Find(g => g.Id == said.Id)!;
            Offer(GoalTexts.Counted.With(GoalLabels.Amount(goal.Draft, said.Amount!.Value)), token => Service.UncountAsync(Profile, said.Id, counted.Value, token));
            await CloseAsync();
            await ReloadAsync();
        }
    }

    private async Task UncountAsync(GoalEntryView entry)
    {
        var id = Shown!.Goal.Id;
        _refusal = await Service.UncountAsync(Profile, id, entry.Id, CancellationToken.None);
        Offer(GoalTexts.Entry_Removed, async token => (await Service.CountAsync(Profile, id, entry.Amount, entry.Day, entry.Note, token)).Refusal);
        await ReloadAsync();
    }

    private async Task PauseAsync()
    {
        var said = _pausing!;
        _refusal = (await Service.PauseAsync(Profile, said.Id, said.From, said.To, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            await CloseAsync();
            await ReloadAsync();
        }
    }

    private async Task DropPauseAsync(DateOnly from)
    {
        _refusal = (await Service.DropPauseAsync(Profile, Shown!.Goal.Id, from, CancellationToken.None)).Refusal;
        await ReloadAsync();
    }

    private void Offer(string text, Func<CancellationToken, Task<Refusal?>> undo)
    {
        if (_refusal is null)
        {
            Offers.Offer(text, undo);
        }
    }

    private sealed record FormState(int? Id, int Version, GoalInput Input)
    {
        public string Key => Id is { } id ? $"goal-{id}" : "new-goal";
    }

    private sealed class CountState
    {
        public required int Id { get; init; }

        public double? Amount { get; set; } = 1;

        public DateOnly? Day { get; set; }

        public string? Note { get; set; }
    }

    private sealed class PauseState
    {
        public required int Id { get; init; }

        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Scenarios.Api;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Page;

/// <summary>All scenarios, by language and level, and those that wait to be gone on with.</summary>
public sealed partial class ScenariosPage
{
    private const int OpenShown = 20;

    private IDisposable? _subscription;
    private Refusal? _refusal;
    private string? _notice;
    private int _attempt;

    [Inject]
    public required ScenarioService Scenarios { get; init; }

    [Inject]
    public required ScenarioRuns Runs { get; init; }

    [Inject]
    public required ScenarioHistories Histories { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [SupplyParameterFromQuery]
    public string? Language { get; set; }

    [SupplyParameterFromQuery]
    public string? Level { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public ScenariosModel? Model { get; set; }

    private List<ScenarioItem> Shown => [.. Model!.Scenarios.Where(s =>
        (string.IsNullOrEmpty(Language) || s.Language == Language) && (string.IsNullOrEmpty(Level) || s.Level == Level))];

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic => _ = topic == FeedTopic.Scenarios ? InvokeAsync(ReloadAsync) : null);
        }
        Model ??= await ReadAsync();
    }

    private async Task<ScenariosModel> ReadAsync()
    {
        var all = await Scenarios.ListAsync(Profile.Id, null, null, CancellationToken.None);
        var (open, _) = await Runs.PageAsync(Profile.Id, RunStatus.InProgress, null, 1, OpenShown, CancellationToken.None);
        return new ScenariosModel(
            [.. all.Select(ScenarioItem.Of)],
            [.. open.Select(r => new OpenRun(r.Id, r.Progress.Content.Title, r.Progress.Content.Language, r.Progress.Done, r.Progress.Total, r.LastStepAt))],
            await Histories.BestAsync(Profile.Id, CancellationToken.None));
    }

    private async Task ReloadAsync()
    {
        Model = await ReadAsync();
        StateHasChanged();
    }

    private void Filter(string? language, string? level) => Navigation.NavigateTo(PageAddresses.ScenariosOf(language.NullIfBlank(), level.NullIfBlank()), replace: true);

    private async Task StartAsync(string key)
    {
        var started = await Runs.StartAsync(Profile.Id, key, CancellationToken.None);
        _refusal = started.Refusal;
        if (_refusal is null)
        {
            Navigation.NavigateTo(PageAddresses.ScenarioRun(started.Value.Id));
        }
    }

    private async Task GiveUpAsync(OpenRun run)
    {
        _refusal = await Runs.AbandonAsync(Profile.Id, run.Id, CancellationToken.None);
        if (_refusal is null)
        {
            var (runs, person) = (Runs, Profile.Id);
            Undo.Offer(ScenarioTexts.GaveUp.With(run.Title), token => runs.TakeUpAsync(person, run.Id, token));
        }
    }

    private async Task DeleteAsync(ScenarioItem scenario)
    {
        _refusal = await Scenarios.DeleteAsync(Profile.Id, scenario.Key, CancellationToken.None);
        if (_refusal is null)
        {
            var (scenarios, person) = (Scenarios, Profile.Id);
            Undo.Offer(ScenarioTexts.Deleted.With(scenario.Title), token => scenarios.RestoreAsync(person, scenario.Key, token));
        }
    }

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        (_refusal, _notice) = (null, null);
        // The input is made anew, so that the same file can be tried again.
        _attempt++;
        if (change.File.Size > ScenarioFile.MaxBytes)
        {
            _refusal = Refusal.Invalid(new FieldError("file", ScenarioTexts.Refused_FileSize.With(ScenarioFile.MaxBytes / 1024)));
            return;
        }
        using var bytes = new MemoryStream();
        await using (var upload = change.File.OpenReadStream(ScenarioFile.MaxBytes))
        {
            await upload.CopyToAsync(bytes);
        }
        var read = ScenarioFile.Read(bytes.ToArray());
        var added = read.Refusal is { } unreadable ? unreadable : await Scenarios.AddAsync(Profile.Id, read.Value, CancellationToken.None);
        _refusal = added.Refusal;
        _notice = _refusal is null ? ScenarioTexts.Imported.With(added.Value.Content.Title) : null;
    }
}

/// <summary>What the page shows.</summary>
public sealed record ScenariosModel(List<ScenarioItem> Scenarios, List<OpenRun> Open, Dictionary<string, ScenarioBest> Best)
{
    public IEnumerable<string> Languages => Scenarios.Select(s => s.Language).Distinct().Order(StringComparer.Ordinal);
}

/// <summary>A run to go on with.</summary>
public sealed record OpenRun(int Id, string Title, string Language, int Done, int Total, DateTime LastStepAt);

using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Topics;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Page;

/// <summary>A plan: where each domain stands, why levels moved, what waits to be assigned, planned against actual.</summary>
public sealed partial class PlanPage
{
    private const int MostLevels = 20;

    private IDisposable? _subscription;
    private bool _isRead;
    private Refusal? _refusal;
    private string? _notice;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required PlanService Service { get; init; }

    [Inject]
    public required PlanReader Plans { get; init; }

    [Inject]
    public required TemplateService Templates { get; init; }

    [Inject]
    public required UnassignedService Unassigned { get; init; }

    [Inject]
    public required WeekLoads Loads { get; init; }

    [Inject]
    public required TopicService Topics { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public PlanModel? Model { get; set; }

    private DateOnly Today => Profile.Calendar.DayOf(Clock.NowUtc());

    private bool IsOwn => Model?.Plan.StudentId == Profile.Id;

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (Model?.Plan.Id != Id)
        {
            Model = await ReadAsync();
        }
        _isRead = true;
        if (RendererInfo.IsInteractive && Model is not null)
        {
            // Of the student, whoever looks.
            _subscription ??= Feed.Subscribe(Model.Plan.StudentId, topic => _ = topic is FeedTopic.Plans or FeedTopic.Sessions ? InvokeAsync(ReloadAsync) : null);
        }
    }

    private async Task<PlanModel?> ReadAsync()
    {
        var token = CancellationToken.None;
        if (await Plans.FindAsync(Profile.Id, Id, token) is not { } plan)
        {
            return null;
        }
        var isOwn = plan.StudentId == Profile.Id;
        return new PlanModel(
            plan,
            isOwn ? [.. await Unassigned.CodesAsync(Profile.Id, Id, token)] : [],
            [.. (await Plans.LevelsAsync(Id, null, 1, MostLevels, token)).Items],
            isOwn ? await Loads.OfAsync(Profile, Id, token) : new LoadView([], []),
            isOwn ? [.. await Topics.ListAsync(Profile.Id, Id, token)] : []);
    }

    private async Task ReloadAsync()
    {
        Model = await ReadAsync();
        StateHasChanged();
    }

    private Task DoneAsync(Refusal? refusal)
    {
        (_refusal, _notice) = (refusal, null);
        return refusal is null ? ReloadAsync() : Task.CompletedTask;
    }

    private async Task ActivateAsync() => await DoneAsync(await Service.ActivateAsync(Profile.Id, Id, CancellationToken.None));

    private async Task ArchiveAsync()
    {
        var refusal = await Service.ArchiveAsync(Profile.Id, Id, CancellationToken.None);
        if (refusal is null)
        {
            var (service, person, id) = (Service, Profile.Id, Id);
            Undo.Offer(PlanTexts.Archived.With(Model!.Plan.Title), token => service.ActivateAsync(person, id, token));
        }
        await DoneAsync(refusal);
    }

    private async Task KeepAsync()
    {
        var found = await Plans.ContentAsync(Profile.Id, Id, CancellationToken.None);
        var kept = await Templates.AddAsync(Profile.Id, found?.Content, CancellationToken.None);
        (_refusal, _notice) = (kept.Refusal, kept.Refusal is null ? PlanTexts.Kept.With(Model!.Plan.Title) : null);
    }
}

/// <summary>What the page shows.</summary>
public sealed record PlanModel(PlanView Plan, List<UnassignedCode> Unassigned, List<LevelLine> Levels, LoadView Load, List<PlanTopic> Topics);

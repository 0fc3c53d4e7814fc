using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Page;

/// <summary>A person's plans, the templates to begin with, and, for a tutor, what was given.</summary>
public sealed partial class PlansPage
{
    private IDisposable? _subscription;
    private Refusal? _refusal;
    private string? _notice;
    private int _attempt;

    [Inject]
    public required PlanService Service { get; init; }

    [Inject]
    public required PlanReader Plans { get; init; }

    [Inject]
    public required TemplateService Templates { get; init; }

    [Inject]
    public required GivingService Gifts { get; init; }

    [Inject]
    public required EnrollmentService Enrollments { get; init; }

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
    public PlansModel? Model { get; set; }

    private DateOnly Today => Profile.Calendar.DayOf(Clock.NowUtc());

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic => _ = topic is FeedTopic.Plans or FeedTopic.Sessions ? InvokeAsync(ReloadAsync) : null);
        }
        Model ??= await ReadAsync();
    }

    private async Task<PlansModel> ReadAsync() => new(
        Profile.IsStudent ? [.. await Plans.ListAsync(Profile.Id, CancellationToken.None)] : [],
        [.. await Templates.ListAsync(Profile.Id, CancellationToken.None)],
        Profile.IsTutor ? [.. await Gifts.GivenAsync(Profile.Id, CancellationToken.None)] : [],
        Profile.IsTutor ? [.. (await Enrollments.OfTutorAsync(Profile.Id, CancellationToken.None)).DistinctBy(s => s.StudentId).Select(s => new GiftStudent(s.StudentId, s.Name))] : []);

    private async Task ReloadAsync()
    {
        Model = await ReadAsync();
        StateHasChanged();
    }

    private async Task TellAsync(string notice)
    {
        (_refusal, _notice) = (null, notice);
        await ReloadAsync();
    }

    private async Task ActivateAsync(PlanLine plan)
    {
        var before = Model!.Plans.Find(p => p.Status == PlanStatus.Active);
        _refusal = await Service.ActivateAsync(Profile.Id, plan.Id, CancellationToken.None);
        if (_refusal is null && before is not null)
        {
            var (service, person) = (Service, Profile.Id);
            Undo.Offer(PlanTexts.Activated.With(plan.Title, before.Title), token => service.ActivateAsync(person, before.Id, token));
        }
    }

    private async Task DeleteAsync(PlanLine plan)
    {
        _refusal = await Service.DeleteAsync(Profile.Id, plan.Id, CancellationToken.None);
        if (_refusal is null)
        {
            var (service, person) = (Service, Profile.Id);
            Undo.Offer(PlanTexts.Deleted.With(plan.Title), token => service.RestoreAsync(person, plan.Id, token));
        }
    }

    private async Task DeleteAsync(TemplateEntry template)
    {
        _refusal = await Templates.DeleteAsync(Profile.Id, template.Key, CancellationToken.None);
        if (_refusal is null)
        {
            var (templates, person) = (Templates, Profile.Id);
            Undo.Offer(PlanTexts.Deleted.With(template.Content.Title), token => templates.RestoreAsync(person, template.Key, token));
        }
    }

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        (_refusal, _notice) = (null, null);
        // The input is made anew, so that the same file can be tried again.
        _attempt++;
        if (change.File.Size > PlanFile.MaxBytes)
        {
            _refusal = Refusal.Invalid(new FieldError("file", PlanTexts.Refused_FileSize.With(PlanFile.MaxBytes / 1024)));
            return;
        }
        using var bytes = new MemoryStream();
        await using (var upload = change.File.OpenReadStream(PlanFile.MaxBytes))
        {
            await upload.CopyToAsync(bytes);
        }
        var read = PlanFile.Read(bytes.ToArray());
        _refusal = read.Refusal ?? (Profile.IsStudent
            ? (await Service.AddAsync(Profile.Id, read.Value, activate: false, CancellationToken.None)).Refusal
            : (await Templates.AddAsync(Profile.Id, read.Value, CancellationToken.None)).Refusal);
        _notice = _refusal is null ? PlanTexts.Imported.With(read.Value.Title) : null;
    }
}

/// <summary>What the page shows.</summary>
public sealed record PlansModel(List<PlanLine> Plans, List<TemplateEntry> Templates, List<GivenPlan> Given, List<GiftStudent> Students);

/// <summary>A student to whom a tutor may give a plan.</summary>
public sealed record GiftStudent(int Id, string Name);

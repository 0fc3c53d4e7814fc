using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Classes.Page;

/// <summary>All classes that a person teaches, is in, or has for themselves; and what a guardian allows.</summary>
public sealed partial class ClassesPage
{
    private IDisposable? _subscription;
    private Refusal? _refusal;
    private bool _isNew;
    private bool _isPrivate;
    private string? _name;
    private string? _subject;
    private string? _code;

    [Inject]
    public required ClassReader Reader { get; init; }

    [Inject]
    public required ClassService Classes { get; init; }

    [Inject]
    public required MemberService Members { get; init; }

    [Inject]
    public required LeaderboardService Leaderboards { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public ClassesModel? Model { get; set; }

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        Model ??= await ReadAsync();
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Classes)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
        }
    }

    private async Task<ClassesModel> ReadAsync() => new(
        await Reader.ListAsync(Profile.Id, CancellationToken.None),
        Profile.IsGuardian ? await Leaderboards.OfGuardianAsync(Profile.Id, CancellationToken.None) : []);

    private async Task ReloadAsync()
    {
        Model = await ReadAsync();
        StateHasChanged();
    }

    private async Task CreateAsync()
    {
        var made = await Classes.AddAsync(Profile, new ClassDraft(_name, _subject), !Profile.IsTutor || _isPrivate, CancellationToken.None);
        _refusal = made.Refusal;
        if (_refusal is null)
        {
            await Drafts.ClearAsync("new-class");
            Navigation.NavigateTo(PageAddresses.Class(made.Value));
        }
    }

    private async Task JoinAsync()
    {
        var joined = await Members.JoinAsync(Profile.Id, _code, CancellationToken.None);
        _refusal = joined.Refusal;
        if (_refusal is null)
        {
            Navigation.NavigateTo(PageAddresses.Class(joined.Value));
        }
    }

    private async Task AllowAsync(ChildParticipation child)
    {
        _refusal = (await Leaderboards.AllowAsync(Profile.Id, child.ClassId, child.ChildId, !child.IsAllowed, CancellationToken.None)).Refusal;
        await ReloadAsync();
    }
}

/// <summary>What the page shows.</summary>
public sealed record ClassesModel(IReadOnlyList<ClassRow> Classes, IReadOnlyList<ChildParticipation> Children);

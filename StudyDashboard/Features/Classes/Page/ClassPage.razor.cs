using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Page;

/// <summary>A class: what there is to do, who is in it, time, leaderboard; for its teacher or owner the settings too.</summary>
public sealed partial class ClassPage
{
    private IDisposable? _subscription;

    // Whether it was looked for, be it that it is not there.
    private bool _isRead;

    [Inject]
    public required ClassReader Reader { get; init; }

    [Inject]
    public required AssignmentReader Assignments { get; init; }

    [Inject]
    public required ClassTimes Times { get; init; }

    [Inject]
    public required LeaderboardReader Leaderboards { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter]
    public int Id { get; set; }

    /// <summary>The part that is shown; it lives in the address.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Asked { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public ClassModel? Model { get; set; }

    private string Shown => Model is { } model && Parts(model.Class).Any(p => p.Part == Asked) ? Asked! : "assignments";

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (Model is null)
        {
            await ReadAsync();
        }
        _isRead = true;
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic is FeedTopic.Classes or FeedTopic.Sessions)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        // The address of another class on the same page.
        if (_isRead && Model is { } model && model.Class.Id != Id)
        {
            await ReadAsync();
        }
    }

    private static IEnumerable<(string Part, string Text)> Parts(ClassRow row)
    {
        yield return ("assignments", AssignmentTexts.Title);
        if (row.Role != ClassRole.Owner)
        {
            yield return ("members", ClassTexts.Members);
        }
        yield return ("time", ClassTexts.Time);
        if (row.Role != ClassRole.Owner)
        {
            yield return ("leaderboard", LeaderboardTexts.Title);
        }
        if (row.IsRun)
        {
            yield return ("settings", ClassTexts.Settings);
        }
    }

    private async Task ReloadAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var (viewer, token) = (Profile.Id, CancellationToken.None);
        Model = await Reader.FindAsync(viewer, Id, token) is { } row
                && await Assignments.OfClassAsync(viewer, Id, token) is { } assignments
                && await Reader.MembersAsync(viewer, Id, token) is { } members
                && await Times.OfAsync(viewer, Id, token) is { } time
                && await Leaderboards.OfAsync(viewer, Id, token) is { } leaderboard
            ? new ClassModel(row, assignments, members, time, leaderboard)
            : null;
    }
}

/// <summary>What the page shows.</summary>
public sealed record ClassModel(
    ClassRow Class, IReadOnlyList<AssignmentRow> Assignments, IReadOnlyList<MemberRow> Members, ClassTime Time, LeaderboardView Leaderboard);

using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Today;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Overview;

/// <summary>Today of guardians and tutors. It follows what their students record.</summary>
public sealed partial class TodayForOthers : IDisposable
{
    private LiveReload? _live;
    private ITimer? _outOfDate;

    [Inject]
    public required WatchedWeeks Weeks { get; init; }

    [Inject]
    public required NextLessonCards NextLessons { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<WatchedWeek>? Watched { get; set; }

    /// <summary>The next lesson of each child; null before it is read.</summary>
    [PersistentState]
    public IReadOnlyList<TodayCard>? Lessons { get; set; }

    public void Dispose()
    {
        _outOfDate?.Dispose();
        _live?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Watched ??= await Weeks.OfAsync(Profile, CancellationToken.None);
        Lessons ??= await LessonsAsync();
        if (RendererInfo.IsInteractive)
        {
            _live = new LiveReload(Feed, Clock, () => InvokeAsync(ReloadAsync));
            _outOfDate = Clock.CreateTimer(_ => _live.Signal(), null, UntilOutOfDate(), Timeout.InfiniteTimeSpan);
            Listen();
        }
    }

    /// <summary>Hears who is watched, and when that is somebody else from now on.</summary>
    private void Listen()
    {
        _live!.Forget();
        _live.Hear(Profile.Id, topic => topic == FeedTopic.Profile);
        foreach (var student in Watched!.Select(w => w.StudentId).Where(id => id != Profile.Id))
        {
            _live.Hear(student, topic => topic is FeedTopic.Sessions or FeedTopic.Plans or FeedTopic.Lessons or FeedTopic.Profile);
        }
    }

    private async Task ReloadAsync()
    {
        Watched = await Weeks.OfAsync(Profile, CancellationToken.None);
        Lessons = await LessonsAsync();
        Listen();
        _outOfDate?.Change(UntilOutOfDate(), Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }

    private async Task<IReadOnlyList<TodayCard>> LessonsAsync() => Profile.IsGuardian ? await NextLessons.OfChildrenAsync(Profile, CancellationToken.None) : [];

    /// <summary>Until a card says something else; "tomorrow" is "today" after at most a day.</summary>
    private TimeSpan UntilOutOfDate()
    {
        var now = Clock.NowUtc();
        var nextDay = Profile.Calendar.StartOf(Profile.Calendar.DayOf(now).AddDays(1));
        return TodayCard.NextChange(Lessons ?? [], now, nextDay) - now;
    }
}

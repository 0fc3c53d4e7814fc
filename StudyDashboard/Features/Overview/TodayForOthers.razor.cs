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
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(200);

    private readonly List<IDisposable> _subscriptions = [];
    private Coalescer? _reload;
    private ITimer? _outOfDate;
    private bool _isDisposed;

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
        _isDisposed = true;
        _outOfDate?.Dispose();
        _subscriptions.ForEach(s => s.Dispose());
        _reload?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Watched ??= await Weeks.OfAsync(Profile, CancellationToken.None);
        Lessons ??= await LessonsAsync();
        if (RendererInfo.IsInteractive)
        {
            _reload = new Coalescer(Clock, Together, () => InvokeAsync(ReloadAsync));
            _outOfDate = Clock.CreateTimer(_ => _reload.Signal(), null, UntilOutOfDate(), Timeout.InfiniteTimeSpan);
            Listen();
        }
    }

    /// <summary>Hears who is watched, and when that is somebody else from now on.</summary>
    private void Listen()
    {
        _subscriptions.ForEach(s => s.Dispose());
        _subscriptions.Clear();
        if (_isDisposed)
        {
            // It went away while it was reading: nobody would end what it hears from now on.
            return;
        }
        _subscriptions.Add(Feed.Subscribe(Profile.Id, topic => Signal(topic == FeedTopic.Profile)));
        _subscriptions.AddRange(Watched!.Where(w => w.StudentId != Profile.Id)
            .Select(w => Feed.Subscribe(w.StudentId, topic => Signal(topic is FeedTopic.Sessions or FeedTopic.Plans or FeedTopic.Lessons or FeedTopic.Profile))));
    }

    private void Signal(bool matters)
    {
        if (matters)
        {
            _reload!.Signal();
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

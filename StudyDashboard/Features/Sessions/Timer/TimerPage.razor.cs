using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Sessions.Timer.Start;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>The timer alone: a big clock, what is done and noted, or what to start.</summary>
public sealed partial class TimerPage
{
    private bool _isEditing;
    private IDisposable? _subscription;

    [Inject]
    public required StartOffers StartOffers { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public TimerPageModel? Model { get; set; }

    protected override void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        base.Dispose(disposing);
    }

    protected override async Task OnInitializedAsync()
    {
        await Live.OpenAsync(Profile.Id, null, RendererInfo.IsInteractive, CancellationToken.None);
        Model ??= await ReadAsync();
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, _ => InvokeAsync(ReloadAsync));
        }
    }

    private async Task ReloadAsync()
    {
        Model = await ReadAsync();
        StateHasChanged();
    }

    private async Task<TimerPageModel> ReadAsync() => new(
        await StartOffers.PlannedTodayAsync(Profile, CancellationToken.None), await StartOffers.SubjectsAsync(Profile.Id, CancellationToken.None),
        await StartOffers.ClassesAsync(Profile.Id, CancellationToken.None));

    // The plan says what it is about; how it runs follows the planned minutes or, without them, the person's habit.
    private Task StartPlannedAsync(PlannedTimer planned) => StartAsync(new StartTimer
    {
        About = new SessionAbout { Kind = planned.Kind, Subject = planned.Subject },
        Timer = planned.Minutes is null ? TimerPlan.Stopwatch : new TimerPlan(TimerMode.Countdown),
        PlannedSessionId = planned.SessionId,
    });

    private string PlannedLine(PlannedTimer planned) => string.Join(" · ", new[]
    {
        planned.Day.ToString("ddd d MMM", CultureInfo.CurrentCulture),
        planned.Time is { } time ? Profile.TimeOf(time) : null,
        planned.Minutes is { } minutes ? TimerTexts.Minutes.With(minutes) : null,
    }.Where(part => part is not null));
}

/// <summary>What the page offers to start.</summary>
public sealed record TimerPageModel(IReadOnlyList<PlannedTimer> Planned, IReadOnlyList<string> Subjects, IReadOnlyList<SessionClass> Classes);

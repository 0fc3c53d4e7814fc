using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Sessions.Timer.Running;

/// <summary>What is done while the timer runs.</summary>
public sealed partial class ActivityButtons
{
    private Refusal? _refusal;
    private int? _countedId;
    private int? _count;
    private int? _correct;

    [Inject]
    public required TimerService Timers { get; init; }

    [Parameter, EditorRequired]
    public required TimerState State { get; set; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    private ActivityState? Current => State.Activities.LastOrDefault(a => a.EndedAt is null);

    private ActivityState? Latest => Current ?? (State.Activities is [.., var last] ? last : null);

    protected override void OnParametersSet()
    {
        if (Latest?.Id != _countedId)
        {
            (_countedId, _count, _correct) = (Latest?.Id, Latest?.Count, Latest?.Correct);
        }
    }

    private async Task TapAsync(ActivityType type) => _refusal = (Current?.Type == type
        ? await Timers.EndActivityAsync(Profile.Id, State.SessionId, CancellationToken.None)
        : await Timers.AddActivityAsync(Profile.Id, State.SessionId, type, null, null, null, CancellationToken.None)).Refusal;

    private async Task CountAsync()
    {
        if (Latest is { } latest)
        {
            _refusal = (await Timers.CountActivityAsync(Profile.Id, State.SessionId, latest.Id, _count, _correct, CancellationToken.None)).Refusal;
        }
    }

    // What was counted or, when nothing was, how often it was done.
    private string Tally(ActivityType type)
    {
        var done = State.Activities.Where(a => a.Type == type).ToList();
        var counted = done.Sum(a => a.Count ?? 0);
        return done.Count == 0 ? "–" : (counted > 0 ? counted : done.Count).ToString(CultureInfo.CurrentCulture);
    }
}

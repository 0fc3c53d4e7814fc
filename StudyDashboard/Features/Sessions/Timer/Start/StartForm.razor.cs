using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer.Start;

/// <summary>Asks what to time and how, and starts it.</summary>
public sealed partial class StartForm
{
    private Refusal? _refusal;
    private SessionKind _kind = SessionKind.Theory;
    private string? _subject;
    private string? _domain;
    private int? _classId;
    private int? _assignmentId;
    private TimerMode _mode = TimerMode.Stopwatch;
    private LengthsDraft _lengths = new();

    [Inject]
    public required TimerService Timers { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    /// <summary>What was last started: the choice that stands at first.</summary>
    [Parameter]
    public StartTimer? Last { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Subjects { get; set; }

    /// <summary>The classes that it can be for.</summary>
    [Parameter]
    public IReadOnlyList<SessionClass> Classes { get; set; } = [];

    /// <summary>Whether the form is the page's main thing, and not a sheet over another page.</summary>
    [Parameter]
    public bool IsOnPage { get; set; }

    [Parameter]
    public EventCallback Started { get; set; }

    private string ModeHint => _mode switch
    {
        TimerMode.Countdown => TimerTexts.Hint_Countdown,
        TimerMode.Pomodoro => TimerTexts.Hint_Pomodoro,
        TimerMode.Flowtime => TimerTexts.Hint_Flowtime,
        _ => TimerTexts.Hint_Stopwatch,
    };

    protected override void OnInitialized()
    {
        _lengths = LengthsDraft.Of(Profile.Preferences.TimerLengths);
        if (Last is { } last)
        {
            (_kind, _subject, _domain, _mode) = (last.About.Kind, last.About.Subject, last.About.DomainCode, last.Timer.Mode);
            (_classId, _assignmentId) = (last.About.ClassId, last.About.AssignmentId);
        }
    }

    private Task StartAsync() => StartAsync(isSwitch: false);

    private Task SwitchAsync() => StartAsync(isSwitch: true);

    private async Task StartAsync(bool isSwitch)
    {
        var lengths = _lengths.ToLengths();
        var outcome = await Timers.StartAsync(Profile.Id, new StartTimer
        {
            About = AboutOf(),
            Timer = new TimerPlan(_mode, lengths.Work, lengths.ShortBreak, lengths.LongBreak, lengths.Rounds, lengths.AutoStart),
            PlannedMinutes = _mode == TimerMode.Countdown ? lengths.Countdown : null,
            Switch = isSwitch,
        }, CancellationToken.None);
        _refusal = outcome.Refusal;
        if (outcome.Refusal is not null)
        {
            return;
        }
        if (lengths != Profile.Preferences.TimerLengths)
        {
            await Profiles.PreferAsync(Profile.Id, preferences => preferences with { TimerLengths = lengths }, CancellationToken.None);
        }
        await Started.InvokeAsync();
    }

    private SessionAbout AboutOf() => Last is { } last && last.About.Kind == _kind && last.About.Subject == _subject
        ? last.About with { DomainCode = _domain, PlanId = null, ClassId = _classId, AssignmentId = _assignmentId }
        : new SessionAbout { Kind = _kind, Subject = _subject, DomainCode = _domain, ClassId = _classId, AssignmentId = _assignmentId };

    private void ChooseClass(int? classId)
    {
        _classId = classId;
        if (string.IsNullOrWhiteSpace(_subject) && Classes.FirstOrDefault(c => c.Id == classId)?.Subject is { } subject)
        {
            _subject = subject;
        }
    }
}

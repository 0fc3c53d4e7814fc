using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Accounts.Settings;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Welcome;

/// <summary>The first-visit steps. Each is saved as it is left, so that skipping the rest keeps what was chosen.</summary>
public sealed partial class WelcomePage
{
    private static readonly string[] Titles =
        [WelcomeTexts.Step_Role, WelcomeTexts.Step_Days, WelcomeTexts.Step_Hours, WelcomeTexts.Step_Theme, WelcomeTexts.Step_Start];

    private int _step;
    private bool _teaches;
    private bool _busy;
    private ClockFormat _clock;
    private Theme _theme;
    private DaysDraft _draft = default!;
    private Refusal? _refusal;

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required IEnumerable<ISampleData> Samples { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    protected override void OnInitialized() => (_teaches, _clock, _theme, _draft) =
        (Profile.IsTutor, Profile.Preferences.ClockFormat, Profile.Preferences.Theme, DaysDraft.Of(Profile));

    private async Task NextAsync()
    {
        if (_step == Titles.Length - 1)
        {
            await FinishAsync(false);
            return;
        }
        // A second click while the first is being saved would go past the last step.
        if (_busy)
        {
            return;
        }
        _busy = true;
        try
        {
            await LeaveStepAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task LeaveStepAsync()
    {
        _refusal = _draft.Check();
        if (_refusal is not null)
        {
            return;
        }
        if (_step == 0 && _teaches != Profile.IsTutor)
        {
            if (Profile.IsAdmin)
            {
                await Profiles.SetTutorAsync(Profile.Id, _teaches, CancellationToken.None);
            }
        }
        else if (_step > 0)
        {
            await Profiles.ChangeAsync(Profile.Id, person =>
            {
                _draft.ApplyTo(person);
                person.Prefer(person.Preferences with { ClockFormat = _clock, Theme = _theme });
            }, CancellationToken.None);
        }
        _step++;
    }

    private async Task ThemeAsync(ChangeEventArgs change)
    {
        _theme = Enum.Parse<Theme>((string)change.Value!);
        await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/theme.js");
        await module.InvokeVoidAsync("show", Words<Theme>.Of(_theme));
    }

    private async Task FinishAsync(bool withSample)
    {
        if (_busy)
        {
            return;
        }
        _busy = true;
        if (withSample)
        {
            _refusal = await Samples.First().AddAsync(Profile.Id, CancellationToken.None);
            if (_refusal is not null)
            {
                _busy = false;
                return;
            }
        }
        await Profiles.ChangeAsync(Profile.Id, person => person.Welcome(Clock.NowUtc()), CancellationToken.None);
        // Loaded anew, so that the frame shows what the chosen roles open.
        Navigation.NavigateTo(PageAddresses.Today, forceLoad: true);
    }
}

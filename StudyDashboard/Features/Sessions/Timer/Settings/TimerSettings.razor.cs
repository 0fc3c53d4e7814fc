using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Sessions.Timer.Settings;

/// <summary>Lengths, end signals and idle question of the timer, as a person wants them.</summary>
public sealed partial class TimerSettings
{
    private TimerSettingsDraft? _draft;
    private bool _isSaved;

    [Inject]
    public required ProfileService Profiles { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    protected override void OnInitialized() => _draft = TimerSettingsDraft.Of(Profile.Preferences);

    private async Task SaveAsync()
    {
        await Profiles.PreferAsync(Profile.Id, _draft!.ApplyTo, CancellationToken.None);
        _isSaved = true;
    }
}

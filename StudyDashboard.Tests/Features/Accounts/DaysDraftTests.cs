using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Settings;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class DaysDraftTests : IDisposable
{
    private readonly StudyFixture _study = new();

    [Fact]
    public async Task Draft_SavedAfterAChangeElsewhere_KeepsBoth()
    {
        var cancel = TestContext.Current.CancellationToken;
        var profiles = _study.Get<ProfileService>();
        var draft = DaysDraft.Of((await profiles.GetAsync(_study.StudentId, cancel))!);
        draft.Availability[1] = 90 * 60;
        await profiles.ChangeAsync(_study.StudentId, person => person.SetDays("America/New_York", 5, DayOfWeek.Sunday), cancel);

        await profiles.ChangeAsync(_study.StudentId, draft.ApplyTo, cancel);

        var saved = (await profiles.GetAsync(_study.StudentId, cancel))!;
        Assert.Equal(("America/New_York", 5, DayOfWeek.Sunday), (saved.TimeZone, saved.DayStartHour, saved.FirstDayOfWeek));
        Assert.Equal([60, 90, 60, 60, 60, 60, 60], saved.Preferences.Availability);
    }

    public void Dispose() => _study.Dispose();
}

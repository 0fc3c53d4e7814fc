using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>One server with a person who has all roles and something on every page; each device is signed in already.</summary>
public sealed class FilledProduct : Journey
{
    private IReadOnlyList<BrowserContextCookiesResult> _cookies = [];

    /// <summary>What axe found on the page of the first visit, which is there only once.</summary>
    public List<string> FoundAtSetup { get; } = [];

    /// <summary>An invitation that waits.</summary>
    public string InvitationLink { get; private set; } = "";

    public MovableClock Clock => Server.Clock;

    public string Address => Server.Address;

    /// <summary>A device of the person, or of a stranger.</summary>
    public async Task<IPage> OpenAsync(int width, ColorScheme scheme, bool signedIn = true)
    {
        var page = await OpenDeviceAsync(width, 844, scheme);
        if (signedIn)
        {
            await page.Context.AddCookiesAsync(_cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Address, HttpOnly = c.HttpOnly }));
        }
        return page;
    }

    public override async ValueTask InitializeAsync()
    {
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 390) })
        {
            var first = await OpenDeviceAsync(width, 844, scheme);
            var axe = new Axe(first, Address);
            await first.GotoAsync("/setup");
            await axe.CheckAsync("setup");
            FoundAtSetup.AddRange(axe.Found);
        }
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        _cookies = await page.Context.CookiesAsync();
        await FillAsync();
        await page.GotoAsync("/admin");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true })).ToBeEnabledAsync(new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Mina Park: Tutor" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Mina Park: Guardian" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create invitation" }).ClickAsync();
        InvitationLink = await page.GetByLabel("Link to pass on").InputValueAsync();
        // New roles end the old sign-in.
        var again = await OpenDeviceAsync();
        await SignInAsync(again);
        _cookies = await again.Context.CookiesAsync();
    }

    private async Task FillAsync()
    {
        var token = CancellationToken.None;
        int id;
        await using (var context = await Server.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(token))
        {
            id = await context.Users.Select(u => u.Id).SingleAsync(token);
        }
        var profile = (await Server.Services.GetRequiredService<ProfileService>().GetAsync(id, token))!;
        var today = profile.Calendar.DayOf(Clock.NowUtc());
        await Server.Services.GetRequiredService<SessionRecorder>().RecordAsync<int>(profile.Id, ChangeVerb.Add, book =>
        {
            foreach (var ago in Enumerable.Range(1, 60))
            {
                var start = today.AddDays(-ago).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
                var session = StudySession.Completed(profile.Id, new SessionAbout { Kind = ago % 2 == 0 ? SessionKind.Practice : SessionKind.Theory, Subject = "Algebra" },
                    SessionSource.Timer, null, profile.Calendar, start, start.AddMinutes(20 + ago));
                session.Rate(20, 15, 4);
                book.Add(session);
                // Two that overlap.
                if (ago == 2)
                {
                    book.Add(StudySession.Completed(profile.Id, new SessionAbout { Kind = SessionKind.Review }, SessionSource.Manual, null, profile.Calendar, start.AddMinutes(5), start.AddMinutes(30)));
                }
            }
            return Task.FromResult<Outcome<int>>(0);
        }, token);
        var planner = Server.Services.GetRequiredService<SessionPlanner>();
        foreach (var day in new[] { -2, 0, 1 })
        {
            await planner.PlanAsync(profile.Id, new PlannedSession(new SessionAbout { Kind = SessionKind.Test, Subject = "Prosthetics" }, today.AddDays(day), new TimeOnly(17, 0), 45), token);
        }
    }
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class TodayJourney : Journey
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Today_SessionFinishedOnAnotherDevice_ShowsWithinTwoSeconds()
    {
        var laptop = await OpenDeviceAsync();
        await CreateOwnerAsync(laptop);
        await Expect(laptop.GetByText("Your studying will show here")).ToBeVisibleAsync();
        var student = await StudentAsync();
        await Expect(laptop.GetByRole(AriaRole.Button, new() { Name = "Start" }).First).ToBeVisibleAsync();
        await ReadyAsync(laptop);

        var timers = Server.Services.GetRequiredService<TimerService>();
        var running = (await timers.StartAsync(student, new StartTimer { About = new SessionAbout { Kind = SessionKind.Practice, Subject = "Integration" } }, Token)).Value.Value;
        await Expect(laptop.GetByRole(AriaRole.Heading, new() { Name = "Integration" })).ToBeVisibleAsync();
        await timers.FinishAsync(student, running.Id, new FinishTimer(10, 8), Token);

        await Expect(laptop.GetByText("8 of 10 right")).ToBeVisibleAsync();
        await Expect(laptop.GetByText("Continue", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Today_Arranged_StaysSoOnTheNextDevice()
    {
        var laptop = await OpenDeviceAsync();
        await CreateOwnerAsync(laptop);
        await StudyAsync(await StudentAsync(), days: 3);
        await laptop.GotoAsync("/");
        await ReadyAsync(laptop);

        await laptop.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        await laptop.GetByRole(AriaRole.Button, new() { Name = "Hide This week" }).ClickAsync();
        await Expect(laptop.GetByRole(AriaRole.Button, new() { Name = "Show This week" })).ToBeVisibleAsync();
        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);

        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Year" })).ToBeVisibleAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "This week" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Today_YearBackAndTable_ShowTheOldDayAndLeadToItsLog()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        var student = await StudentAsync();
        await StudyAsync(student, days: 3);
        await RecordAsync(student, new DateTime(2024, 5, 3, 9, 0, 0, DateTimeKind.Utc), 50);
        await page.GotoAsync("/?year=2024");
        await ReadyAsync(page);
        var year = page.GetByRole(AriaRole.Region, new() { Name = "Year" });

        await year.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        await Expect(year.GetByRole(AriaRole.Row, new() { Name = "2024-05-03" })).ToContainTextAsync("0:50");
        var download = await page.RunAndWaitForDownloadAsync(() => year.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        Assert.Contains("2024-05-03,0:50,1", await File.ReadAllTextAsync((await download.PathAsync())!, Token), StringComparison.Ordinal);
        await year.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();

        var map = page.GetByRole(AriaRole.Application);
        await map.FocusAsync();
        await map.PressAsync("Home");
        await Expect(year.GetByText(new Regex("Monday,? 1 January 2024: nothing"))).ToBeVisibleAsync();
        await year.GetByRole(AriaRole.Button, new() { Name = "Show 2025" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"\?year=2025$"));
        await map.FocusAsync();
        await map.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/dashboard/sessions\?day=2025-"));
    }

    [Fact]
    public async Task Today_EmptyThenFullThenArranged_PassesAxe()
    {
        var page = await OpenDeviceAsync();
        var axe = new Axe(page, Server.Address);
        await CreateOwnerAsync(page);
        await Expect(page.GetByText("Your studying will show here")).ToBeVisibleAsync();
        await axe.CheckPageAsync("today: empty");
        var student = await StudentAsync();
        await StudyAsync(student, days: 420);
        await PlanAsync(student);
        await page.GotoAsync("/");
        await ReadyAsync(page);
        await axe.CheckPageAsync("today");

        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        foreach (var table in await page.GetByRole(AriaRole.Button, new() { Name = "Table" }).AllAsync())
        {
            await table.ClickAsync();
        }
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reset" })).ToBeVisibleAsync();
        await axe.CheckPageAsync("today: arranged, with tables");
        axe.AssertClean();
    }

    [Fact]
    public async Task Today_CircuitStarts_ReadsNoTotalsAgain()
    {
        var page = await OpenDeviceAsync();
        using var statements = new StatementLog("analytics_days");
        await CreateOwnerAsync(page);
        await StudyAsync(await StudentAsync(), days: 3);
        await page.GotoAsync("/");
        var before = statements.CountFor(Server);

        await page.GotoAsync("/");
        await ReadyAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reset" })).ToBeVisibleAsync();

        Assert.NotEqual(0, before);
        Assert.Equal(1, statements.CountFor(Server) - before);
    }

    private async Task<int> StudentAsync()
    {
        await using var context = await Server.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(Token);
        return await context.Users.Select(u => u.Id).SingleAsync(Token);
    }

    private async Task StudyAsync(int student, int days)
    {
        var today = TimeProvider.System.NowUtc().Date;
        var sessions = Enumerable.Range(1, days).Where(ago => ago < 30 || ago % 3 > 0).Select(ago => Session(
            student, DateTime.SpecifyKind(today.AddDays(-ago).AddHours(9), DateTimeKind.Utc), 15 + (ago * 37 % 110), ago * 7 % 20)).ToList();
        await Server.Services.GetRequiredService<SessionRecorder>().RecordAsync<int>(student, ChangeVerb.Add, book =>
        {
            sessions.ForEach(s => book.Add(s));
            return Task.FromResult<Outcome<int>>(sessions.Count);
        }, Token);
    }

    private Task RecordAsync(int student, DateTime start, int minutes) => Server.Services.GetRequiredService<SessionRecorder>()
        .RecordAsync<StudySession>(student, ChangeVerb.Add, book => Task.FromResult<Outcome<StudySession>>(book.Add(Session(student, start, minutes, 10))), Token);

    private async Task PlanAsync(int student)
    {
        var planner = Server.Services.GetRequiredService<SessionPlanner>();
        var today = StudyCalendar.For("Europe/Sofia", 4).DayOf(TimeProvider.System.NowUtc());
        foreach (var (subject, day) in new[] { ("Integration drills", 0), ("Latin verbs", 0), ("Organic chemistry", 1), ("Prosthetics", -2) })
        {
            await planner.PlanAsync(student, new PlannedSession(
                new SessionAbout { Kind = SessionKind.Practice, Subject = subject }, today.AddDays(day), new TimeOnly(17, 0), 45), Token);
        }
    }

    private static StudySession Session(int student, DateTime start, int minutes, int correct)
    {
        var session = StudySession.Completed(
            student, new SessionAbout { Kind = correct % 2 == 0 ? SessionKind.Practice : SessionKind.Theory, Subject = correct % 3 == 0 ? "Endodontics" : "Algebra" },
            SessionSource.Timer, null, StudyCalendar.For("Europe/Sofia", 4), start, start.AddMinutes(minutes));
        session.Rate(20, correct, null);
        return session;
    }

    /// <summary>Hears the statements that Entity Framework runs in this process.</summary>
    private sealed class StatementLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _about;
        private readonly List<IDisposable> _subscriptions = [];
        private readonly List<string> _sources = [];

        public StatementLog(string about)
        {
            _about = about;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int CountFor(StudyServer server)
        {
            using var context = server.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContext();
            var own = context.Database.GetDbConnection().DataSource;
            lock (_sources)
            {
                return _sources.Count(s => s == own);
            }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is Microsoft.EntityFrameworkCore.Diagnostics.CommandExecutedEventData done
                && done.Command.CommandText.Contains(_about, StringComparison.Ordinal) && done.Command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            {
                lock (_sources)
                {
                    _sources.Add(done.Command.Connection!.DataSource);
                }
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(s => s.Dispose());
    }
}

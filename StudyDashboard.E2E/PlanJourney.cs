using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Timer;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>Eight weeks before an exam: a plan from the template, two weeks of sessions, three done, one skipped, late, re-planned, explained.</summary>
public sealed class PlanJourney : Journey
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public override ValueTask InitializeAsync()
    {
        Server.Clock.GoToNoon();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Plan_FromTemplateToReplan_AndWhyALevelChanged()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/settings/study-days");
        foreach (var (day, length) in new[] { ("Monday", "1h"), ("Saturday", "2h"), ("Sunday", "0") })
        {
            await page.GetByRole(AriaRole.Textbox, new() { Name = day, Exact = true }).FillAsync(length);
        }
        await Button(page, "Save").First.ClickAsync();
        await Expect(page.GetByText("Saved").First).ToBeVisibleAsync();

        await VisitAsync(page, "/plans");
        await page.GetByRole(AriaRole.Link, new() { Name = "Begin with the dentistry exam" }).ClickAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync("Dentistry licensing exam");
        await page.GetByLabel("Exam or target date").FillAsync(Server.Clock.GetUtcNow().AddDays(56).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Button(page, "Save").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/plans/\d+$"));
        await Expect(page.GetByText("in 5", new() { Exact = false }).First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Plan sessions" }).ClickAsync();
        await Expect(page.GetByText("Nothing is written yet.")).ToBeVisibleAsync();
        Assert.Empty(await PlannedAsync());
        var shown = await page.GetByRole(AriaRole.Row).CountAsync() - 1;
        await Button(page, "Plan these sessions").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/plans/\d+$"));
        var planned = await PlannedAsync();
        Assert.Equal(shown, planned.Count);
        Assert.DoesNotContain(planned, s => s.PlannedDay!.Value.DayOfWeek == DayOfWeek.Sunday);

        // Three sessions are done, the first with answers that are all right; one is skipped.
        var timers = Server.Services.GetRequiredService<TimerService>();
        foreach (var (index, session) in planned.Take(3).Index())
        {
            Assert.Null((await timers.StartAsync(session.StudentId, StartTimer.Like(session) with { PlannedSessionId = session.Id }, Token)).Refusal);
            Server.Clock.Advance(TimeSpan.FromMinutes(30));
            Assert.Null((await timers.FinishAsync(session.StudentId, session.Id, index == 0 ? new FinishTimer(10, 10) : new FinishTimer(), Token)).Refusal);
        }
        Assert.Null((await Server.Services.GetRequiredService<SessionPlanner>().SkipAsync(planned[3].StudentId, planned[3].Id, Token)).Refusal);
        var code = planned[0].DomainCode!;
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = code });
        await Expect(row.First).ToContainTextAsync("Proficient");
        await Expect(page.GetByText("Not started → Proficient")).ToBeVisibleAsync();
        await Expect(page.GetByText($"“{planned[0].Subject}” was recorded")).ToBeVisibleAsync();

        // Days go by, sessions are late, and one goes wrong.
        Server.Clock.Advance(TimeSpan.FromDays(5));
        var wrong = (await timers.StartAsync(planned[0].StudentId, new StartTimer { About = new SessionAbout { Kind = SessionKind.Test, Subject = "Mock exam", DomainCode = code } }, Token)).Value.Value;
        Server.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null((await timers.FinishAsync(wrong.StudentId, wrong.Id, new FinishTimer(20, 4), Token)).Refusal);
        await Expect(page.GetByText("Proficient → Attempted")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "“Mock exam” was recorded" })).ToBeVisibleAsync();

        await SignInAgainAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Re-plan" }).First.ClickAsync();
        await Expect(page.GetByText("would move")).ToBeVisibleAsync();
        var late = (await PlannedAsync()).Count(s => s.PlannedDay < Today());
        Assert.True(late > 0);
        await Button(page, "Move them").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/plans/\d+$"));
        Assert.DoesNotContain(await PlannedAsync(), s => s.PlannedDay < Today());
    }

    private DateOnly Today() => DateOnly.FromDateTime(Server.Clock.GetUtcNow().AddHours(2 - 4).UtcDateTime);

    // The page was drawn days ago by the moved clock.
    private static async Task SignInAgainAsync(IPage page)
    {
        await page.ReloadAsync();
        if (page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            await page.GetByLabel("E-mail address").FillAsync(OwnerEmail);
            await page.GetByLabel("Password").FillAsync(OwnerPassword);
            await Button(page, "Sign in").ClickAsync();
        }
        await VisitAsync(page, "/plans/1");
    }

    private async Task<List<StudySession>> PlannedAsync()
    {
        await using var context = await Server.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(Token);
        return await context.Sessions.AsNoTracking().Where(s => s.Status == SessionStatus.Planned && s.DeletedAt == null).OrderBy(s => s.PlannedDay).ThenBy(s => s.Id).ToListAsync(Token);
    }
}

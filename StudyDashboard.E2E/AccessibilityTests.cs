using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StudyDashboard.E2E.Infrastructure.Journey;

namespace StudyDashboard.E2E;

/// <summary>
/// Walks every page with axe, and every form, menu and dialog that opens on one. None may have a violation, a line in the console, a
/// request to elsewhere, or be wider than the window. A new page is one more line in <see cref="Pages"/>; what opens on it, a line in
/// the walk of its part.
/// </summary>
public sealed partial class AccessibilityTests(FilledProduct product) : IClassFixture<FilledProduct>
{
    private static readonly string[] Pages =
    [
        "/", "/timer", "/dashboard/goals", "/dashboard/goals?goal=1", "/dashboard/rewards", "/dashboard/sessions", "/dashboard/sessions?find=nothing", "/dashboard/sessions/deleted",
        "/settings", "/settings/profile", "/settings/sign-in", "/settings/study-days", "/settings/appearance", "/settings/timer", "/settings/shortcuts",
        "/settings/notices", "/notices", "/settings/guardians", "/settings/privacy", "/settings/tokens", "/settings/webhooks", "/settings/import", "/settings/calendars",
        "/schedule", "/schedule?view=day", "/schedule?view=month", "/schedule?view=agenda", "/schedule/closing", "/schedule/lessons/1", "/schedule/lessons/2", "/schedule/lessons/999", "/schedule/requests", "/schedule/lessons/1/whiteboard",
        "/quizzes", "/quizzes?start=1", "/quizzes/history", "/quizzes/topics/1", "/quizzes/topics/999", "/quizzes/1", "/quizzes/1?list=wrong", "/quizzes/2", "/quizzes/999",
        "/classes", "/classes/1", "/classes/1?show=members", "/classes/1?show=time", "/classes/1?show=leaderboard", "/classes/1?show=settings", "/classes/2", "/classes/999",
        "/library", "/library?find=nothing", "/library/new", "/library/1", "/library/2", "/library/1/edit",
        "/plans", "/plans/new", "/plans/new?template=dentistry", "/plans/1", "/plans/1/edit", "/plans/1/tasks", "/plans/1/replan", "/plans/999",
        "/scenarios", "/scenarios?language=ko", "/scenarios/new", "/scenarios/1/edit", "/scenarios/history", "/scenarios/runs/1", "/scenarios/runs/2", "/scenarios/runs/999",
        "/dashboard/reports", "/dashboard/reports?period=month", "/dashboard/reports?student=999", "/dashboard/analytics", "/dashboard/analytics?period=year&step=month&metric=accuracy",
        "/review", "/review/sitting", "/review/decks/1", "/review/decks/1/settings", "/review/figures", "/review/figures?deck=1",
        "/admin", "/students", "/children", "/api", "/welcome", "/not-found", "/nowhere",
    ];

    // Without a circuit.
    private static readonly string[] PlainPages = ["/settings/password", "/settings/second-step", "/settings/new-passkey", "/settings/delete-account", "/resting?page=/plans", "/error"];
    private static readonly string[] StrangersPages = ["/sign-in", "/sign-in/code", "/register", "/invitation/unknown", "/reports/shared/unknown", "/reset/1?code=unknown", "/not-found"];
    private static readonly string[] OnlyOnTheFirstVisit = ["/setup"];

    private IPage Page => product.Page;

    private Axe Axe => product.Axe;

    [Fact]
    public void EveryPage_IsWalked()
    {
        var walked = Pages.Concat(PlainPages).Concat(StrangersPages).Concat(OnlyOnTheFirstVisit).Select(a => a.Split('?')[0]).ToList();
        var routes = typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(r => r.Template).ToList();

        // An address belongs to the page that names it, and only then to one that takes any.
        var seen = walked.SelectMany(a => routes.Contains(a) ? [a] : routes.Where(r => new TemplateMatcher(TemplateParser.Parse(r), []).TryMatch(a, [])));
        Assert.Empty(routes.Except(seen));
    }

    [Fact]
    public void Setup_OnTheFirstVisit_HasNoViolations() => Assert.Empty(product.FoundAtSetup);

    [Fact]
    public async Task Pages_AsTheyOpen_HaveNoViolations()
    {
        // Two walk: each page is work for the browser and for the server in turn.
        var (other, othersAxe) = await product.OpenAnotherAsync();
        var left = new ConcurrentQueue<string>(Pages.Concat(PlainPages));
        await Task.WhenAll(WalkAsync(Page, Axe), WalkAsync(other, othersAxe));
        await other.CloseAsync();
        Axe.AssertClean();
        othersAxe.AssertClean();

        async Task WalkAsync(IPage page, Axe axe)
        {
            while (left.TryDequeue(out var address))
            {
                await (PlainPages.Contains(address) ? page.GotoAsync(address) : VisitAsync(page, address));
                await axe.CheckPageAsync(address);
            }
        }
    }

    [Fact]
    public async Task SettingsAndFrame_LeadOnlyToPagesThatAreWalked()
    {
        await VisitAsync(Page, "/settings");
        var links = await Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { IncludeHidden = true }).EvaluateAllAsync<string[]>("links => links.map(l => l.pathname)");

        Assert.NotEmpty(links);
        Assert.Empty(links.Except(Pages));
    }

    [Fact]
    public async Task Strangers_WithTheirForms_HaveNoViolations()
    {
        var (page, axe) = await product.OpenAsync();
        foreach (var address in StrangersPages.Append(product.InvitationAddress))
        {
            await page.GotoAsync(address);
            await axe.CheckPageAsync($"stranger: {address.Replace(product.InvitationAddress, "invitation", StringComparison.Ordinal)}");
        }
        await page.GotoAsync("/nowhere");
        await page.GetByLabel("E-mail address").FillAsync("mina@example.org");
        await page.GetByLabel("Password").FillAsync("a wrong password");
        await Button(page, "Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await axe.CheckAsync("sign-in: refused");
        await page.GotoAsync("/register");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mina");
        await page.GetByLabel("E-mail address").FillAsync("mina@example.org");
        await page.GetByLabel("Password").FillAsync("another long password");
        await Button(page, "Create account").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await axe.CheckAsync("register: refused");

        // Who has just come: every step of the welcome, and the pages while they are empty.
        await page.GetByLabel("E-mail address").FillAsync("new@example.org");
        await page.GetByLabel("Password").FillAsync("another long password");
        await Button(page, "Create account").ClickAsync();
        await ReadyAsync(page);
        for (var step = 1; step <= 5; step++)
        {
            await axe.CheckAsync($"welcome: step {step}");
            if (step < 5)
            {
                await Button(page, "Next").ClickAsync();
                await Expect(page.Locator("[aria-current=step]")).ToHaveTextAsync(new[] { "Your days", "Your hours", "How it looks", "Start" }[step - 1]);
            }
        }
        await Button(page, "Start empty").ClickAsync();
        await Expect(page.GetByText("Your studying will show here")).ToBeVisibleAsync();
        await axe.CheckAsync("empty: today");
        foreach (var address in new[] { "/timer", "/dashboard/sessions", "/dashboard/sessions/deleted", "/settings/tokens" })
        {
            await VisitAsync(page, address);
            await axe.CheckAsync($"empty: {address}");
        }
        axe.AssertClean();
    }
}

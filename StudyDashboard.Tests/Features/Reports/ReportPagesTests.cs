using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor.Rendering;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Page;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Features.Analytics;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Reports;

public sealed class ReportPagesTests : IAsyncLifetime
{
    private readonly BunitContext _browser = new();
    private AnalyticsWorld _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private NavigationManager Navigation => _browser.Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        _world = await AnalyticsWorld.BeginAsync();
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.JSInterop.Setup<Rect>("Radzen.createChart", _ => true).SetResult(new Rect { Width = 720, Height = 192 });
        _browser.Services.AddRadzenComponents();
        _browser.Services.AddScoped<StudyDashboard.Components.Ui.Drafts>();
        _browser.Services.AddSingleton<TimeProvider>(_world.Study.Clock).AddSingleton(_world.Study.Get<ReportsReader>())
            .AddSingleton(_world.Study.Get<AnalyticsReader>()).AddSingleton(_world.Study.Get<StudyFeed>());
        _browser.AddBunitPersistentComponentState();
        _browser.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _world.Dispose();
    }

    [Fact]
    public async Task Reports_OfTheWeek_ShowTheFiguresAndFollowASession()
    {
        var page = await RenderAsync<ReportsPage>("/dashboard/reports");

        Assert.Equal("1:43", Figure(page, "sessions.net_seconds"));
        Assert.Equal("65 %", Figure(page, "sessions.accuracy"));
        Assert.Contains("/api/analytics/reports/weekly?date=2026-03-09&format=pdf", page.Find("a[download]").GetAttribute("href")!, StringComparison.Ordinal);

        await _world.RecordAsync(Make.Session(_world.StudentId, Make.At("2026-03-10 08:00"), 30));
        page.WaitForAssertion(() => Assert.Equal("2:13", Figure(page, "sessions.net_seconds")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Reports_OfAnyDays_AreAskedForByAddress()
    {
        var page = await RenderAsync<ReportsPage>("/dashboard/reports?from=2026-03-02&to=2026-03-10");

        Assert.Equal("4:13", Figure(page, "sessions.net_seconds"));
        Assert.Contains("/api/analytics/reports/range?from=2026-03-02&to=2026-03-10", page.Find("a[download]").GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_Shared_ShowTheLinkOnceAndRevokeIt()
    {
        var page = await RenderAsync<ReportsPage>("/dashboard/reports");

        await Button(page, "Share by link").ClickAsync(new MouseEventArgs());
        var link = page.Find("#share-link").GetAttribute("value")!;
        Assert.NotNull(await _world.Study.Get<ReportShares>().OpenAsync(link.Split('/')[^1], Token));
        await page.Find("button[aria-label^='Revoke: Weekly report']").ClickAsync(new MouseEventArgs());
        await Button(page, "Revoke it").ClickAsync(new MouseEventArgs());

        Assert.Empty(page.FindAll("#share-link"));
        Assert.Contains("revoked", page.Markup, StringComparison.Ordinal);
        Assert.Null(await _world.Study.Get<ReportShares>().OpenAsync(link.Split('/')[^1], Token));
    }

    [Fact]
    public async Task Reports_OfSomeoneWithNobody_SayWhatWillBeHere()
    {
        var page = await RenderAsync<ReportsPage>("/dashboard/reports", _world.Study.AddPerson("Vera"), Roles.Tutor);

        Assert.Contains("No report to read", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[download]"));
    }

    [Fact]
    public async Task Reports_ForAGuardian_AreReadAndNotShared()
    {
        var guardian = _world.Study.AddPerson("Sun");
        await AddAsync(new Guardianship(_world.StudentId, guardian, _world.Study.Clock.UtcNow));

        var page = await RenderAsync<ReportsPage>("/dashboard/reports", guardian, Roles.Guardian);

        Assert.Equal("1:43", Figure(page, "sessions.net_seconds"));
        Assert.Contains($"student={_world.StudentId}", page.Find("a[download]").GetAttribute("href")!, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Share", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_ForAGuardian_AreOfTheChildsWeek_AndFollowTheChild()
    {
        var guardian = _world.Study.AddPerson("Sun");
        await AddAsync(new Guardianship(_world.StudentId, guardian, _world.Study.Clock.UtcNow));
        await _world.Study.Get<StudyDashboard.Features.Accounts.ProfileService>().ChangeAsync(guardian, p => p.SetDays("Asia/Tokyo", 4, DayOfWeek.Wednesday), Token);

        var page = await RenderAsync<ReportsPage>("/dashboard/reports?period=week&date=2026-03-09", guardian, Roles.Guardian);

        Assert.Contains("weekly?date=2026-03-09", page.Find("a[download]").GetAttribute("href")!, StringComparison.Ordinal);
        Assert.Equal("1:43", Figure(page, "sessions.net_seconds"));

        await _world.RecordAsync(Make.Session(_world.StudentId, Make.At("2026-03-10 08:00"), 30));
        page.WaitForAssertion(() => Assert.Equal("2:13", Figure(page, "sessions.net_seconds")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Reports_ForATutor_KeepWhatIsBeingTyped_WhenTheStudentStudies()
    {
        var tutor = _world.Study.AddPerson("Petra");
        await AddAsync(new Enrollment(tutor, _world.StudentId, "Latin", new DateOnly(2026, 1, 1)));
        var page = await RenderAsync<ReportsPage>("/dashboard/reports", tutor, Roles.Tutor);
        await page.Find("#note").ChangeAsync(new ChangeEventArgs { Value = "Half a sentence" });

        await _world.RecordAsync(Make.Session(_world.StudentId, Make.At("2026-03-10 08:00"), 30));

        page.WaitForAssertion(() => Assert.Equal("2:13", Figure(page, "sessions.net_seconds")), TimeSpan.FromSeconds(10));
        Assert.Equal("Half a sentence", page.Find("#note").GetAttribute("value"));
    }

    [Fact]
    public async Task Reports_ForATutor_TakeANote()
    {
        var tutor = _world.Study.AddPerson("Petra");
        await AddAsync(new Enrollment(tutor, _world.StudentId, "Latin", new DateOnly(2026, 1, 1)));
        var page = await RenderAsync<ReportsPage>("/dashboard/reports", tutor, Roles.Tutor);

        await page.Find("#note").ChangeAsync(new ChangeEventArgs { Value = "Good week." });
        await page.Find(".report-note form").SubmitAsync();

        await using var context = _world.Study.Context();
        Assert.Equal("Good week.", (await context.Set<ReportNote>().SingleAsync(Token)).Text);
        Assert.Contains("Notes of tutors", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analytics_OfTheWeek_ShowOverviewComparisonTrendAndParts()
    {
        var page = await RenderAsync<AnalyticsPage>("/dashboard/analytics");

        Assert.Equal("1:43", Figure(page, "net_seconds"));
        Assert.Equal("3", Figure(page, "streak"));
        Assert.Contains("+0:53 (+106 %)", page.Find("section[aria-labelledby=comparison-title] table").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("#trend-title"));
        Assert.NotNull(page.Find("#by-kind-title"));
        Assert.Empty(page.FindAll("#by-class-title"));
        Assert.NotNull(page.Find("#year-title"));
    }

    [Fact]
    public async Task Analytics_OfAChild_OpenNoDayOfTheReadersOwnLog()
    {
        var guardian = _world.Study.AddPerson("Sun");
        await AddAsync(new Guardianship(_world.StudentId, guardian, _world.Study.Clock.UtcNow));

        var own = await RenderAsync<AnalyticsPage>("/dashboard/analytics");
        var childs = await RenderAsync<AnalyticsPage>("/dashboard/analytics", guardian, Roles.Guardian);

        Assert.NotEqual("", own.Find("[data-heat]").GetAttribute("data-log"));
        Assert.Equal("", childs.Find("[data-heat]").GetAttribute("data-log"));
    }

    [Fact]
    public async Task Analytics_ChosenMetric_StandsInTheAddress()
    {
        var page = await RenderAsync<AnalyticsPage>("/dashboard/analytics");

        await Accuracy().ClickAsync(new MouseEventArgs());

        Assert.Contains("metric=accuracy", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("true", Accuracy().GetAttribute("aria-pressed")));

        AngleSharp.Dom.IElement Accuracy() => page.FindAll("section[aria-labelledby=trend-title] button").Single(b => b.TextContent == "Accuracy");
    }

    [Fact]
    public async Task Analytics_OfAStranger_AreNotThere()
    {
        var page = await RenderAsync<AnalyticsPage>($"/dashboard/analytics?student={_world.StudentId}", _world.Study.AddPerson("Eve"), Roles.Guardian);

        Assert.Contains("No report to read", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_Disposed_ListenNoMore()
    {
        var reports = await RenderAsync<ReportsPage>("/dashboard/reports");
        var analytics = await RenderAsync<AnalyticsPage>("/dashboard/analytics");
        var before = (reports.RenderCount, analytics.RenderCount);

        reports.Instance.Dispose();
        analytics.Instance.Dispose();
        await _world.RecordAsync(Make.Session(_world.StudentId, Make.At("2026-03-10 08:00"), 30));

        await Assert.ThrowsAsync<Bunit.Extensions.WaitForHelpers.WaitForFailedException>(
            () => reports.WaitForStateAsync(() => (reports.RenderCount, analytics.RenderCount) != before, TimeSpan.FromSeconds(1)));
    }

    private async Task<IRenderedComponent<T>> RenderAsync<T>(string address, int? personId = null, string role = Roles.Student)
        where T : IComponent
    {
        var profile = await _world.ProfileAsync(personId) with { Roles = [role] };
        Navigation.NavigateTo(address);
        return _browser.Render<T>(parameters => parameters.AddCascadingValue(profile));
    }

    private async Task AddAsync(object row)
    {
        await using var context = _world.Study.Context();
        context.Add(row);
        await context.SaveChangesAsync(Token);
    }

    private static string Figure<T>(IRenderedComponent<T> page, string key)
        where T : IComponent => page.Find($"[data-figure='{key}']").TextContent;

    private static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string text)
        where T : IComponent => page.FindAll("button").Single(b => b.TextContent.Trim() == text);
}

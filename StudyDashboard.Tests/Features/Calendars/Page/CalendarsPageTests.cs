using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Calendars.Page;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Features.Calendars.ICalendar;
using StudyDashboard.Tests.Features.Calendars.Imported;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Calendars.Page;

public sealed class CalendarsPageTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();

    public CalendarsPageTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_study.Get<ImportedCalendars>());
        _page.Services.AddSingleton(_study.Get<CalendarFeeds>());
        _page.Services.AddSingleton(_study.Get<StudyFeed>());
        _page.Services.AddSingleton<TimeProvider>(_study.Clock);
        _page.Services.AddScoped<UndoOffers>();
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task File_PreviewedAddedEditedAndRemoved_ShowsEachStep()
    {
        var page = await RenderAsync();
        Assert.Contains("No calendar yet", page.Markup, StringComparison.Ordinal);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(ReadText.Calendar(ImportedCalendarsTests.Timetable), "school.ics"));
        var name = page.WaitForElement("#file-name");
        Assert.Equal("school", name.GetAttribute("value"));
        Assert.Contains("3 events from 3 Mar 2025 on", page.Markup, StringComparison.Ordinal);
        Assert.Contains("One line could not be read.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("has no start", page.Find(".refused tbody").TextContent, StringComparison.Ordinal);
        await name.ChangeAsync(new ChangeEventArgs { Value = "" });
        await page.Find(".import form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("1 to 80 characters", page.Find("#file-name-error").TextContent, StringComparison.Ordinal));
        await page.Find("#file-name").ChangeAsync(new ChangeEventArgs { Value = "School" });
        await page.Find(".import form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("School", page.Find(".calendar-list h3").TextContent));

        await page.Find("button[aria-label='Edit School']").ClickAsync(new MouseEventArgs());
        await page.Find(".calendar-list input:not([type=checkbox])").ChangeAsync(new ChangeEventArgs { Value = "Uni" });
        await page.Find(".calendar-list form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Uni", page.Find(".calendar-list h3").TextContent));

        await page.Find("button[aria-label='Remove Uni']").ClickAsync(new MouseEventArgs());
        Assert.Empty(page.FindAll(".calendar-list"));
        await page.InvokeAsync(() => _page.Services.GetRequiredService<UndoOffers>().Current!.Undo(TestContext.Current.CancellationToken));
        page.WaitForAssertion(() => Assert.Equal("Uni", page.Find(".calendar-list h3").TextContent));
    }

    [Fact]
    public async Task Subscription_Refused_KeepsTheForm()
    {
        var page = await RenderAsync();
        await page.Find("#address").ChangeAsync(new ChangeEventArgs { Value = "http://127.0.0.1:9/a.ics" });
        await page.Find("#address-name").ChangeAsync(new ChangeEventArgs { Value = "Work" });
        await page.FindAll("form").First(f => f.QuerySelector("#address") is not null).SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("private network", page.Find("#address-error").TextContent, StringComparison.Ordinal));
        Assert.Equal(("http://127.0.0.1:9/a.ics", "Work"), (page.Find("#address").GetAttribute("value"), page.Find("#address-name").GetAttribute("value")));
    }

    [Fact]
    public async Task Feed_MadeShownOnceAndRevokedAfterAQuestion()
    {
        var page = await RenderAsync();
        await page.Find("#feed_name").ChangeAsync(new ChangeEventArgs { Value = "Phone" });
        await page.FindAll("form").First(f => f.QuerySelector("#feed_name") is not null).SubmitAsync();
        Assert.Matches("^http://localhost/calendar/[0-9a-f]{64}\\.ics$", page.Find("#feed-secret").GetAttribute("value"));

        await page.Find("button[aria-label='Revoke Phone']").ClickAsync(new MouseEventArgs());
        Assert.Single(await _study.Get<CalendarFeeds>().ListAsync(_study.StudentId, TestContext.Current.CancellationToken));
        await page.Find("[role=alert] + .actions .danger").ClickAsync(new MouseEventArgs());

        Assert.Empty(page.FindAll("#feed-secret"));
        Assert.Contains("is revoked", page.Markup, StringComparison.Ordinal);
        Assert.Empty(await _study.Get<CalendarFeeds>().ListAsync(_study.StudentId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sources_OnTheirWay_ShowTheirShape()
    {
        var profile = await ProfileAsync();
        var list = _page.Render<SourceList>(p => p.AddCascadingValue(profile).Add(l => l.Sources, null));

        Assert.NotNull(list.Find("[aria-busy=true]"));
    }

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    private async Task<Profile> ProfileAsync() => (await _study.Get<ProfileService>().GetAsync(_study.StudentId, TestContext.Current.CancellationToken))!;

    private async Task<IRenderedComponent<CalendarsPage>> RenderAsync()
    {
        var profile = await ProfileAsync();
        return _page.Render<CalendarsPage>(p => p.AddCascadingValue(profile));
    }
}

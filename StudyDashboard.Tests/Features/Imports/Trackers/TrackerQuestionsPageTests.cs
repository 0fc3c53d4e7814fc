using AngleSharp.Html.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

public sealed class TrackerQuestionsPageTests : IDisposable
{
    private const string Open = "Project,Email,Start Date,Start Time,End Date,End Time\nAlgebra,a@example.org,03/04/2024,10:00,03/04/2024,11:00\n";

    private readonly TrackerStudy _tracker = new();
    private readonly BunitContext _page = new();

    public TrackerQuestionsPageTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_tracker.Study.Get<ImportService>());
        _page.Services.AddSingleton(_tracker.Study.Get<ImportHistory>());
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task OpenDate_UntilItIsAnswered_KeepsTheFileOut()
    {
        var page = await ChooseAsync("clockify", Open);
        page.WaitForAssertion(() => Assert.Contains("What is \"03/04/2024\"?", page.Find("label[for=date_order]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".import .button.primary"));

        await page.Find("#date_order").ChangeAsync(new ChangeEventArgs { Value = "day_first" });
        await ImportAsync(page);

        Assert.Equal(new DateOnly(2024, 4, 3), Assert.Single(await _tracker.SessionsAsync()).StudyDay);
    }

    [Fact]
    public async Task Answers_GivenWhileTheFileIsReadWithAnother_AreInUse()
    {
        var page = await ChooseAsync("clockify", Open);
        var (kind, subject) = (page.WaitForElement("select[aria-label='Kind of Algebra']"), page.Find("input[aria-label='Subject of Algebra']"));

        var reading = page.Find("#date_order").ChangeAsync(new ChangeEventArgs { Value = "day_first" });
        await kind.ChangeAsync(new ChangeEventArgs { Value = "practice" });
        await reading;
        await subject.ChangeAsync(new ChangeEventArgs { Value = "Maths" });
        await ImportAsync(page);

        var made = Assert.Single(await _tracker.SessionsAsync());
        Assert.Equal((SessionKind.Practice, "Maths", new DateOnly(2024, 4, 3)), (made.Kind, made.Subject, made.StudyDay));
    }

    [Fact]
    public async Task Project_GivenAnotherKindAndSubject_ComesInSoAndIsRemembered()
    {
        var page = await ChooseAsync("toggl", Open.Replace("03/04/2024", "2024-04-03", StringComparison.Ordinal));
        await page.WaitForElement("select[aria-label='Kind of Algebra']").ChangeAsync(new ChangeEventArgs { Value = "practice" });
        await page.Find("input[aria-label='Subject of Algebra']").ChangeAsync(new ChangeEventArgs { Value = "Maths" });

        await ImportAsync(page);

        Assert.Equal((SessionKind.Practice, "Maths"), Assert.Single(await _tracker.SessionsAsync()) is var made ? (made.Kind, made.Subject!) : default);
        await page.FindAll(".import .actions button").Single(b => b.TextContent == "Another file").ClickAsync(new MouseEventArgs());
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Open.Replace("03/04/2024", "2024-05-03", StringComparison.Ordinal), "next.csv"));
        Assert.Equal("Maths", page.WaitForElement("input[aria-label='Subject of Algebra']").GetAttribute("value"));
        Assert.Equal("practice", ((IHtmlSelectElement)page.Find("select[aria-label='Kind of Algebra']")).Value);
    }

    [Fact]
    public async Task People_WhenThereAreSeveral_AreAskedAbout()
    {
        var page = await ChooseAsync("clockify", Open.Replace("03/04/2024", "2024-04-03", StringComparison.Ordinal) + "Biology,b@example.org,2024-04-04,10:00,2024-04-04,11:00\n");
        await page.WaitForElement("select[aria-label='Kind of Biology']").ChangeAsync(new ChangeEventArgs { Value = "test" });

        await page.Find("#user").ChangeAsync(new ChangeEventArgs { Value = "b@example.org" });
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("select[aria-label='Kind of Algebra']")));
        await ImportAsync(page);

        Assert.Equal(("Biology", SessionKind.Test), Assert.Single(await _tracker.SessionsAsync()) is var made ? (made.Subject!, made.Kind) : default);
    }

    [Fact]
    public async Task Columns_OfAnotherHeader_AreAskedFor()
    {
        var page = await ChooseAsync("csv", "Course,Begun,Finished\nAlgebra,2024-04-03 10:00,2024-04-03 11:00\n");
        await page.WaitForElement("#column-start").ChangeAsync(new ChangeEventArgs { Value = "Begun" });
        await page.Find("#column-end").ChangeAsync(new ChangeEventArgs { Value = "Finished" });
        await page.Find("#column-project").ChangeAsync(new ChangeEventArgs { Value = "Course" });

        await page.FindAll(".ask button").Single().ClickAsync(new MouseEventArgs());
        page.WaitForElement("select[aria-label='Kind of Algebra']");
        await ImportAsync(page);

        Assert.Equal("Algebra", Assert.Single(await _tracker.SessionsAsync()).Subject);
    }

    public void Dispose()
    {
        _page.Dispose();
        _tracker.Dispose();
    }

    private static async Task ImportAsync(IRenderedComponent<ImportPage> page)
    {
        page.WaitForAssertion(() => Assert.Equal("Import", page.Find(".import .actions .button.primary").TextContent));
        await page.Find(".import .actions .button.primary").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("1 rows came in", page.Markup, StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<ImportPage>> ChooseAsync(string kind, string file)
    {
        var profile = (await _tracker.Study.Get<ProfileService>().GetAsync(_tracker.Study.StudentId, TestContext.Current.CancellationToken))!;
        _page.Services.GetRequiredService<NavigationManager>().NavigateTo(PageAddresses.ImportOf(kind));
        var page = _page.Render<ImportPage>(p => p.AddCascadingValue(profile));
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(file, "export.csv"));
        return page;
    }
}

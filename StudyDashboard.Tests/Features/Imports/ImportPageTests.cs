using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports;

public sealed class ImportPageTests : IDisposable
{
    private const string Header = "card_id,review_rating,review_time,review_duration\n";
    private const string Good = "7,3,2024-03-29T20:00:00Z,10\n";

    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();

    public ImportPageTests()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddSingleton(_study.Get<ImportService>());
        _page.Services.AddSingleton(_study.Get<ImportHistory>());
        _page.AddBunitPersistentComponentState();
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task File_CheckedImportedAndUndone_ShowsEachStep()
    {
        var page = await RenderAsync();
        Assert.Contains("Nothing was imported yet", page.Markup, StringComparison.Ordinal);
        Choose(page, Header + Good);

        await page.WaitForElement(".import .button.primary").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("1 rows came in", page.Markup, StringComparison.Ordinal));
        await page.WaitForElement("button[aria-label='Undo the import of log.csv']").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Contains("The import was undone.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("button[aria-label='Undo the import of log.csv']"));
    }

    [Fact]
    public async Task RefusedLines_Downloaded_AreAllThere()
    {
        var module = _page.JSInterop.SetupModule("./js/download.js");
        module.Mode = JSRuntimeMode.Loose;
        var page = await RenderAsync();
        Choose(page, Header + Good + string.Concat(Enumerable.Repeat("7,9,2024-03-29T20:00:00Z,10\n", 1500)));

        await page.WaitForElement(".import p .button").ClickAsync(new MouseEventArgs());

        var text = (string)Assert.Single(module.Invocations["save"]).Arguments[2]!;
        Assert.Equal(1501, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("1502,\"The rating \"\"9\"\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_CheckedImportedAndUndone_SaysWhatItSetsAndWhatStays()
    {
        using var from = new StudyFixture();
        await FilledStudent.FillAsync(from);
        var archive = await FilledStudent.ExportAsync(from);
        var page = await RenderAsync();
        await page.Find("#kind").ChangeAsync(new ChangeEventArgs { Value = "archive" });
        Assert.Contains("The ZIP that StudyDashboard exports", page.Markup, StringComparison.Ordinal);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(archive.ToArray(), "study.zip"));
        var import = page.WaitForElement(".import .button.primary");
        Assert.Contains("Time zone, day start, first weekday and preferences as in the archive.", page.Markup, StringComparison.Ordinal);
        await import.ClickAsync(new MouseEventArgs());
        await page.WaitForElement("button[aria-label='Undo the import of study.zip']").ClickAsync(new MouseEventArgs());

        page.WaitForAssertion(() => Assert.Contains("stay as the archive set them; change them where they are set. The import was undone.", page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gift", "gift")]
    [InlineData("nothing", "anki")]
    public async Task Kind_OfTheAddress_IsChosen(string asked, string chosen) => Assert.Equal(chosen, (await RenderAsync(asked)).Find("#kind").GetAttribute("value"));

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    private static void Choose(IRenderedComponent<ImportPage> page, string text) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "log.csv"));

    private async Task<IRenderedComponent<ImportPage>> RenderAsync(string kind = "review-log")
    {
        var profile = (await _study.Get<ProfileService>().GetAsync(_study.StudentId, TestContext.Current.CancellationToken))!;
        _page.Services.GetRequiredService<NavigationManager>().NavigateTo(PageAddresses.ImportOf(kind));
        return _page.Render<ImportPage>(p => p.AddCascadingValue(profile));
    }
}

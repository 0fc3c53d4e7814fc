using System.Text;
using Microsoft.Playwright;
using StudyDashboard.Components;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure.Time;
using static Microsoft.Playwright.Assertions;
using static StudyDashboard.E2E.Infrastructure.Journey;

namespace StudyDashboard.E2E;

/// <content>What opens on the pages. A list that the system draws (select, datalist, date) is none of the page's markup.</content>
public sealed partial class AccessibilityTests
{
    private ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    [Fact]
    public async Task Frame_WithItsDialogsOpen_HasNoViolations()
    {
        await VisitAsync(Page, "/");
        await Page.Keyboard.PressAsync("/");
        await Expect(Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await Axe.CheckAsync("palette");
        await Page.Keyboard.TypeAsync("log");
        await Expect(Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Log");
        await Axe.CheckAsync("palette: found");
        await Page.Keyboard.TypeAsync(" of nobody");
        await Expect(Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Axe.CheckAsync("palette: nothing found");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog).ToBeHiddenAsync();

        await Page.Keyboard.PressAsync("?");
        await Expect(Dialog).ToBeVisibleAsync();
        await Axe.CheckAsync("shortcuts");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog).ToBeHiddenAsync();

        await Button(Page, "Collapse the side bar").ClickAsync();
        await Expect(Button(Page, "Collapse the side bar")).ToHaveAttributeAsync("aria-pressed", "true");
        await Axe.CheckAsync("rail: collapsed", Axe.Desk);
        await Button(Page, "Collapse the side bar").ClickAsync();

        await Page.SetViewportSizeAsync(Axe.Phone, 900);
        await Button(Page, "More").ClickAsync();
        await Expect(Dialog).ToBeVisibleAsync();
        await Axe.CheckAsync("more", Axe.Phone);
        await Page.Keyboard.PressAsync("Escape");
        Axe.AssertClean();
    }

    [Fact]
    public async Task Today_ArrangedAndAsTables_HasNoViolations()
    {
        await VisitAsync(Page, "/");
        await Button(Page, "Arrange").ClickAsync();
        await Button(Page, "Hide This week").ClickAsync();
        await Expect(Button(Page, "Show This week")).ToBeVisibleAsync();
        await Axe.CheckAsync("today: arrange");
        await Button(Page, "Show This week").ClickAsync();
        await Expect(Button(Page, "Hide This week")).ToBeVisibleAsync();
        await Button(Page, "Done").ClickAsync();
        foreach (var table in await Button(Page, "Table").AllAsync())
        {
            await table.ClickAsync();
            await Expect(table).ToHaveAttributeAsync("aria-pressed", "true");
        }
        await Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await Axe.CheckAsync("today: tables");
        Axe.AssertClean();
    }

    [Fact]
    public async Task Log_WithItsFormsOpen_HasNoViolations()
    {
        // Some lines are enough; all of them stand on the page as it opens.
        await VisitAsync(Page, PageAddresses.LogPage(new LogFilter { From = DateOnly.FromDateTime(product.Clock.NowUtc()).AddDays(-6) }, 1));
        await Button(Page, "New entry").ClickAsync();
        await Page.GetByLabel("Day", new() { Exact = true }).FillAsync("31.02.");
        await Button(Page, "Save").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync("log: refused entry");
        await Page.GetByLabel("Day", new() { Exact = true }).FillAsync("yesterday");
        await Page.GetByLabel("Start", new() { Exact = true }).FillAsync("00:01");
        await Page.GetByLabel("End", new() { Exact = true }).FillAsync("23:59");
        await Button(Page, "Save").ClickAsync();
        await Expect(Button(Page, "Keep both")).ToBeVisibleAsync();
        await Axe.CheckAsync("log: entry that overlaps");
        await Button(Page, "Cancel").ClickAsync();
        await Button(Page, "Plan a session").ClickAsync();
        await Expect(Page.GetByLabel("Planned length")).ToBeVisibleAsync();
        await Axe.CheckAsync("log: plan");
        await Button(Page, "Cancel").ClickAsync();

        foreach (var (verb, of) in new[] { ("Edit", "Theory · Algebra"), ("Split", "Theory · Algebra"), ("Edit", "Test · Prosthetics") })
        {
            await Page.GetByLabel($"More for {of}").First.ClickAsync();
            await Axe.CheckAsync($"log: menu {of} {verb}");
            await Button(Page, verb).ClickAsync();
            await Expect(Button(Page, "Cancel")).ToBeVisibleAsync();
            await Axe.CheckAsync($"log: {verb} {of}");
            await Button(Page, "Cancel").ClickAsync();
            await Expect(Button(Page, "Cancel")).ToBeHiddenAsync();
        }

        await Page.GetByLabel("Select Theory · Algebra").First.CheckAsync();
        await Page.GetByLabel("Select Practice · Algebra").First.CheckAsync();
        await Button(Page, "Change…").ClickAsync();
        await Button(Page, "Merge").ClickAsync();
        await Expect(Page.GetByText("The sessions are of different kinds")).ToBeVisibleAsync();
        await Expect(Button(Page, "Change them")).ToBeVisibleAsync();
        await Axe.CheckAsync("log: bulk");
        await Button(Page, "Delete").ClickAsync();
        await Expect(Button(Page, "Undo")).ToBeVisibleAsync();
        await Axe.CheckAsync("log: undo");
        await Button(Page, "Undo").ClickAsync();
        await Expect(Page.GetByText("2 sessions deleted")).ToBeHiddenAsync();
        Axe.AssertClean();
    }

    [Fact]
    public async Task Timer_InEachOfItsStates_HasNoViolations()
    {
        var bar = Page.GetByRole(AriaRole.Banner);
        await VisitAsync(Page, "/");
        await Button(Page, "Start").First.ClickAsync();
        await ChooseAsync("Theory");
        await ChooseAsync("Pomodoro");
        await Expect(Dialog.GetByLabel("Rounds")).ToBeVisibleAsync();
        await Axe.CheckAsync("start: pomodoro");
        await ChooseAsync("Countdown");
        await Expect(Dialog.GetByLabel("Minutes")).ToBeVisibleAsync();
        await Axe.CheckAsync("start: countdown");
        await Dialog.GetByLabel("Minutes").FillAsync("90");
        await Dialog.GetByLabel("Subject", new() { Exact = true }).FillAsync("Periodontology");
        await Button(Page, "Start session").ClickAsync();
        await Expect(Dialog).ToBeHiddenAsync();
        await Expect(Button(Page, "Pause").First).ToBeVisibleAsync();
        await Axe.CheckAsync("today: running");

        await VisitAsync(Page, "/timer");
        await Button(Page, "Edit").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Solve" }).ClickAsync();
        await Expect(Page.GetByLabel("Solve: how many")).ToBeVisibleAsync();
        await Axe.CheckAsync("timer: running, edited");
        await Button(Page, "Cancel").ClickAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        await Axe.CheckAsync("timer: paused");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
        await Button(Page, "Full screen").ClickAsync();
        await Expect(Button(Page, "Leave full screen")).ToBeVisibleAsync();
        await Axe.CheckAsync("timer: full screen");
        await Button(Page, "Leave full screen").ClickAsync();

        // Longer than theory waits for a sign (30 minutes), shorter than a timer that is forgotten.
        product.Clock.Advance(TimeSpan.FromMinutes(50));
        await Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(Dialog).ToContainTextAsync("What happened from");
        await Button(Page, "Split…").ClickAsync();
        // Hours before any of it, whatever the zone.
        await Page.GetByLabel("It was study until").FillAsync(product.Clock.GetUtcNow().AddHours(-2).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await Button(Page, "Drop the rest and go on").ClickAsync();
        await Expect(Page.GetByText("Choose a time from")).ToBeVisibleAsync();
        await Axe.CheckAsync("idle");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog).ToBeHiddenAsync();
        await Axe.CheckAsync("timer: idle question open");
        await Page.GetByRole(AriaRole.Button, new() { Name = "what happened?" }).ClickAsync();
        await Button(Page, "Keep it").ClickAsync();
        await Expect(Dialog).ToBeHiddenAsync();

        await bar.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(Page.GetByLabel("Questions answered")).ToBeFocusedAsync();
        await Page.GetByLabel("Questions answered").FillAsync("3");
        await Page.GetByLabel("Correct", new() { Exact = true }).FillAsync("9");
        await Button(Page, "Save").ClickAsync();
        await Expect(Page.GetByText("9 correct of 3 answered cannot be")).ToBeVisibleAsync();
        await Axe.CheckAsync("finish: refused");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Skip" }).ClickAsync();
        await Expect(Dialog).ToBeHiddenAsync();
        Axe.AssertClean();
    }

    [Fact]
    public async Task People_WithWhatIsGivenOut_HaveNoViolations()
    {
        await VisitAsync(Page, "/admin");
        await Button(Page, "Create invitation").ClickAsync();
        await Expect(Page.GetByLabel("Link to pass on")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lock: Mina Park" }).ClickAsync();
        await Expect(Page.GetByText("the last admin")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete: Jun Ito" }).ClickAsync();
        await Expect(Button(Page, "Yes, delete")).ToBeVisibleAsync();
        await Axe.CheckAsync("admin: invited, refused, asked");
        await Button(Page, "Cancel").ClickAsync();

        await VisitAsync(Page, "/students");
        await Button(Page, "Guardian code: Jun Ito").ClickAsync();
        await Expect(Page.GetByLabel("Pairing code for a guardian of Jun Ito")).ToBeVisibleAsync();
        await Button(Page, "Add student").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync("students: code, refused");

        await VisitAsync(Page, "/children");
        await Page.GetByLabel("Pairing code").FillAsync("ABCD-EFGH");
        await Button(Page, "Connect").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync("children: refused");
        Axe.AssertClean();
    }

    [Fact]
    public async Task Settings_WithWhatTheyAnswer_HaveNoViolations()
    {
        await VisitAsync(Page, "/settings/guardians");
        await Button(Page, "Give a pairing code").ClickAsync();
        await Expect(Page.GetByText("Pass this code on")).ToBeVisibleAsync();
        await Axe.CheckAsync("guardians: code");

        await VisitAsync(Page, "/settings/profile");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("");
        await Button(Page, "Save").First.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync("profile: refused");
        await VisitAsync(Page, "/settings/study-days");
        await Page.GetByLabel("Time zone").SelectOptionAsync("Asia/Tokyo");
        await Expect(Page.GetByText("Sessions that are there stay on the day")).ToBeVisibleAsync();
        await Axe.CheckAsync("study days: what moves");
        await VisitAsync(Page, "/settings/timer");
        await Button(Page, "Save timer settings").ClickAsync();
        await Expect(Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Axe.CheckAsync("timer settings: saved");
        await VisitAsync(Page, "/settings/shortcuts");
        await Page.GetByLabel("Start or finish the timer").FillAsync("?");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync("shortcuts: refused");

        await VisitAsync(Page, "/settings/tokens");
        await Page.GetByLabel("Name").FillAsync("Watch");
        await Button(Page, "Create token").ClickAsync();
        await Expect(Page.GetByLabel("Secret")).ToBeVisibleAsync();
        await Axe.CheckAsync("tokens: made");

        await VisitAsync(Page, "/settings/webhooks");
        await Page.GetByLabel("Name").FillAsync("Wall display");
        await Page.GetByLabel("Address").FillAsync("https://hooks.invalid/study");
        await Button(Page, "Create webhook").ClickAsync();
        await Expect(Page.GetByLabel("Secret")).ToBeVisibleAsync();
        await Axe.CheckAsync("webhooks: made");
        await Button(Page, "Deliveries of Wall display").ClickAsync();
        await Expect(Page.GetByText("Nothing was sent")).ToBeVisibleAsync();
        await Button(Page, "Edit Wall display").ClickAsync();
        await Axe.CheckAsync("webhooks: edited");

        await VisitAsync(Page, "/settings/import?kind=review-log");
        await Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "reviews.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("card_id,review_rating,review_time,review_duration\nc1,3,2024-05-03T09:00:00+00:00,60000\nc1,9,2024-05-03T09:02:00+00:00,60000\n"),
        });
        await Expect(Button(Page, "Import")).ToBeVisibleAsync();
        await Axe.CheckAsync("import: dry run");
        await Button(Page, "Import").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "See them in the log" })).ToBeVisibleAsync();
        await Axe.CheckAsync("import: done");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Undo the import of reviews.csv" }).ClickAsync();
        await Expect(Page.GetByText("The import was undone.")).ToBeVisibleAsync();
        await Axe.CheckAsync("import: undone");
        await Page.GetByLabel("What is it?").SelectOptionAsync("csv");
        await Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "times.csv", MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("Project,Email,Begun,Finished\nAlgebra,a@example.org,03/04/2024 10:00,03/04/2024 11:00\nBiology,b@example.org,03/05/2024 10:00,03/05/2024 11:00\n"),
        });
        await Expect(Page.GetByLabel("Day or start")).ToBeVisibleAsync();
        await Axe.CheckAsync("import: columns asked");
        await Page.GetByLabel("Day or start").SelectOptionAsync("Begun");
        await Page.GetByLabel("Last day or end").SelectOptionAsync("Finished");
        await Button(Page, "Read with these columns").ClickAsync();
        await Expect(Page.GetByLabel("What is \"03/04/2024 10:00\"?")).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("Whose rows?")).ToBeVisibleAsync();
        await Axe.CheckAsync("import: date order, people and projects asked");

        await VisitAsync(Page, "/api");
        await Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await Page.GetByRole(AriaRole.Group).Filter(new() { HasText = "List sessions" }).GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(Page.GetByLabel("Answer")).ToBeVisibleAsync();
        await Axe.CheckAsync("api: opened");

        await Page.GotoAsync("/settings/password");
        await Page.GetByLabel("Current password").FillAsync("a wrong password");
        await Page.GetByLabel("New password").FillAsync("another long password");
        await Button(Page, "Change password").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync("password: refused");
        await Page.GotoAsync("/settings/delete-account");
        await Page.GetByLabel("Password").FillAsync("a wrong password");
        await Button(Page, "Delete my account").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync("delete account: refused");
        Axe.AssertClean();
    }

    // By the words that a person presses, once they stand still: the dialog rises when it opens.
    private async Task ChooseAsync(string name)
    {
        await Dialog.GetByText(name, new() { Exact = true }).ClickAsync();
        await Expect(Dialog.GetByRole(AriaRole.Radio, new() { Name = name })).ToBeCheckedAsync();
    }
}

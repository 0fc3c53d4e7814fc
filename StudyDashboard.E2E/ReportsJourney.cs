using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure.Time;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class ReportsJourney : Journey
{
    private const string GuardianEmail = "sun@example.org";
    private const string GuardianPassword = "sun has a long one";

    [Fact]
    public async Task Guardian_ReadsTheWeek_OpensTheSharedReport_SavesAndPrintsIt()
    {
        var student = await OpenDeviceAsync();
        await CreateOwnerAsync(student);
        await StudyAsync(1);
        await VisitAsync(student, "/dashboard/reports");
        await Expect(student.GetByRole(AriaRole.Heading, new() { Name = "Weekly report" })).ToBeVisibleAsync();
        await Expect(Figure(student, "net_seconds")).ToHaveTextAsync("0:40");
        await Button(student, "Share by link").ClickAsync();
        var link = new Uri(await student.GetByLabel("Link to this report").InputValueAsync());

        // The guardian sees the child's week.
        await PairAsync();
        var guardian = await OpenDeviceAsync();
        await SignInAsync(guardian, GuardianEmail, GuardianPassword);
        await VisitAsync(guardian, "/children");
        await guardian.GetByRole(AriaRole.Link, new() { Name = "Report of this week" }).ClickAsync();
        await Expect(guardian.GetByRole(AriaRole.Heading, new() { Name = "Weekly report" })).ToBeVisibleAsync();
        await Expect(Figure(guardian, "net_seconds")).ToHaveTextAsync("0:40");

        // The shared one opens without signing in, and stays as it was when the student studies on.
        await StudyAsync(2);
        var anyone = await OpenDeviceAsync();
        await anyone.GotoAsync(link.PathAndQuery);
        await Expect(anyone.GetByRole(AriaRole.Heading, new() { Name = "Weekly report" })).ToBeVisibleAsync();
        await Expect(Figure(anyone, "net_seconds")).ToHaveTextAsync("0:40");
        var download = await anyone.RunAndWaitForDownloadAsync(() => anyone.GetByRole(AriaRole.Link, new() { Name = "PDF" }).ClickAsync());
        var pdf = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf[..5]));
        Assert.StartsWith("report-week-", download.SuggestedFilename, StringComparison.Ordinal);

        // On paper there is the report and nothing to press.
        await anyone.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(anyone.GetByRole(AriaRole.Link, new() { Name = "PDF" })).ToBeHiddenAsync();
        await Expect(Button(anyone, "Print")).ToBeHiddenAsync();
        await Expect(Figure(anyone, "net_seconds")).ToBeVisibleAsync();
        Assert.NotEmpty(await anyone.PdfAsync());

        // The student's own has moved on; revoked, the link leads nowhere.
        await VisitAsync(student, "/dashboard/reports");
        await Expect(Figure(student, "net_seconds")).ToHaveTextAsync("1:20");
        await student.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Revoke: Weekly report") }).ClickAsync();
        await Button(student, "Revoke it").ClickAsync();
        await Expect(student.GetByText("revoked", new() { Exact = true })).ToBeVisibleAsync();
        await anyone.ReloadAsync();
        await Expect(anyone.GetByRole(AriaRole.Heading, new() { Name = "There is nothing here" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Analytics_FromTheRail_ShowTheSameTimeAndAnotherMetric()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await StudyAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Reports", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Analytics", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Analytics" })).ToBeVisibleAsync();
        await Expect(Figure(page, "net_seconds")).ToHaveTextAsync("0:40");

        await page.GetByRole(AriaRole.Group, new() { Name = "What the trend shows" }).GetByRole(AriaRole.Button, new() { Name = "Sessions" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("metric=sessions"));
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Sessions, ") })).ToBeVisibleAsync();
    }

    /// <summary>Forty minutes of this day; the second time they come an hour after the first.</summary>
    private async Task StudyAsync(int number)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var owner = (await Server.Services.GetRequiredService<ProfileService>().GetAsync(1, cancellation))!;
        var now = Server.Services.GetRequiredService<TimeProvider>().NowUtc();
        var entry = new SessionEntry
        {
            About = new SessionAbout { Kind = SessionKind.Practice, Subject = "Algebra" },
            StartedAt = now.AddHours(-5 + number),
            EndedAt = now.AddHours(-5 + number).AddMinutes(40),
            QuestionsAnswered = 10,
            CorrectAnswers = 8,
        };
        Assert.Null((await Server.Services.GetRequiredService<LogService>().AddAsync(owner.Id, entry, cancellation)).Refusal);
    }

    public override ValueTask InitializeAsync()
    {
        Server.Clock.GoToNoon();
        return ValueTask.CompletedTask;
    }

    private async Task PairAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var context = await Server.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(cancellation);
        var owner = await context.Users.SingleAsync(cancellation);
        var invitation = await Server.Services.GetRequiredService<InvitationService>().CreateAsync(owner.Id, Roles.Guardian, null, cancellation);
        await using (var scope = Server.Services.CreateAsyncScope())
        {
            Assert.Null((await scope.ServiceProvider.GetRequiredService<InvitationService>().AcceptAsync(
                invitation.Value, new NewAccount("Sun", GuardianEmail, GuardianPassword, "Europe/Sofia"), cancellation)).Refusal);
        }
        var guardian = await context.Users.SingleAsync(u => u.Email == GuardianEmail, cancellation);
        guardian.Welcome(Server.Services.GetRequiredService<TimeProvider>().NowUtc());
        context.Add(new Guardianship(owner.Id, guardian.Id, guardian.CreatedAt));
        await context.SaveChangesAsync(cancellation);
    }

    // A definition has no name that a role locator could ask for.
    private static ILocator Figure(IPage page, string key) => page.Locator($"[data-figure$='{key}']");
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.E2E.Infrastructure;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Scenarios.Content;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>A scenario is begun on one device and finished on another; a material is read and becomes a card.</summary>
public sealed class ScenarioJourney : Journey
{
    private const string Title = "Wie komme ich zum Bahnhof?";

    private static readonly ScenarioContent Scenario = BuiltInScenarios.All["directions-de"];

    [Fact]
    public async Task Scenario_BegunHere_IsFinishedElsewhere_AndItsWordsAreCardsOnce()
    {
        var desk = await OpenDeviceAsync();
        await CreateOwnerAsync(desk);
        await VisitAsync(desk, "/scenarios?language=de");
        await Button(desk, $"Start “{Title}”").ClickAsync();
        await Expect(desk).ToHaveURLAsync(new Regex(@"/scenarios/runs/\d+$"));
        await Expect(desk.GetByText("Phase 1 of 3")).ToBeVisibleAsync();
        await ReplyAsync(desk, Scenario.Phases[0].Prompts[0]);
        await desk.GetByLabel("Your reply").FillAsync("wo ist der banhof");
        await Button(desk, "Reply").ClickAsync();
        await Expect(desk.GetByText("Almost: “Wo ist der Bahnhof?”")).ToBeVisibleAsync();
        await ReplyAsync(desk, Scenario.Phases[0].Prompts[2]);
        await KnowAsync(desk, 3);
        await Expect(desk.GetByText("6 of 18 done")).ToBeVisibleAsync();
        await desk.Context.CloseAsync();

        var phone = await OpenDeviceAsync(width: 390);
        await SignInAsync(phone);
        await VisitAsync(phone, "/scenarios");
        await phone.GetByRole(AriaRole.Link, new() { Name = $"Resume: {Title}" }).ClickAsync();
        await Expect(phone.GetByText("Phase 2 of 3")).ToBeVisibleAsync();
        await FinishAsync(phone, from: 1);
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Result" })).ToBeVisibleAsync();
        await Expect(phone.GetByText("8 of 9")).ToBeVisibleAsync();
        Assert.Equal(9, await phone.GetByText("new card").CountAsync());
        await phone.GetByRole(AriaRole.Link, new() { Name = "new card der Bahnhof" }).ClickAsync();
        await Expect(phone).ToHaveURLAsync(new Regex(@"/review/decks/\d+\?card=\d+$"));
        await ReadyAsync(phone);
        await phone.GetByRole(AriaRole.Link, new() { Name = $"scenario: {Title}" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Result" })).ToBeVisibleAsync();

        await Button(phone, "Run it again").ClickAsync();
        await Expect(phone.GetByText("0 of 18 done")).ToBeVisibleAsync();
        await FinishAsync(phone, from: 0);
        await Expect(phone.GetByText("9 of 9")).ToBeVisibleAsync();
        Assert.Equal(9, await phone.GetByText("met again").CountAsync());
        await phone.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Row).Filter(new() { HasText = Title })).ToHaveCountAsync(2);

        await using var context = await Server.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var cards = await context.Set<Card>().Include(c => c.Sources).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(9, cards.Count);
        Assert.All(cards, card => Assert.Equal((2, 2), (card.TimesStudied, card.Sources.Count(s => s.Kind == CardSourceKind.Scenario && s.Title == Title))));
    }

    [Fact]
    public async Task Material_IsReadByTheClock_AndAWordOfItBecomesACard()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await VisitAsync(page, "/library/new");
        await page.GetByLabel("Title").FillAsync("Der Weg");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("# Nach dem Markt\n\nGehen Sie **geradeaus**. Dann links.\n\n<script>alert(1)</script>");
        await page.GetByLabel("Language tag").FillAsync("de");
        await page.GetByLabel("Tags").FillAsync("reading");
        await Button(page, "Save").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/library/\d+$"));
        var reader = page.GetByRole(AriaRole.Article);
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Nach dem Markt" })).ToBeVisibleAsync();

        await Button(page, "Start reading").ClickAsync();
        await Expect(page.GetByText("You are reading this")).ToBeVisibleAsync();
        await reader.GetByText("geradeaus").DblClickAsync();
        await Button(page, "Take the selection").ClickAsync();
        await Expect(page.GetByLabel("Front")).ToHaveValueAsync("geradeaus");
        await page.GetByLabel("Back", new() { Exact = true }).FillAsync("straight on");
        await Button(page, "Make a card").ClickAsync();
        await Expect(page.GetByText("There is a card of “geradeaus” now.")).ToBeVisibleAsync();

        await VisitAsync(page, "/library?find=gerade");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Der Weg" })).ToBeVisibleAsync();
        await VisitAsync(page, "/library?find=script nothing");
        await Expect(page.GetByText("Nothing fits")).ToBeVisibleAsync();
    }

    private static async Task FinishAsync(IPage page, int from)
    {
        foreach (var phase in Scenario.Phases.Skip(from))
        {
            foreach (var prompt in phase.Prompts)
            {
                await ReplyAsync(page, prompt);
            }
            await KnowAsync(page, phase.Vocabulary.Count);
        }
        await Button(page, "Finish").ClickAsync();
    }

    private static async Task ReplyAsync(IPage page, ScenarioPrompt prompt)
    {
        await Expect(page.GetByText(prompt.Text)).ToBeVisibleAsync();
        if (prompt.Kind == PromptKind.Choice)
        {
            await Button(page, prompt.Accepted[0]).ClickAsync();
        }
        else
        {
            await page.GetByLabel("Your reply").FillAsync(prompt.Accepted[0]);
            await Button(page, "Reply").ClickAsync();
        }
        await Expect(page.GetByText(prompt.Text)).Not.ToBeVisibleAsync();
    }

    private static async Task KnowAsync(IPage page, int words)
    {
        for (var word = 0; word < words; word++)
        {
            var done = await page.GetByRole(AriaRole.Progressbar).GetAttributeAsync("value");
            await Button(page, "Knew it").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Progressbar)).Not.ToHaveAttributeAsync("value", done!);
        }
    }
}

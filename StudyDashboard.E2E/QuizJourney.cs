using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

public sealed class QuizJourney : Journey
{
    [Fact]
    public async Task QuizOfForty_KilledEditedAndFinished_KeepsItsPlaceAndCountsRight()
    {
        await using var process = new StudyProcess();
        var token = TestContext.Current.CancellationToken;
        await process.StartAsync(token);
        var page = await OpenDeviceAsync(address: process.Address);
        await CreateOwnerAsync(page);
        await ImportAsync(page, "Anatomy.gift", string.Join("\n\n", Enumerable.Range(1, 45).Select(i => $"Question {i} of the bank {{~first {i} =second {i} ~third {i}}}")));
        await page.GetByRole(AriaRole.Heading, new() { Name = "45 rows came in" }).WaitForAsync();

        await VisitAsync(page, "/quizzes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start a quiz: Anatomy" }).ClickAsync();
        await page.GetByLabel("Questions of each subject, at most").FillAsync("40");
        await page.GetByLabel("Results").SelectOptionAsync("When all is done (test)");
        await Button(page, "Start the quiz").ClickAsync();
        await Expect(Progress(page)).ToContainTextAsync("Question 1 of 40 · 0 of 40 answered");

        // Keys alone: the second of three is right; every third answer is wrong, the fifth is right but unsure.
        var asked = new List<string>();
        for (var i = 1; i <= 17; i++)
        {
            await Expect(Progress(page)).ToContainTextAsync($"Question {i} of 40");
            asked.Add(await TextAsync(page));
            if (i == 5)
            {
                await page.Keyboard.PressAsync("u");
                await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^I am not sure") })).ToHaveAttributeAsync("aria-pressed", "true");
            }
            await page.Keyboard.PressAsync(i % 3 == 0 ? "a" : "b");
            await Expect(Progress(page)).ToContainTextAsync($"{i} of 40 answered");
            await page.Keyboard.PressAsync("ArrowRight");
        }
        await Expect(Progress(page)).ToContainTextAsync("Question 18 of 40");
        asked.Add(await TextAsync(page));

        await process.KillAsync();
        await process.StartAsync(token);
        var other = await OpenDeviceAsync(width: 390, address: process.Address);
        await SignInAsync(other);
        await VisitAsync(other, "/quizzes/topics/1");
        await other.GetByRole(AriaRole.Button, new() { Name = $"Edit: {asked[17]}" }).ClickAsync();
        await other.GetByLabel("Question", new() { Exact = true }).FillAsync("Quite another question");
        await Button(other, "Save").Last.ClickAsync();
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Edit: Quite another question" })).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = $"Delete: {asked[0]}" }).ClickAsync();

        await VisitAsync(other, "/quizzes");
        await other.GetByRole(AriaRole.Link, new() { Name = "Resume the quiz of Anatomy" }).ClickAsync();
        await Expect(Progress(other)).ToContainTextAsync("Question 18 of 40 · 17 of 40 answered");
        Assert.Equal(asked[17], await TextAsync(other));
        await other.GetByRole(AriaRole.Button, new() { Name = "Question 1, answered" }).ClickAsync();
        await Expect(Progress(other)).ToContainTextAsync("Question 1 of 40");
        Assert.Equal(asked[0], await TextAsync(other));

        await Button(other, "Finish").ClickAsync();
        await Expect(other.GetByText("23 questions are not answered and will not count.")).ToBeVisibleAsync();
        await Button(other, "Finish anyway").ClickAsync();
        // 17 answers: 5 wrong (3, 6, 9, 12, 15), 1 unsure, 11 correct; all for the first time.
        await Expect(other.GetByText("11 of 17 correct")).ToBeVisibleAsync();
        await Expect(Chip(other, "Newly correct")).ToHaveTextAsync(new Regex("11$"));
        await Expect(Chip(other, "Relapsed")).ToHaveTextAsync(new Regex("0$"));
        await Chip(other, "Not correct").ClickAsync();
        await Expect(other.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "of the bank" })).ToHaveCountAsync(6);

        await Button(other, "Practise these 6 questions").ClickAsync();
        await Expect(Progress(other)).ToContainTextAsync("Question 1 of 6 · 0 of 6 answered");
        foreach (var text in new[] { 3, 5, 6, 9, 12, 15 }.Select(i => asked[i - 1]))
        {
            Assert.Equal(text, await TextAsync(other));
            await other.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
            await Button(other, "Check").ClickAsync();
            await Expect(other.GetByText("Right: second")).ToBeVisibleAsync();
            if (text != asked[14])
            {
                await Button(other, "Next").ClickAsync();
                await Expect(other.GetByText("Right: second")).ToBeHiddenAsync();
            }
        }
        await Button(other, "Finish").ClickAsync();
        await Expect(other.GetByText("6 of 6 correct")).ToBeVisibleAsync();
        await Expect(Chip(other, "Newly correct")).ToHaveTextAsync(new Regex("6$"));
        await VisitAsync(other, "/dashboard/sessions");
        await Expect(other.GetByText("2 sessions")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_PressedBeforeTheCircuitAndInOneBreath_AreTakenInTheirOrder()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await ImportAsync(page, "Anatomy.gift", string.Join("\n\n", Enumerable.Range(1, 6).Select(i => $"Question {i} of the bank {{~first {i} =second {i} ~third {i}}}")));
        await page.GetByRole(AriaRole.Heading, new() { Name = "6 rows came in" }).WaitForAsync();
        await VisitAsync(page, "/quizzes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start a quiz: Anatomy" }).ClickAsync();
        await page.GetByLabel("Results").SelectOptionAsync("After each question (practice)");
        await Button(page, "Start the quiz").ClickAsync();
        await Expect(Progress(page)).ToContainTextAsync("Question 1 of 6");

        var circuit = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/**", async route =>
        {
            await circuit.Task;
            await route.ContinueAsync();
        });
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Radio).First).ToBeDisabledAsync();
        await Button(page, "Next").ClickAsync();
        await PressAsync("b", "Enter", "Enter", "u", "a");
        circuit.SetResult();
        await Expect(Progress(page)).ToContainTextAsync("Question 2 of 6 · 2 of 6 answered");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Question 2, answered, not sure" })).ToBeVisibleAsync();

        await PressAsync("Enter", "Enter", "b", "ArrowRight", "b", "Enter", "Enter", "b", "b", "Enter");
        await Expect(Progress(page)).ToContainTextAsync("Question 5 of 6 · 5 of 6 answered");
        await Expect(page.GetByText("Right: second")).ToBeVisibleAsync();
        await Button(page, "Finish").ClickAsync();
        await Button(page, "Finish anyway").ClickAsync();
        await Expect(page.GetByText("4 of 5 correct")).ToBeVisibleAsync();
        Assert.Empty(new Uri(page.Url).Query);

        async Task PressAsync(params string[] keys)
        {
            foreach (var key in keys)
            {
                await page.Keyboard.PressAsync(key);
            }
        }
    }

    [Fact]
    public async Task GiftFile_WithThreeBadQuestions_NamesThemAndTakesTheRest()
    {
        var page = await OpenDeviceAsync();
        await CreateOwnerAsync(page);
        await ChooseAsync(page, "Bones.gift", "::One:: Good {=a ~b}\n\n::Two:: An essay {}\n\n::Three:: Good {T}\n\n::Four:: Match {=a -> 1 =b -> 2}\n\n::Five:: Half a brace {=a ~b\n\n::Six:: Good {#3:1}");
        await Expect(page.GetByText("3 questions in 1 subject, for the question bank \"Bones\"")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^3 An essay") })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^7 A matching") })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^9 A brace") })).ToBeVisibleAsync();

        await Button(page, "Import").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3 rows came in" })).ToBeVisibleAsync();
        await VisitAsync(page, "/quizzes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Questions of Bones" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Edit: ") })).ToHaveCountAsync(3);
    }

    private static async Task ImportAsync(IPage page, string name, string text)
    {
        await ChooseAsync(page, name, text);
        await Button(page, "Import").ClickAsync();
    }

    private static async Task ChooseAsync(IPage page, string name, string text)
    {
        await VisitAsync(page, "/settings/import");
        await page.GetByLabel("What is it?").SelectOptionAsync("gift");
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would come in" })).ToBeVisibleAsync();
    }

    private static ILocator Progress(IPage page) => page.GetByRole(AriaRole.Status).Filter(new() { HasText = "answered" });

    private static ILocator Chip(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{name}") });

    private static Task<string> TextAsync(IPage page) => page.GetByText(new Regex("^Question \\d+ of the bank$")).InnerTextAsync();
}

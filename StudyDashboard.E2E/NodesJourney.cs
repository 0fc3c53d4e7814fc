using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>Two nodes on one PostgreSQL: a student on the one, the tutor on the other.</summary>
public sealed class NodesJourney : Journey
{
    private readonly string? _database;

    public NodesJourney()
        : this(PostgresDatabase.New())
    {
    }

    private NodesJourney(string? database)
        : base(database) => _database = database;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StudentAndTutor_OnTwoNodes_SeeTheSame_AndARestartLosesNothing()
    {
        Assert.SkipWhen(_database is null, "Needs PostgreSQL: bin/test starts one.");
        await using var node = new StudyProcess("--database", "postgres", "--connection", _database);
        var owner = await OpenDeviceAsync();
        await CreateOwnerAsync(owner);
        var lesson = await TutoringWorld.BeginAsync(Server);
        await owner.Context.CloseAsync();
        await node.StartAsync(Token);
        var tutor = await OpenDeviceAsync(address: node.Address);
        await SignInAsync(tutor);
        var student = await OpenDeviceAsync();
        await SignInAsync(student, TutoringWorld.StudentEmail, TutoringWorld.StudentPassword);

        // A sign-in is one on every node: the browser sends the same cookie to both.
        var elsewhere = await student.Context.NewPageAsync();
        await VisitAsync(elsewhere, $"{node.Address}/timer");

        // The timer runs on both, and stops on both.
        await Button(student, "Start").ClickAsync();
        await Button(student, "Start session").ClickAsync();
        await VisitAsync(student, "/timer");
        await Expect(Button(elsewhere, "Pause").First).ToBeVisibleAsync();
        var started = await student.GetByRole(AriaRole.Timer).First.GetAttributeAsync("data-started");
        Assert.Equal(started, await elsewhere.GetByRole(AriaRole.Timer).First.GetAttributeAsync("data-started"));

        // The node is restarted below a page with a note that is being written.
        await node.KillAsync();
        await Expect(elsewhere.GetByText("The connection is gone")).ToBeVisibleAsync();
        await elsewhere.GetByLabel("Note").FillAsync("over the restart");
        await node.StartAsync(Token);
        await Expect(elsewhere.GetByText("The connection is gone")).ToBeHiddenAsync();
        await Expect(elsewhere.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await VisitAsync(student, "/timer");
        await Expect(student.GetByLabel("Note")).ToHaveValueAsync("over the restart");
        Assert.Equal(started, await elsewhere.GetByRole(AriaRole.Timer).First.GetAttributeAsync("data-started"));
        await Button(elsewhere, "Pause").First.ClickAsync();
        await Expect(Button(student, "Resume").First).ToBeVisibleAsync();

        // What one draws, the other sees.
        await VisitAsync(tutor, $"/schedule/lessons/{lesson}/whiteboard");
        await VisitAsync(student, $"/schedule/lessons/{lesson}/whiteboard");
        await Expect(Board.Paper(student)).ToHaveAttributeAsync("data-marks", "0");
        await Expect(Board.Paper(tutor)).ToHaveAttributeAsync("data-marks", "0");
        await Board.DragAsync(tutor, (0.2f, 0.2f), (0.6f, 0.5f));
        await Expect(Board.Paper(student)).ToHaveAttributeAsync("data-marks", "1");
        await Board.DragAsync(student, (0.1f, 0.8f), (0.9f, 0.8f));
        await Expect(Board.Paper(tutor)).ToHaveAttributeAsync("data-marks", "2");

        // Signing out on one node ends the person's pages on the other.
        await VisitAsync(student, "/");
        await VisitAsync(elsewhere, $"{node.Address}/");
        await Button(student, "Sign out").ClickAsync();
        await Expect(elsewhere).ToHaveURLAsync(new Regex("/sign-in"));
    }
}

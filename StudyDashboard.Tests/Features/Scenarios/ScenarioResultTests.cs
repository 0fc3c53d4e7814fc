using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Scenarios;

public sealed class ScenarioResultTests
{
    private static readonly ScenarioContent Content = new()
    {
        Title = "T", Language = "de",
        Phases =
        [
            new ScenarioPhase { Title = "1", Situation = "s", Objectives = ["first"], Prompts = [Prompt(), Prompt(), Prompt()], Vocabulary = [new ScenarioWord { Term = "a", Meaning = "b" }] },
            new ScenarioPhase { Title = "2", Situation = "s", Objectives = ["second"], Prompts = [Prompt()], Vocabulary = [new ScenarioWord { Term = "a", Meaning = "b" }, new ScenarioWord { Term = "c", Meaning = "d" }] },
        ],
    };

    [Fact]
    public void Steps_InOrder_LeadThroughPromptsAndWordsOfEachPhase()
    {
        var progress = Replay();
        Assert.Equal((0, true, 0, 7), (progress.Phase, progress.Prompt is not null, progress.Done, progress.Total));

        progress = Replay("right", "right", "right");
        Assert.Equal((0, "a"), (progress.Phase, progress.Word!.Word.Term));

        progress = Replay("right", "right", "right", "known");
        Assert.Equal((1, 4), (progress.Phase, progress.Done));

        progress = Replay("right", "right", "right", "known", "right", "known", "unknown");
        Assert.True(progress.IsDone);
        Assert.Equal(Content.Phases.Count, progress.Phase);
    }

    [Fact]
    public void Prompt_IsDoneAfterASecondTryOrTheAnswer()
    {
        Assert.Single(Replay("wrong").Prompt!.Replies);
        Assert.Equal(1, Replay("wrong", "wrong").Done);
        Assert.Equal(1, Replay("reveal").Done);
        Assert.Equal(0, Replay("hint").Done);
        Assert.Equal(1, Replay("almost").Done);
    }

    [Fact]
    public void Result_IsWorkedOutFromTheSteps()
    {
        // Right; wrong and then right; a hint and then almost; revealed.
        var result = ScenarioResult.Of(Replay("right", "wrong", "right", "hint", "almost", "known", "reveal", "unknown", "known"));

        Assert.Equal((4, 2, 0.5), (result.Prompts, result.Right, result.SuccessRate));
        // (1 + 0.5 + 0.7 x 0.75 + 0) / 4 = 0.50625
        Assert.Equal(51, result.Score);
        Assert.Equal(SupportLevel.High, result.SupportLevel);
        Assert.Equal([("a", true), ("c", true)], result.Words.Select(w => (w.Term, w.IsMastered)));
        Assert.Equal([("first", true), ("second", false)], result.Objectives.Select(o => (o.Text, o.IsReached)));
    }

    [Theory]
    [InlineData(0, 9, SupportLevel.None)]
    [InlineData(1, 9, SupportLevel.Low)]
    [InlineData(2, 8, SupportLevel.Low)]
    [InlineData(3, 9, SupportLevel.Medium)]
    [InlineData(4, 8, SupportLevel.Medium)]
    [InlineData(5, 9, SupportLevel.High)]
    [InlineData(0, 0, SupportLevel.None)]
    public void Support_FollowsFromTheShareThatNeededHelp(int helped, int prompts, SupportLevel level) => Assert.Equal(level, ScenarioResult.Support(helped, prompts));

    [Fact]
    public void Timing_GapsOfTenMinutesArePauses()
    {
        var start = Make.At("2026-03-10 09:00");
        DateTime[] steps = [start.AddMinutes(3), start.AddMinutes(12), start.AddMinutes(22), start.AddMinutes(25)];

        var timing = ScenarioTiming.Of(start, steps, start.AddMinutes(26));

        Assert.Equal((start, start.AddMinutes(26)), (timing.Start, timing.End));
        Assert.Equal([new Interval(start.AddMinutes(12), start.AddMinutes(22))], timing.Pauses);
        Assert.Equal(16 * 60, timing.NetSeconds);
    }

    [Fact]
    public void Timing_FinishedLongAfterTheLastStep_EndsWithIt()
    {
        var start = Make.At("2026-03-10 09:00");

        Assert.Equal(start.AddMinutes(4), ScenarioTiming.Of(start, [start.AddMinutes(4)], start.AddMinutes(14)).End);
        Assert.Equal(start.AddMinutes(14).AddSeconds(-1), ScenarioTiming.Of(start, [start.AddMinutes(4)], start.AddMinutes(14).AddSeconds(-1)).End);
    }

    [Fact]
    public void Timing_OfAClockThatWasSetBack_IsNeverNegative()
    {
        var start = Make.At("2026-03-10 09:00");

        var timing = ScenarioTiming.Of(start, [start.AddMinutes(5), start.AddMinutes(-30)], start.AddMinutes(-20));

        Assert.Equal((start.AddMinutes(5), 300), (timing.End, timing.NetSeconds));
    }

    private static ScenarioPrompt Prompt() => new() { Text = "?", Kind = PromptKind.Typed, Accepted = ["ja"] };

    private static ScenarioProgress Replay(params string[] steps) => ScenarioProgress.Of(Content, steps.Select((what, number) => what switch
    {
        "hint" => new ScenarioStep(number, StepKind.Hint, null, null, default),
        "reveal" => new ScenarioStep(number, StepKind.Reveal, null, null, default),
        "known" => new ScenarioStep(number, StepKind.Word, null, ReplyVerdict.Right, default),
        "unknown" => new ScenarioStep(number, StepKind.Word, null, ReplyVerdict.Wrong, default),
        _ => new ScenarioStep(number, StepKind.Reply, "x", Enum.Parse<ReplyVerdict>(what, ignoreCase: true), default),
    }));
}

using System.Text;
using StudyDashboard.Features.Scenarios.Content;

namespace StudyDashboard.Tests.Features.Scenarios;

public sealed class ScenarioFileTests
{
    [Fact]
    public void BuiltIn_AreTwelve_WholeAndInSeveralLanguages()
    {
        Assert.Equal(12, BuiltInScenarios.All.Count);
        Assert.True(BuiltInScenarios.All.Values.Select(s => s.Language).Distinct().Count() >= 2);
        Assert.Equal(12, BuiltInScenarios.All.Values.Select(s => s.Topic).Distinct().Count());
        Assert.All(BuiltInScenarios.All.Values, scenario =>
        {
            Assert.NotNull(scenario.Level);
            Assert.All(scenario.Phases, phase => Assert.True(phase.Objectives.Count > 0 && phase.Vocabulary.All(w => w.Example is not null)));
            Assert.Contains(scenario.Phases, phase => phase.Prompts.Any(p => p.Near.Count > 0) || scenario.Language == "ko");
        });
    }

    [Fact]
    public void BuiltIn_JudgeTheirOwnRepliesAsTheySay() => Assert.All(
        BuiltInScenarios.All.Values.SelectMany(s => s.Phases).SelectMany(p => p.Prompts), prompt =>
        {
            Assert.All(prompt.Accepted, reply => Assert.Equal(ReplyVerdict.Right, ReplyMatch.Judge(prompt, reply).Verdict));
            Assert.All(prompt.Near, near => Assert.Equal((ReplyVerdict.Almost, near.Note), (ReplyMatch.Judge(prompt, near.Reply).Verdict, ReplyMatch.Judge(prompt, near.Reply).Note)));
            Assert.All(prompt.Options.Except(prompt.Accepted), option => Assert.NotEqual(ReplyVerdict.Right, ReplyMatch.Judge(prompt, option).Verdict));
        });

    [Fact]
    public void File_WrittenAndRead_IsTheSame() => Assert.All(BuiltInScenarios.All.Values, scenario =>
        Assert.Equal(ScenarioFile.Write(scenario), ScenarioFile.Write(ScenarioFile.Read(ScenarioFile.Write(scenario)).Value)));

    [Theory]
    [InlineData("{ \"title\": ", "title", "line 1")]
    [InlineData("{ \"title\": 3 }", "title", "line 1")]
    [InlineData("[]", "file", "line 1")]
    [InlineData("{ \"titel\": \"x\" }", "titel", "at titel")]
    [InlineData("{ \"title\": \"x\", \"language\": \"german\", \"phases\": [] }", "language", "tag like")]
    [InlineData("{ \"title\": \"x\", \"language\": \"de\", \"phases\": [] }", "phases", "takes 1 to")]
    [InlineData("{ \"title\": \"x\", \"language\": \"de\", \"phases\": [{ \"title\": \"p\", \"situation\": \"s\", \"prompts\": [{ \"text\": \"t\", \"kind\": \"typed\" }] }] }", "phases[0].prompts[0].accepted", "here are 0")]
    [InlineData("{ \"title\": \"x\", \"language\": \"de\", \"phases\": [{ \"title\": \"p\", \"situation\": \"s\", \"prompts\": [{ \"text\": \"t\", \"kind\": \"choice\", \"options\": [\"a\", \"b\"], \"accepted\": [\"c\"] }] }] }", "phases[0].prompts[0].accepted", "one of the options")]
    [InlineData("{ \"title\": \"x\", \"language\": \"de\", \"phases\": [null] }", "phases[0].title", "missing")]
    [InlineData("{ \"title\": \"x\", \"language\": \"de\", \"phases\": [{ \"prompts\": [{ \"kind\": \"sung\" }] }] }", "phases[0].prompts[0].kind", "line 1")]
    public void File_ThatIsBroken_IsRefusedWithReasonAndPlace(string json, string place, string reason)
    {
        var refusal = ScenarioFile.Read(Encoding.UTF8.GetBytes(json)).Refusal!;

        Assert.Contains(refusal.Fields, f => f.Field == place);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_ThatIsNoText_IsRefused() => Assert.Equal("file", ScenarioFile.Read([0xFF, 0xFE, 0x00]).Refusal!.Fields.Single().Field);
}

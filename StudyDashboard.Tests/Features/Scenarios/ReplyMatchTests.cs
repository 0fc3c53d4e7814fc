using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Features.Scenarios;

public sealed class ReplyMatchTests
{
    [Theory]
    [InlineData("¿Cuánto cuesta?", "cuanto cuesta")]
    [InlineData("Die zweite Straße links", "die zweite strasse links!")]
    [InlineData("I'd like the fish", "Id like the fish")]
    [InlineData("I'd like the fish", "I’d  like the fish.")]
    [InlineData("음악 좋아해요", "음악좋아해요")]
    [InlineData("Тёплая вода", "теплая вода")]
    [InlineData("check-in", "check in")]
    public void Reply_ThatDiffersInWhatDoesNotCount_IsRight(string accepted, string reply) => Assert.Equal(ReplyVerdict.Right, Judge(accepted, reply).Verdict);

    [Theory]
    [InlineData("Ich brauche einen Termin", "Ich brauhce einen Termin")]
    [InlineData("Is there meat in the soup?", "Is there meet in the soup")]
    [InlineData("안녕하세요", "안녕하셰요")]
    [InlineData("Vielen Dank", "Vilen Dank")]
    public void Reply_WithASlip_IsAlmostRight_AndTheRightOneIsTold(string accepted, string reply)
    {
        var judged = Judge(accepted, reply);

        Assert.Equal((ReplyVerdict.Almost, accepted), (judged.Verdict, judged.Expected));
    }

    [Theory]
    [InlineData("ja", "je")]
    [InlineData("Wo ist der Bahnhof?", "Wo ist die Post?")]
    [InlineData("Three", "")]
    [InlineData("Three", "?!")]
    public void Reply_ThatIsAnother_IsWrong(string accepted, string reply) => Assert.Equal(ReplyVerdict.Wrong, Judge(accepted, reply).Verdict);

    [Fact]
    public void Reply_ThatTheScenarioNames_IsAlmostRightWithItsNote()
    {
        var prompt = new ScenarioPrompt
        {
            Kind = PromptKind.Typed, Accepted = ["Seit drei Tagen"], Near = [new NearReply { Reply = "Für drei Tage", Note = "Was noch andauert, steht mit „seit“." }],
        };

        var judged = ReplyMatch.Judge(prompt, "für drei tage");

        Assert.Equal((ReplyVerdict.Almost, "Seit drei Tagen"), (judged.Verdict, judged.Expected));
        Assert.Contains("seit", judged.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Choice_IsNeverNearlyRightBySpelling()
    {
        var prompt = new ScenarioPrompt { Kind = PromptKind.Choice, Options = ["Forty euros", "Fourty euros"], Accepted = ["Forty euros"] };

        Assert.Equal(ReplyVerdict.Wrong, ReplyMatch.Judge(prompt, "Fourty euros").Verdict);
    }

    [Fact]
    public void Nearest_OfSeveral_IsTold() => Assert.Equal(
        "Vielen Dank", ReplyMatch.Judge(new ScenarioPrompt { Kind = PromptKind.Typed, Accepted = ["Danke schön", "Vielen Dank", "Herzlichen Dank"] }, "Vielen Dnk").Expected);

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsLettersAndSwaps(string a, string b, int distance)
    {
        Assert.Equal(distance, ReplyMatch.Distance(a, b));
        Assert.Equal(distance, ReplyMatch.Distance(b, a));
    }

    [Fact]
    public void Folding_Twice_IsTheSame() => Assert.All(
        new[] { "Ça va — où?", "Straße", "학교에 가요", "й ё ї", "が ぎ", "don't", "3½ ℃" }, text => Assert.Equal(FoldedText.Of(text), FoldedText.Of(FoldedText.Of(text))));

    private static ReplyJudgement Judge(string accepted, string reply) => ReplyMatch.Judge(new ScenarioPrompt { Kind = PromptKind.Typed, Accepted = [accepted] }, reply);
}

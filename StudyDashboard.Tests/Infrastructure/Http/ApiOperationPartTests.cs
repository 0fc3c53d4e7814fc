using Bunit;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Tests.Infrastructure.Http;

public sealed class ApiOperationPartTests : BunitContext
{
    private static readonly ApiOperation Undo = new()
    {
        Method = "POST", Path = "/api/reviews/undo", Summary = "Take the last answers of today back", Description = null,
        Parameters = [new ApiParameter("scope", "this | all", "Which are meant.", "all", "this")],
        Body = "{\n  \"count\": 1\n}", Answers = [new ApiAnswer("200", "Done.", "application/json"), new ApiAnswer("429", "Too many requests.", "application/problem+json")],
    };

    [Fact]
    public void Route_ThatIsOpened_ShowsTypesExamplesMeaningsAndAnExampleToSend()
    {
        var part = Render<ApiOperationPart>(p => p.Add(x => x.Operation, Undo).Add(x => x.Send, (_, _, _) => Task.FromResult("")));
        Assert.Empty(part.FindAll("form"));

        part.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Contains("this | all", part.Find("dd").TextContent, StringComparison.Ordinal);
        Assert.Equal(["scope", "200", "429"], part.FindAll("dt").Select(t => t.TextContent));
        Assert.Contains("\"count\": 1", part.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_ThatIsSent_ShowsItsAnswer()
    {
        (string, string, string?) sent = default;
        var part = Render<ApiOperationPart>(p => p.Add(x => x.Operation, Undo).Add(x => x.Send, (method, address, body) =>
        {
            sent = (method, address, body);
            return Task.FromResult("200 OK");
        }));
        part.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        await part.Find("form").SubmitAsync();

        Assert.Equal(("POST", "/api/reviews/undo", Undo.Body), sent);
        Assert.Equal("200 OK", part.Find("pre").TextContent);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("post undo", true)]
    [InlineData("TODAY", true)]
    [InlineData("get undo", false)]
    public void Route_IsFoundByMethodPathAndSummary(string find, bool expected) => Assert.Equal(expected, Undo.Has(find));
}

using System.Net;
using System.Text.RegularExpressions;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Tests.Support;
using StudyDashboard.Texts;

namespace StudyDashboard.Tests.Infrastructure.Hosting;

public sealed partial class MissingPagesTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/no/such/page")]
    [InlineData("/settings/no-such-section")]
    [InlineData("/css/no-such-file.css")]
    [InlineData("/admin")]
    public async Task Page_ThatIsNotThereOrNotTheirs_SaysSoWithTheFrameAroundIt(string address)
    {
        using var client = await product.BrowserOfAsync(product.Student);

        using var answer = await client.SendAsync("GET", address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var page = await answer.TextAsync();
        Assert.Contains(SharedTexts.NotFound_Title, page, StringComparison.Ordinal);
        Assert.Contains(SharedTexts.NotFound_Back, page, StringComparison.Ordinal);
        Assert.Contains(SharedTexts.Nav_SignOut, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forbidden_AndMissing_LookTheSame()
    {
        using var client = await product.BrowserOfAsync(product.Student);

        using var forbidden = await client.SendAsync("GET", "/admin");
        using var missing = await client.SendAsync("GET", "/no-such-page");

        Assert.Equal(missing.StatusCode, forbidden.StatusCode);
        Assert.Equal(Seen(await missing.TextAsync()), Seen(await forbidden.TextAsync()));
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/admin")]
    public async Task Page_OfAnyKind_AsksAStrangerToSignIn(string address)
    {
        using var stranger = product.Anonymous();

        using var answer = await stranger.SendAsync("GET", address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotFoundPage_OpenedByAStranger_ShowsNoFrame()
    {
        using var stranger = product.Anonymous();

        var page = await stranger.GetStringAsync("/not-found", TestContext.Current.CancellationToken);

        Assert.Contains(SharedTexts.NotFound_Title, page, StringComparison.Ordinal);
        Assert.DoesNotContain(SharedTexts.Nav_SignOut, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApiRoute_ThatIsNotThere_StillAnswersWithAProblem()
    {
        using var client = await product.ClientOfAsync(product.Student);

        await (await client.SendAsync("GET", "/api/no-such-route")).ProblemAsync(404);
    }

    // What differs between two visits to one page: the antiforgery token, and the state that is handed to the circuit.
    private static string Seen(string page) => PerVisit().Replace(page, "");

    [GeneratedRegex("<!--.*?-->|name=\"__RequestVerificationToken\" value=\"[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex PerVisit();
}

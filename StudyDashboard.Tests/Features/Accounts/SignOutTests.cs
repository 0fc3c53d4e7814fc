using System.Net;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class SignOutTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cookie_KeptByAnother_OpensNothingAfterTheSignOut_AndOtherDevicesStay()
    {
        using var browser = await product.BrowserOfAsync(product.Student);
        using var phone = await product.BrowserOfAsync(product.Student);
        using var kept = product.Server.CreateClient();
        using (var page = await browser.GetAsync("/settings/password", Token))
        {
            kept.DefaultRequestHeaders.Add("Cookie", page.RequestMessage!.Headers.GetValues("Cookie"));
        }
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(kept));

        using var out1 = await browser.PostAsync("/sign-out", null, Token);
        product.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(kept));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(phone));
        using var out2 = await phone.PostAsync("/sign-out", null, Token);
        product.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(kept));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/settings/password", Token);
        return answer.StatusCode;
    }
}

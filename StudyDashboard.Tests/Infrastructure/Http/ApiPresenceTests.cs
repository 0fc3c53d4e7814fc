using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

public sealed class ApiPresenceTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Call_OfAPersonsProgram_IsASignOfLife()
    {
        var presence = (Presence)product.Services.GetService(typeof(Presence))!;
        presence.CallRoll();
        using var client = await product.ClientOfAsync(product.Student);

        using var answer = await client.SendAsync("GET", "/api/analytics/sessions");

        Assert.Equal([product.Student.Id], presence.CallRoll());
    }
}

using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

/// <summary>The first visit of a product whose database is empty.</summary>
public sealed class SetupTests : IDisposable
{
    private const string CodeBox = "id=\"code\"";

    private readonly WebProduct _product = new();

    [Fact]
    public async Task Setup_FromThisMachine_AsksForNoCode() => Assert.DoesNotContain(CodeBox, await PageAsync(), StringComparison.Ordinal);

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task Setup_ThroughAProxyOnThisMachine_AsksForTheCode(string header, string value) =>
        Assert.Contains(CodeBox, await PageAsync((header, value)), StringComparison.Ordinal);

    public void Dispose() => _product.Dispose();

    private async Task<string> PageAsync(params (string Name, string Value)[] headers)
    {
        using var client = _product.CreateClient();
        using var answer = await client.SendAsync("GET", "/setup", null, headers);
        return await answer.TextAsync();
    }
}

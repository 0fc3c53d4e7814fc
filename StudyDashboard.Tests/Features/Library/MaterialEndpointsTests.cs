using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Library;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Library;

public sealed class MaterialEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Material_OverHttp_IsWrittenFoundChangedAndMadeACardOf()
    {
        using var client = await product.ClientOfAsync(product.Student);
        using var added = await client.SendAsync("POST", "/api/materials",
            """{"kind": "document", "title": "Dative", "body": "**mit** takes the dative", "language": "de", "collection": "German", "tags": ["grammar"], "is_favourite": true}""");
        var material = await added.OkAsync(HttpStatusCode.Created);
        var id = material.GetProperty("id").GetInt32();
        Assert.True(material.GetProperty("is_favourite").GetBoolean());

        using var found = await client.SendAsync("GET", "/api/materials?find=dativ%20tak&tag=grammar&favourite=true");
        Assert.Equal(1, (await found.OkAsync()).GetProperty("total").GetInt32());
        using var edited = await client.SendAsync("PUT", $"/api/materials/{id}", """{"title": "The dative"}""", ("If-Match", added.Headers.ETag!.Tag));
        var after = await edited.OkAsync();
        Assert.Equal(("The dative", "German"), (after.GetProperty("title").GetString(), after.GetProperty("collection").GetString()));
        using var stale = await client.SendAsync("PUT", $"/api/materials/{id}", """{"title": "x"}""", ("If-Match", "\"1\""));
        await stale.ProblemAsync(412);
        using var card = await client.SendAsync("POST", $"/api/materials/{id}/cards", """{"term": "mit", "meaning": "with"}""");
        Assert.True((await card.OkAsync()).GetProperty("is_new").GetBoolean());
        using var refused = await client.SendAsync("POST", "/api/materials", """{"kind": "link", "title": "x", "address": "javascript:alert(1)"}""");
        Assert.Equal(["address"], (await refused.ProblemAsync(422)).FieldsOf());
        using var deleted = await client.SendAsync("DELETE", $"/api/materials/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Theory]
    [InlineData("notes.html", "<html><script>alert(1)</script></html>", "text/plain", "sandbox")]
    [InlineData("paper.pdf", "%PDF-1.7 <script>alert(1)</script>", "application/pdf", "default-src 'none'")]
    public async Task File_IsServedToItsOwnerOnly_AndNeverRun(string name, string content, string type, string policy)
    {
        var library = product.Services.GetRequiredService<LibraryService>();
        var id = (await library.AddFileAsync(product.Student.Id, new MaterialDraft(), name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), Token)).Value.Id;
        using var owner = await product.BrowserOfAsync(product.Student);
        using var other = await product.BrowserOfAsync(product.OtherStudent);
        using var tutor = await product.BrowserOfAsync(product.Tutor);

        using var shown = await owner.SendAsync("GET", $"/library/{id}/file");
        Assert.Equal((HttpStatusCode.OK, type, content), (shown.StatusCode, shown.Content.Headers.ContentType?.MediaType, await shown.TextAsync()));
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(policy, shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition?.DispositionType);
        using var saved = await owner.SendAsync("GET", $"/library/{id}/file?download=true");
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition?.DispositionType);
        foreach (var stranger in new[] { other, tutor })
        {
            using var theirs = await stranger.SendAsync("GET", $"/library/{id}/file");
            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        }
    }
}

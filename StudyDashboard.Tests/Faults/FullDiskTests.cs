using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data.Backups;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Faults;

/// <summary>A database that may not grow, as on a full disk.</summary>
public sealed class FullDiskTests(FaultyProduct product) : IClassFixture<FaultyProduct>
{
    private const int SqliteFull = 13;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_ThatIsFull_RefusesInWords_AndGoesOnOnceThereIsRoom()
    {
        using var client = await product.Api.ClientOfAsync(product.Api.Student);
        await (await client.SendAsync("GET", "/api/plans")).OkAsync();
        product.Room.Pages = product.State.Pages() + 2;
        var (stored, refused) = (0, "");
        for (var i = 0; refused.Length == 0 && i < 500; i++)
        {
            using var answer = await AddAsync(client, i);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                stored++;
                continue;
            }
            refused = $"{i}";
            Assert.StartsWith("The disk is full. Nothing of this was stored.", (await answer.ProblemAsync(507)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        using var read = await client.SendAsync("GET", "/api/analytics/sessions");
        var there = (await read.OkAsync()).GetProperty("total").GetInt32();

        product.Room.Pages = null;
        using var again = await AddAsync(client, int.Parse(refused, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(stored, there);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Empty(await product.Api.Services.GetRequiredService<IntegrityCheck>().RunAsync(Token));
        FaultFigures.Note("full database: writes before the refusal", stored, "writes, all there");
    }

    [Fact]
    public async Task Page_OnAFullDisk_SaysSo()
    {
        using var browser = await product.Api.BrowserOfAsync(product.Api.Student);
        // Once an hour a request notes that the sign-in is used, which may fail unheard.
        using var noted = await browser.GetAsync(new Uri("/plans", UriKind.Relative), Token);
        using var full = FailAt.Begin(1, SqliteFull);

        using var answer = await browser.GetAsync(new Uri("/plans", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
        Assert.Contains("The disk is full.", await answer.TextAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AddAsync(HttpClient client, int number)
    {
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(number);
        return client.SendAsync("POST", "/api/analytics/sessions",
            $$"""{"session_type":"theory","started_at":"{{start:yyyy-MM-ddTHH:mm:ssZ}}","ended_at":"{{start.AddMinutes(30):yyyy-MM-ddTHH:mm:ssZ}}","note":"{{new string('n', 500)}}"}""",
            ("Idempotency-Key", $"n{number}"));
    }
}

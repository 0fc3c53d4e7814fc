using System.Text.Json;

namespace StudyDashboard.Bench;

/// <summary>Start of the server, and the first visit of a browser.</summary>
internal static class VisitPart
{
    private const int Starts = 5;

    private static readonly string[] Categories = ["performance", "accessibility", "best-practices"];

    public static async Task StartAsync(Workshop workshop, Report report)
    {
        Shell.Say("start to first page");
        var (product, stock) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Starts; i++)
        {
            await using (var server = await workshop.ServeAsync(workshop.Long))
            {
                product.Add(server.FirstPage.TotalMilliseconds);
            }
            await using (var server = await workshop.ServeStockAsync())
            {
                stock.Add(server.FirstPage.TotalMilliseconds);
            }
        }
        // The first of each warms the disk cache.
        var (ours, theirs) = (Median(product.Skip(1)), Median(stock.Skip(1)));
        report.Ratio("start of the process to the first page, long log in the file", $"{ours:0} ms", $"stock template: {theirs:0} ms", ours / theirs, 1.5);
    }

    public static async Task VisitAsync(Workshop workshop, string folder, Report report)
    {
        Shell.Say("first visit");
        await using var server = await workshop.ServeAsync(workshop.Long);
        await using var stock = await workshop.ServeStockAsync();
        await using (var browser = await Browser.LaunchAsync())
        {
            var (ours, requests) = await BytesAsync(browser, $"{server.Address}/sign-in");
            var (theirs, others) = await BytesAsync(browser, stock.Address);
            report.Ratio("first visit, bytes over the wire", $"{ours / 1024d:0.0} KB in {requests.Count}", $"stock template: {theirs / 1024d:0.0} KB in {others.Count}", (double)ours / theirs, 6);
            report.Note($"First visit, sign-in page: {string.Join(", ", requests)}.");
        }
        await LighthouseAsync($"{server.Address}/sign-in", "sign-in", folder, report);
    }

    /// <summary>What a fresh browser receives, headers and compressed bodies, until the network is quiet.</summary>
    private static async Task<(long Bytes, List<string> Requests)> BytesAsync(Browser browser, string url)
    {
        var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        var urls = new Dictionary<string, (string Path, string Encoding)>();
        var requests = new List<string>();
        var bytes = 0L;
        session.Event("Network.responseReceived").OnEvent += (_, e) =>
        {
            var response = e!.Value.GetProperty("response");
            var encoding = response.GetProperty("headers").EnumerateObject().FirstOrDefault(h => h.Name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase));
            urls[e.Value.GetProperty("requestId").GetString()!] =
                (new Uri(response.GetProperty("url").GetString()!).AbsolutePath, encoding.Value.ValueKind == JsonValueKind.String ? encoding.Value.GetString()! : "plain");
        };
        session.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            var length = (long)e!.Value.GetProperty("encodedDataLength").GetDouble();
            bytes += length;
            if (urls.TryGetValue(e.Value.GetProperty("requestId").GetString()!, out var of))
            {
                requests.Add($"{of.Path} {length} ({of.Encoding})");
            }
        };
        await page.GotoAsync(url);
        await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        await Task.Delay(1500);
        await context.CloseAsync();
        return (bytes, requests);
    }

    private static async Task LighthouseAsync(string url, string name, string folder, Report report)
    {
        try
        {
            var tool = Path.Combine(folder, "lighthouse");
            Directory.CreateDirectory(tool);
            if (!File.Exists(Path.Combine(tool, "node_modules/.bin/lighthouse")))
            {
                await Shell.RunAsync("npm", ["install", "lighthouse@12", "--no-audit", "--no-fund", "--prefix", tool], tool);
            }
            var json = await Shell.RunAsync(
                Path.Combine(tool, "node_modules/.bin/lighthouse"),
                [url, "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox --disable-gpu", $"--only-categories={string.Join(',', Categories)}"],
                tool, new Dictionary<string, string> { ["CHROME_PATH"] = Browser.Path });
            using var document = JsonDocument.Parse(json);
            foreach (var (category, least) in Categories.Zip([90, 100, 95]))
            {
                var score = (int)Math.Round(100 * document.RootElement.GetProperty("categories").GetProperty(category).GetProperty("score").GetDouble());
                report.Row($"Lighthouse, {name}, {category}", $"{score}", "", "", $">= {least}", score >= least);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or JsonException)
        {
            report.Note($"Lighthouse was not measured: {exception.Message.Split('\n')[0]}");
            Shell.Say(exception.Message);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

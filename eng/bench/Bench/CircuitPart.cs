using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;

namespace StudyDashboard.Bench;

/// <summary>What a running timer sends, and what an open Today holds in memory.</summary>
internal static class CircuitPart
{
    private const int FirstPages = 8;
    private const int MorePages = 20;

    public static async Task TimerAsync(Workshop workshop, Options options, Report report)
    {
        Shell.Say("running timer");
        await using var server = await workshop.ServeAsync(workshop.Short);
        var session = await StartTimerAsync(server.Address, await workshop.TokenAsync(workshop.Short));
        await using var browser = await Browser.LaunchAsync();
        var running = await (await browser.SignedInAsync(server.Address, Workshop.Email)).NewPageAsync();
        var idle = await (await browser.SignedInAsync(server.Address, Workshop.OtherEmail)).NewPageAsync();
        var runningFrames = await Browser.OpenInteractiveAsync(running, server.Address);
        var idleFrames = await Browser.OpenInteractiveAsync(idle, server.Address);
        await running.Locator("[data-clock]").First.WaitForAsync();
        var (bytes, renders, idleBytes, idleRenders) = (runningFrames.Bytes, runningFrames.Renders, idleFrames.Bytes, idleFrames.Renders);
        await Task.Delay(TimeSpan.FromMinutes(options.TimerMinutes));
        (bytes, renders, idleBytes, idleRenders) = (runningFrames.Bytes - bytes, runningFrames.Renders - renders, idleFrames.Bytes - idleBytes, idleFrames.Renders - idleRenders);
        report.Row($"running timer, {options.TimerMinutes:0.#} min: render batches", $"{renders}", $"idle circuit: {idleRenders}", "", "0", renders == 0);
        report.Row("the same: bytes both ways", $"{bytes} B", $"idle circuit: {idleBytes} B", $"{(double)bytes / Math.Max(1, idleBytes):0.00} x", "equal", bytes <= idleBytes + 8);
        await DiscardAsync(server.Address, await workshop.TokenAsync(workshop.Short), session);
    }

    public static async Task MemoryAsync(Workshop workshop, Report report)
    {
        Shell.Say("circuit memory");
        double today, counter;
        await using (var server = await workshop.ServeAsync(workshop.Long, hooked: true))
        await using (var browser = await Browser.LaunchAsync())
        {
            today = await PerCircuitAsync(await browser.SignedInAsync(server.Address, Workshop.Email), server, "/");
        }
        await using (var server = await workshop.ServeStockAsync(hooked: true))
        await using (var browser = await Browser.LaunchAsync())
        {
            counter = await PerCircuitAsync(await browser.NewContextAsync(), server, "/counter");
        }
        report.Ratio("circuit of Today, live heap", $"{today / 1024:0} KB", $"stock counter: {counter / 1024:0} KB", today / counter, 3);
    }

    /// <summary>What each further open page adds to the live heap.</summary>
    private static async Task<double> PerCircuitAsync(IBrowserContext context, Server server, string path)
    {
        await OpenAsync(context, server.Address + path, FirstPages);
        // The first collection also frees what the start has left behind, so it is not the one to count from.
        await server.HeapAsync();
        await OpenAsync(context, server.Address + path, FirstPages);
        var before = await server.HeapAsync();
        await OpenAsync(context, server.Address + path, MorePages);
        return (await server.HeapAsync() - before) / (double)MorePages;
    }

    private static async Task OpenAsync(IBrowserContext context, string url, int pages)
    {
        for (var i = 0; i < pages; i++)
        {
            await Browser.OpenInteractiveAsync(await context.NewPageAsync(), url);
        }
    }

    private static async Task<string> StartTimerAsync(string address, string token)
    {
        var answer = await SendAsync(HttpMethod.Post, $"{address}/api/analytics/sessions/start", token, "{\"session_type\":\"practice\",\"subject\":\"Algebra\",\"planned_minutes\":60,\"switch\":true}");
        return System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("id").ToString();
    }

    private static Task DiscardAsync(string address, string token, string session) =>
        SendAsync(HttpMethod.Put, $"{address}/api/analytics/sessions/{session}/end", token, "{}");

    private static async Task<string> SendAsync(HttpMethod method, string url, string token, string body)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {url}: {answer.StatusCode} {text}");
    }
}

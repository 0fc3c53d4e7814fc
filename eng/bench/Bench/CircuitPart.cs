using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;

namespace StudyDashboard.Bench;

/// <summary>What a running timer sends, and what an open Today holds in memory.</summary>
internal static class CircuitPart
{
    private const int Pages = 20;
    private const int Rounds = 3;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

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

    /// <summary>
    /// What an open page adds to the live heap: with all pages open less with all of them left again, the median of some rounds. Both are
    /// taken right after each other, because what the runtime itself keeps and lets go of changes by the minute.
    /// </summary>
    private static async Task<double> PerCircuitAsync(IBrowserContext context, Server server, string path)
    {
        var rounds = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var pages = new List<IPage>();
            for (var i = 0; i < Pages; i++)
            {
                pages.Add(await context.NewPageAsync());
                await Browser.OpenInteractiveAsync(pages[i], server.Address + path);
            }
            var open = await server.HeapAsync();
            foreach (var page in pages)
            {
                // Leaving a page ends its circuit at once; closing it would keep the circuit for a return.
                await page.GotoAsync("about:blank");
                await page.CloseAsync();
            }
            await Task.Delay(Settle);
            rounds.Add((open - await server.HeapAsync()) / (double)Pages);
            Shell.Say($"{path}, round {round}: {rounds[^1] / 1024:0} KB");
        }
        // The first has what is made once for all pages.
        return rounds.Skip(1).Order().ElementAt(Rounds / 2);
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

using System.Diagnostics;
using Microsoft.Playwright;

namespace StudyDashboard.Bench;

/// <summary>A Chromium without a window.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static string Path => Environment.GetEnvironmentVariable("STUDYDASHBOARD_CHROMIUM") ?? "/usr/bin/chromium";

    public static async Task<Browser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        }));
    }

    public Task<IBrowserContext> NewContextAsync() => _browser.NewContextAsync();

    /// <summary>A browser of its own in which a seeded student has signed in.</summary>
    public async Task<IBrowserContext> SignedInAsync(string address, string email)
    {
        var context = await _browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{address}/sign-in");
        await page.Locator("#email").FillAsync(email);
        await page.Locator("#password").FillAsync(Workshop.Password);
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator(".widget-week").WaitForAsync();
        await page.CloseAsync();
        return context;
    }

    /// <summary>Opens a page and returns when its circuit has rendered: the count of render batches no longer grows.</summary>
    public static async Task<Frames> OpenInteractiveAsync(IPage page, string url)
    {
        var frames = await Frames.WatchAsync(page);
        await page.GotoAsync(url);
        var begun = Stopwatch.GetTimestamp();
        for (var quiet = 0; quiet < 3 && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30);)
        {
            var before = frames.Renders;
            await Task.Delay(300);
            quiet = frames.Renders > 0 && frames.Renders == before ? quiet + 1 : 0;
        }
        return frames.Renders > 0 ? frames : throw new InvalidOperationException($"{url} never rendered over its circuit.");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

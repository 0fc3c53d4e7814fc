using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>
/// Looks at what is on a page with axe (WCAG 2.2, A and AA), on a desk and on a phone, in light and in dark, without opening it anew;
/// and at what the browser complains about meanwhile. Gathers what it finds.
/// </summary>
public sealed partial class Axe
{
    /// <summary>Width of the desk, pixels.</summary>
    public const int Desk = 1280;

    /// <summary>Width of the phone, pixels.</summary>
    public const int Phone = 390;

    private const int Height = 900;

    // Between the themes nothing differs but the colours.
    private const string AllRules = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }";
    private const string Colours = "{ type: 'rule', values: ['color-contrast'] }";

    // Colours are measured, so what moves is brought to its end; what lasts or repeats is left. And a place on the page where a bar
    // lies over a button is found by scrolling, which nobody does here.
    private const string Settle = "scrollTo(0, 0); for (const a of document.getAnimations()) if (a.effect.getComputedTiming().endTime < 2000) a.finish()";

    // The outermost of what reaches farthest.
    private const string Widest = """
        [...document.querySelectorAll('body *')].sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0].outerHTML.slice(0, 200)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private readonly IPage _page;
    private readonly List<string> _found = [];

    public Axe(IPage page, string address)
    {
        _page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                Find($"{page.Url}: console: {message.Text}");
            }
        };
        page.PageError += (_, error) => Find($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Find($"{page.Url}: asks for {request.Url}");
            }
        };
    }

    /// <summary>All that was wrong since the last call, a line each.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_found)
        {
            IReadOnlyList<string> taken = [.. _found];
            _found.Clear();
            return taken;
        }
    }

    /// <summary>Fails with all that was wrong since the last call, a line each.</summary>
    public void AssertClean()
    {
        var found = Take();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>Checks a page as it opens: at each width in each theme.</summary>
    public async Task CheckPageAsync(string where)
    {
        await CheckAsync(where, Phone);
        await CheckAsync(where, Desk);
    }

    /// <summary>
    /// Checks what has opened on a page. Twice is enough: the colours differ by theme and not by width, all else by width and not by theme.
    /// </summary>
    public async Task CheckAsync(string where)
    {
        await LookAsync(where, Phone, ColorScheme.Light, AllRules);
        await LookAsync(where, Desk, ColorScheme.Dark, AllRules);
    }

    /// <summary>Checks what is there at one width only, in each theme.</summary>
    public async Task CheckAsync(string where, int width)
    {
        await LookAsync(where, width, ColorScheme.Light, AllRules);
        await LookAsync(where, width, ColorScheme.Dark, Colours);
        await _page.SetViewportSizeAsync(Desk, Height);
    }

    // Not by the package's own RunAxe, which brings the script anew for each look and takes a second for it.
    private async Task LookAsync(string page, int width, ColorScheme scheme, string rules)
    {
        var where = $"{page}, {width}, {scheme}";
        await _page.SetViewportSizeAsync(width, Height);
        await _page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await _page.EvaluateAsync(Settle);
        await ShootAsync(where);
        if (await _page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"))
        {
            Find($"{where}: wider than the window: {await _page.EvaluateAsync<string>(Widest)}");
        }
        if (!await _page.EvaluateAsync<bool>("!!window.axe"))
        {
            await _page.EvaluateAsync(Script);
        }
        foreach (var line in await _page.EvaluateAsync<string[]>($$"""
            async () => {
              const { violations } = await axe.run({ runOnly: {{rules}}, resultTypes: ['violations'], preload: false, elementRef: false });
              return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} (${[...n.any, ...n.all, ...n.none].map(c => c.message).join('; ')})`));
            }
            """))
        {
            Find($"{where}: {line}");
        }
    }

    /// <summary>Pictures to look at, when a folder for them is named.</summary>
    private async Task ShootAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("STUDYDASHBOARD_SHOTS") is { } folder)
        {
            await _page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{NotForFiles().Replace(name, "-")}.png"), FullPage = true });
        }
    }

    private void Find(string line)
    {
        lock (_found)
        {
            _found.Add(line);
        }
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotForFiles();
}

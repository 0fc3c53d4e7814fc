using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>Looks at pages with axe (WCAG 2.2, A and AA), and at what the browser complains about meanwhile; gathers what it finds.</summary>
public sealed class Axe
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private readonly IPage _page;

    public Axe(IPage page, string address)
    {
        _page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                Found.Add($"{page.Url}: console: {message.Text}");
            }
        };
        page.PageError += (_, error) => Found.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Found.Add($"{page.Url}: asks for {request.Url}");
            }
        };
    }

    /// <summary>All that is wrong, a line each.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Checks what is on the page now, once nothing moves: colours are measured.</summary>
    public async Task CheckAsync(string where)
    {
        await _page.EvaluateAsync("Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < 2000).map(a => a.finished.catch(() => 0))).then(() => 0)");
        var result = await _page.RunAxe(Rules);
        Found.AddRange(result.Violations.Select(v => $"{where}: {v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
        if (await _page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"))
        {
            Found.Add($"{where}: wider than the window");
        }
    }
}

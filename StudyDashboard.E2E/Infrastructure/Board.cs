using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>A lesson's whiteboard under a hand.</summary>
internal static class Board
{
    public static ILocator Paper(IPage page) => page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^The board, page") });

    /// <summary>Draws a line between two points, in shares of the paper's width and height.</summary>
    public static async Task DragAsync(IPage page, (float X, float Y) from, (float X, float Y) to)
    {
        await Paper(page).ScrollIntoViewIfNeededAsync();
        var box = (await Paper(page).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (from.X * box.Width), box.Y + (from.Y * box.Height));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (to.X * box.Width), box.Y + (to.Y * box.Height), new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }
}

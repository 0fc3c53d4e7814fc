using System.Globalization;
using System.Text.RegularExpressions;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Tests.Docs;

/// <summary>docs/figures.md against the product: its history is recorded, and each figure that it works out is what the product says.</summary>
public sealed partial class FiguresPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_OfTheWorkedHistory_AreWhatTheProductSays()
    {
        var page = await PageTables.ReadAsync("figures.md");
        using var history = await WorkedHistory.RecordAsync(page, "2026-03-20 18:00");

        var product = await new ProductFigures(history).ReadAsync();

        Assert.All(page.Of("figure"), row =>
        {
            Assert.True(product.TryGetValue(row["figure"], out var figure), $"The product knows no figure '{row["figure"]}'.");
            Assert.Equal($"{row["figure"]}: {row["result"]}", $"{row["figure"]}: {Written(figure, row["result"])}");
        });
        Assert.Equal(0, await history.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Calculations_OfThePage_GiveTheirResults()
    {
        var page = await PageTables.ReadAsync("figures.md");
        var worked = page.Of("figure").Where(r => Calculation().IsMatch(r["worked"]) && Leading().IsMatch(r["result"])).ToList();

        Assert.NotEmpty(worked);
        Assert.All(worked, row => Assert.Equal(
            $"{row["figure"]}: {row["result"]}",
            $"{row["figure"]}: {Rounded(Arithmetic.Of(Calculation().Match(row["worked"]).Groups[1].Value), row["result"])}{Leading().Replace(row["result"], "")}"));
    }

    [Fact]
    public async Task Page_WorksEveryFormulaOfTheRules()
    {
        var page = await PageTables.ReadAsync("figures.md");

        Assert.Equal(
            [
                "The history", "Study day", "Net time", "Points", "Progress of a domain and of the plan", "Mastery", "Level of a domain", "Goal", "Streak",
                "Attendance", "Sittings", "True retention", "What a quiz moved", "Facility of a question", "Heat",
            ], page.Sections);
    }

    private static string Written(ProductFigure figure, string result) => figure.Number is { } number ? $"{Rounded(number, result)} {figure.Text}".TrimEnd() : figure.Text;

    /// <summary>A number with as many decimals as the page's.</summary>
    private static string Rounded(double number, string result)
    {
        var written = Leading().Match(result).Value;
        var decimals = written.Contains('.', StringComparison.Ordinal) ? written.Length - written.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        // A half that binary cannot hold is one nevertheless.
        return Math.Round(Math.Round(number, 9), decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Calculation();

    [GeneratedRegex(@"^\d+(\.\d+)?(?= |$)")]
    private static partial Regex Leading();
}

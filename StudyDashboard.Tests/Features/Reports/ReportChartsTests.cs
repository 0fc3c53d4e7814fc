using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Radzen;
using Radzen.Blazor.Rendering;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Reports.Charts;
using StudyDashboard.Features.Reports.Page;

namespace StudyDashboard.Tests.Features.Reports;

public sealed class ReportChartsTests : IDisposable
{
    private readonly BunitContext _browser = new();

    public ReportChartsTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.JSInterop.Setup<Rect>("Radzen.createChart", _ => true).SetResult(new Rect { Width = 720, Height = 192 });
        _browser.Services.AddRadzenComponents();
        IsLive(true);
    }

    public void Dispose() => _browser.Dispose();

    [Fact]
    public void Series_WithoutACircuit_IsOnePieceOfMarkupWithAName()
    {
        IsLive(false);

        var chart = Render(Days(3600, 7200));

        var picture = chart.Find("[role=img]");
        Assert.Equal("Net time by day, 2 bars; the longest is 2026-03-10 with 2:00.", picture.GetAttribute("aria-label"));
        Assert.Equal(2, picture.QuerySelectorAll("svg.wide rect.bar").Length);
        Assert.Equal(2, picture.QuerySelectorAll("svg.narrow rect.bar").Length);
        Assert.Empty(chart.FindAll(".rz-chart"));
    }

    [Fact]
    public void Series_OnACircuit_IsDrawnByTheLibraryFromZero()
    {
        var chart = Render(Days(3600, 7200));

        Assert.Equal(2, chart.FindAll(".rz-column-series path").Count);
        Assert.Equal("0:00", chart.Find(".rz-value-axis .rz-tick-text").TextContent);
        Assert.Contains("9 Mar", chart.Find(".rz-category-axis").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_WithAMissingValue_HasNoBarThere()
    {
        var chart = Render(Days(3600, null, 7200), mean: [3600, 3600, 5400]);

        Assert.Equal(2, chart.FindAll(".rz-column-series path").Count);
        Assert.Single(chart.FindAll(".rz-line-series path"));
    }

    [Fact]
    public void Series_Lying_NamesItsBarsFromTheTop()
    {
        var chart = Render(new ReportSeries("by-kind", "By kind", FigureUnit.Seconds, [("Theory", 7200), ("Test", 60)]), isLying: true);

        var places = chart.FindAll("text.rz-tick-text").ToDictionary(t => t.TextContent.Trim(), t => double.Parse(t.GetAttribute("y")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(places["Theory"] < places["Test"]);
        Assert.Equal(["2:00", "0:01"], chart.FindAll(".rz-series-data-label").Select(l => l.TextContent).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Series_WithNothing_SaysSo()
    {
        var chart = Render(Days());

        Assert.Equal("Net time by day: nothing in this time.", chart.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Empty(chart.FindAll(".rz-chart"));
    }

    [Fact]
    public void Series_DrawnAgainWithTheSameFigures_AsksNothingOfTheLibrary()
    {
        var series = Days(3600, 7200);
        var chart = Render(series);
        var before = chart.FindComponent<LiveChart>().FindComponent<Radzen.Blazor.RadzenChart>().RenderCount;

        chart.Render(parameters => parameters.Add(c => c.Series, series));

        Assert.Equal(before, chart.FindComponent<LiveChart>().FindComponent<Radzen.Blazor.RadzenChart>().RenderCount);
    }

    [Fact]
    public void ReportChart_WithoutACircuit_HasItsTableItsFileAndHowItIsCounted()
    {
        IsLive(false);

        var chart = _browser.Render<ReportChart>(parameters => parameters
            .Add(c => c.Id, "sessions-net_by_day").Add(c => c.Series, Days(3600, 7200)).Add(c => c.HowCounted, "Pauses are out."));

        Assert.Equal("3:00", chart.Find(".chart-total").TextContent);
        Assert.Contains("2:00", chart.Find("details.as-table table").TextContent, StringComparison.Ordinal);
        Assert.Contains("Pauses are out.", chart.Find(".chart-foot details").TextContent, StringComparison.Ordinal);
        var file = chart.Find("a[download='net_by_day.csv']").GetAttribute("href")!;
        Assert.Contains("2026-03-10,2:00\r\n", Uri.UnescapeDataString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_Table_TakesThePlaceOfTheDrawing()
    {
        var frame = _browser.Render<ChartFrame>(parameters => parameters
            .Add(f => f.Id, "days").Add(f => f.Title, "Days").Add(f => f.HowCounted, "By day.").Add(f => f.HasPicture, true)
            .Add(f => f.Table, () => new ChartTable(["Day", "Time"], [new ChartRow(["Monday", "1:00"])])).AddChildContent("<svg></svg>"));
        Assert.Single(frame.FindAll("svg"));
        Assert.Single(frame.FindAll("[data-picture=days]"));

        await frame.Find("button[aria-pressed]").ClickAsync(new MouseEventArgs());

        Assert.Equal("true", frame.Find("button[aria-pressed]").GetAttribute("aria-pressed"));
        Assert.Contains("1:00", frame.Find("table.grid").TextContent, StringComparison.Ordinal);
        Assert.Empty(frame.FindAll("svg, [data-picture]"));
    }

    private void IsLive(bool isLive) => _browser.SetRendererInfo(new RendererInfo(isLive ? "Server" : "Static", isLive));

    private IRenderedComponent<SeriesChart> Render(ReportSeries series, IReadOnlyList<double?>? mean = null, bool isLying = false) =>
        _browser.Render<SeriesChart>(parameters => parameters.Add(c => c.Series, series).Add(c => c.Mean, mean).Add(c => c.IsLying, isLying));

    private static ReportSeries Days(params double?[] values) => new(
        "net_by_day", "Net time by day", FigureUnit.Seconds, [.. values.Select((v, i) => ($"2026-03-{9 + i:00}", v))]);
}

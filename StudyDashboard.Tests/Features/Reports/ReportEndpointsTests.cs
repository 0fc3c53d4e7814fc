using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Tests.Features.Analytics;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Reports;

public sealed class ReportEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    private const string Session =
        """{"session_type": "practice", "subject": "Algebra", "started_at": "2026-03-09T06:00:00Z", "ended_at": "2026-03-09T07:00:00Z", "questions_answered": 10, "correct_answers": 8, "overlap": "keep_both"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OverviewTrendsAndComparison_OfOneSession_Agree()
    {
        using var client = await StudiedAsync(product.Student);

        var overview = await (await client.SendAsync("GET", "/api/analytics/performance/overview?date=2026-03-10")).OkAsync();
        var trend = await (await client.SendAsync("GET", "/api/analytics/performance/trends?period=week&date=2026-03-10&metric=net_seconds")).OkAsync();
        var comparison = await (await client.SendAsync("GET", "/api/analytics/performance/comparison?date=2026-03-10")).OkAsync();

        Assert.Equal("2026-03-09", overview.GetProperty("from").GetString());
        var net = overview.GetProperty("net_seconds").GetInt32();
        Assert.True(net > 0 && net % 3600 == 0);
        Assert.Equal(80, overview.GetProperty("accuracy_percent").GetDouble());
        Assert.Equal("practice", overview.GetProperty("by_kind")[0].GetProperty("key").GetString());
        Assert.Equal(net, trend.GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("value").GetDouble()));
        Assert.Equal(net, comparison.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("metric").GetString() == "net_seconds").GetProperty("value").GetDouble());
        Assert.Equal("2026-03-02", comparison.GetProperty("previous_from").GetString());
    }

    [Theory]
    [InlineData("/api/analytics/performance/overview?period=decade", "period")]
    [InlineData("/api/analytics/performance/overview?from=2026-03-01", "to")]
    [InlineData("/api/analytics/performance/trends?metric=luck", "metric")]
    [InlineData("/api/analytics/performance/trends?metric=notes&subject=Algebra", "metric")]
    [InlineData("/api/analytics/reports/weekly?format=docx", "format")]
    [InlineData("/api/analytics/reports/weekly?date=yesterday", "date")]
    [InlineData("/api/analytics/reports/monthly?date=9999-12-31", "date")]
    [InlineData("/api/analytics/reports/daily?date=2026-03-09T10:00:00Z", "date")]
    [InlineData("/api/analytics/performance/overview?from=2026-03-01T00:00:00Z&to=2026-03-08", "from")]
    [InlineData("/api/analytics/reports/sessions?to=2026-03-09T10:00:00Z", "to")]
    [InlineData("/api/analytics/performance/trends?metric=test_score&session_type=practice", "session_type")]
    [InlineData("/api/analytics/performance/comparison?from=0001-01-01&to=0001-01-02", "from")]
    [InlineData("/api/analytics/reports/range?from=2026-03-10&to=2026-03-09", "from")]
    public async Task Query_ThatCannotBeTaken_NamesItsField(string address, string field)
    {
        using var client = await product.ClientOfAsync(product.Student);
        using var answer = await client.SendAsync("GET", address);

        Assert.Equal([field], (await answer.ProblemAsync(422)).FieldsOf());
    }

    [Theory]
    [InlineData("daily", "json", "application/json")]
    [InlineData("weekly", "csv", "text/csv")]
    [InlineData("weekly", "pdf", "application/pdf")]
    [InlineData("monthly", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Report_OfAPeriod_ComesAsWhatIsAskedFor(string period, string format, string type)
    {
        using var client = await StudiedAsync(product.Student);
        using var answer = await client.SendAsync("GET", $"/api/analytics/reports/{period}?date=2026-03-09&format={format}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Report_OfAnother_IsThereForTheGuardianAlone()
    {
        using var _ = await StudiedAsync(product.OtherStudent);
        using var guardian = await product.ClientOfAsync(product.Guardian);
        var address = $"/api/analytics/reports/weekly?date=2026-03-09&student={product.OtherStudent.Id}";
        await (await guardian.SendAsync("GET", address)).ProblemAsync(404);
        await using (var context = product.Context())
        {
            context.Add(new Guardianship(product.OtherStudent.Id, product.Guardian.Id, product.Clock.UtcNow));
            await context.SaveChangesAsync(Token);
        }

        var report = await (await guardian.SendAsync("GET", address)).OkAsync();

        Assert.Equal("Jun", report.GetProperty("student").GetString());
        using var tutor = await product.ClientOfAsync(product.Tutor);
        await (await tutor.SendAsync("GET", address)).ProblemAsync(404);
        // Single sessions with their notes are the student's own.
        await (await guardian.SendAsync("GET", $"/api/analytics/reports/sessions?student={product.OtherStudent.Id}")).ProblemAsync(404);
    }

    [Fact]
    public async Task Sessions_AsCsv_AreTheCallersOwn()
    {
        using var client = await StudiedAsync(product.Student);
        using var answer = await client.SendAsync("GET", "/api/analytics/reports/sessions?from=2026-03-09&to=2026-03-09");

        var rows = (await answer.TextAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("2026-03-09T08:00:00+02:00", rows[1], StringComparison.Ordinal);
        Assert.All(rows.Skip(1), r => Assert.Contains(",practice,Algebra,", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SharedReport_WithoutSigningIn_OpensUntilItIsRevoked()
    {
        using var _ = await StudiedAsync(product.Student);
        var (shares, reader) = (product.Services.GetRequiredService<ReportShares>(),
            (await product.Services.GetRequiredService<ReportReaders>().FindAsync(product.Student.Id, null, Token)).Value);
        var secret = (await shares.ShareAsync(reader, AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token)).Value;
        using var anyone = product.Anonymous();

        using var page = await anyone.GetAsync($"/reports/shared/{secret}", Token);
        using var pdf = await anyone.GetAsync($"/reports/shared/{secret}/file?format=pdf", Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, pdf.StatusCode));
        Assert.Contains("Weekly report", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(["noindex, nofollow"], page.Headers.GetValues("X-Robots-Tag"));
        Assert.True(page.Headers.CacheControl?.NoStore);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);

        await shares.RevokeAsync(reader, (await shares.BesideAsync(reader, AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token)).Shares[0].Id, Token);
        using var gone = await anyone.GetAsync($"/reports/shared/{secret}", Token);
        using var file = await anyone.GetAsync($"/reports/shared/{secret}/file?format=pdf", Token);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (gone.StatusCode, file.StatusCode));
        Assert.DoesNotContain("Mina", await gone.TextAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpClient> StudiedAsync(Person person)
    {
        var client = await product.ClientOfAsync(person);
        await (await client.SendAsync("POST", "/api/analytics/sessions", Session)).OkAsync(HttpStatusCode.Created);
        return client;
    }
}

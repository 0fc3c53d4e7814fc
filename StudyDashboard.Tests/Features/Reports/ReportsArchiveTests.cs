using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Tests.Features.Analytics;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Reports;

public sealed class ReportsArchiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_BothWays_KeepsWhatWasSharedAndNotesWithoutTheLink()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var reader = (await world.Study.Get<ReportReaders>().FindAsync(world.StudentId, null, Token)).Value;
        var secret = (await world.Study.Get<ReportShares>().ShareAsync(reader, AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token)).Value;
        await using (var context = world.Study.Context())
        {
            context.Add(new ReportNote(
                world.StudentId, world.Study.AddPerson("Petra"), "Petra", new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15), "Good week.", world.Study.Clock.UtcNow));
            await context.SaveChangesAsync(Token);
        }
        var archive = await FilledStudent.ExportAsync(world.Study);
        using var to = new StudyFixture("UTC", 0);

        await ImportAsync(to, archive);

        await using var there = to.Context();
        var shared = await there.Set<SharedReport>().AsNoTracking().SingleAsync(Token);
        Assert.Equal((null, true), (shared.Hash, shared.RevokedAt is not null));
        Assert.Null(await to.Get<ReportShares>().OpenAsync(secret, Token));
        Assert.Equal(6180, ReportShares.ContentOf(shared.Content).Sections[0].Figures[0].Value);
        var note = await there.Set<ReportNote>().SingleAsync(Token);
        Assert.Equal(("Petra", "Good week.", null), (note.AuthorName, note.Text, note.AuthorId));

        archive.Position = 0;
        Assert.Equal(0, (await ImportAsync(to, archive)).Plan.Created);
    }

    [Fact]
    public async Task Person_Deleted_TakesReportsAndNotesAlong()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var petra = world.Study.AddPerson("Petra");
        var reader = (await world.Study.Get<ReportReaders>().FindAsync(world.StudentId, null, Token)).Value;
        await world.Study.Get<ReportShares>().ShareAsync(reader, AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token);
        await using var context = world.Study.Context();
        context.Add(new ReportNote(world.StudentId, petra, "Petra", new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15), "Good week.", world.Study.Clock.UtcNow));
        await context.SaveChangesAsync(Token);

        await context.Users.Where(p => p.Id == petra).ExecuteDeleteAsync(Token);
        Assert.False(await context.Set<ReportNote>().AnyAsync(Token));
        await context.Users.Where(p => p.Id == world.StudentId).ExecuteDeleteAsync(Token);
        Assert.False(await context.Set<SharedReport>().AnyAsync(Token));
    }

    private static async Task<ImportResult> ImportAsync(StudyFixture study, MemoryStream archive) =>
        (await study.Get<ImportService>().ImportAsync(study.StudentId, new ImportCommand("archive", "study.zip", archive), null, Token)).Value;
}

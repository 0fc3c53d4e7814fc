using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Analytics;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Reports;

public sealed class ReportSharesTests
{
    private static readonly StudyPeriod Week = AnalyticsServiceTests.PeriodOf(PeriodLength.Week);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SharedReport_WhenSessionsCome_StaysAsItWas()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var shares = world.Study.Get<ReportShares>();
        var secret = (await shares.ShareAsync(await ReaderAsync(world), Week, Token)).Value;

        await world.RecordAsync(Make.Session(world.StudentId, Make.At("2026-03-10 08:00"), 30));

        var shared = (await shares.OpenAsync(secret, Token))!;
        Assert.Equal(6180, shared.Sections[0].Figures.Single(f => f.Key == "net_seconds").Value);
        Assert.Equal(6180 + 1800, (await world.Study.Get<ReportService>().ReadAsync(await ReaderAsync(world), Week, Token)).Sections[0].Figures[0].Value);
        Assert.Equal(Week, shared.Period);
        Assert.Equal("By subject", shared.Sections[0].Tables.Single(t => t.Key == "by_subject").Title);
        Assert.Equal(3600.0, shared.Sections[0].Tables[0].Rows[0][1]);
    }

    [Fact]
    public async Task SharedReport_StoresNoSecret()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var secret = (await world.Study.Get<ReportShares>().ShareAsync(await ReaderAsync(world), Week, Token)).Value;

        await using var context = world.Study.Context();
        var stored = await context.Set<SharedReport>().SingleAsync(Token);
        Assert.Equal(64, stored.Hash!.Length);
        Assert.DoesNotContain(secret, stored.Hash + stored.Content, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SharedReport_Revoked_LeadsNowhere()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var (shares, reader) = (world.Study.Get<ReportShares>(), await ReaderAsync(world));
        var secret = (await shares.ShareAsync(reader, Week, Token)).Value;

        Assert.Null(await shares.RevokeAsync(reader, (await shares.BesideAsync(reader, AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token)).Shares.Single().Id, Token));

        Assert.Null(await shares.OpenAsync(secret, Token));
        Assert.Null(await shares.OpenAsync("unknown", Token));
        Assert.NotNull((await shares.BesideAsync(reader, AnalyticsServiceTests.PeriodOf(PeriodLength.Week), Token)).Shares.Single().RevokedAt);
    }

    [Fact]
    public async Task Guardian_ReadsAndDoesNotShare()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var guardian = world.Study.AddPerson("Sun");
        await using (var context = world.Study.Context())
        {
            context.Add(new Guardianship(world.StudentId, guardian, world.Study.Clock.UtcNow));
            await context.SaveChangesAsync(Token);
        }

        var reader = (await world.Study.Get<ReportReaders>().FindAsync(guardian, world.StudentId, Token)).Value;

        Assert.Equal(ReportViewer.Guardian, reader.Viewer);
        Assert.Equal(6180, (await world.Study.Get<ReportService>().ReadAsync(reader, Week, Token)).Sections[0].Figures[0].Value);
        Assert.Equal(RefusalKind.Conflict, (await world.Study.Get<ReportShares>().ShareAsync(reader, Week, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task Stranger_FindsNoStudent()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        Assert.Equal(RefusalKind.NotFound, (await world.Study.Get<ReportReaders>().FindAsync(world.Study.AddPerson("Eve"), world.StudentId, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task TutorsNote_StandsInTheReportOfStudentAndOfNoOtherTutor()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var (petra, ivan) = (Tutor(world, "Petra"), Tutor(world, "Ivan"));
        var (readers, notes) = (world.Study.Get<ReportReaders>(), world.Study.Get<ReportNotes>());
        var tutor = (await readers.FindAsync(petra, world.StudentId, Token)).Value;

        Assert.Null(await notes.WriteAsync(tutor, "Petra", Week, " Good week. ", Token));

        Assert.Equal("Good week.", await notes.OwnAsync(tutor, Week, Token));
        Assert.Equal("Good week.", await NoteAsync(await ReaderAsync(world)));
        Assert.Equal("Good week.", await NoteAsync(tutor));
        Assert.Null(await NoteAsync((await readers.FindAsync(ivan, world.StudentId, Token)).Value));
        Assert.Equal(RefusalKind.NotFound, (await notes.WriteAsync(await ReaderAsync(world), "Mina", Week, "My own", Token))?.Kind);
        Assert.Null(await notes.WriteAsync(tutor, "Petra", Week, "", Token));
        Assert.Null(await NoteAsync(await ReaderAsync(world)));

        async Task<object?> NoteAsync(ReportReader reader) => (await world.Study.Get<ReportService>().ReadAsync(reader, Week, Token))
            .Sections.FirstOrDefault(s => s.Key == "notes")?.Tables[0].Rows[0][3];
    }

    [Fact]
    public async Task TutorsLink_HoldsWhileTheyTeach()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var petra = Tutor(world, "Petra");
        var (shares, enrollments) = (world.Study.Get<ReportShares>(), world.Study.Get<EnrollmentService>());
        var secret = (await shares.ShareAsync((await world.Study.Get<ReportReaders>().FindAsync(petra, world.StudentId, Token)).Value, Week, Token)).Value;
        Assert.NotNull(await shares.OpenAsync(secret, Token));

        var enrollment = (await enrollments.OfTutorAsync(petra, Token)).Single().EnrollmentId;
        Assert.Null(await enrollments.EndAsync(await world.ProfileAsync(petra), enrollment, Token));

        Assert.Null(await shares.OpenAsync(secret, Token));
    }

    [Fact]
    public async Task Tutor_WhoIsDeleted_LeavesNoNameAndNoWordInASnapshot()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var petra = Tutor(world, "Petra");
        var tutor = (await world.Study.Get<ReportReaders>().FindAsync(petra, world.StudentId, Token)).Value;
        Assert.Null(await world.Study.Get<ReportNotes>().WriteAsync(tutor, "Petra", Week, "Good week.", Token));
        var secret = (await world.Study.Get<ReportShares>().ShareAsync(await ReaderAsync(world), Week, Token)).Value;

        Assert.Null(await world.Study.Get<StudyDashboard.Features.Accounts.Archive.ArchiveService>().DeleteAsync(petra, Token));

        await using var context = world.Study.Context();
        var content = (await context.Set<SharedReport>().SingleAsync(Token)).Content;
        Assert.DoesNotContain("Petra", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Good week.", content, StringComparison.Ordinal);
        Assert.Equal(6180, (await world.Study.Get<ReportShares>().OpenAsync(secret, Token))!.Sections[0].Figures[0].Value);
    }

    [Fact]
    public async Task Text_ThatLooksLikeADay_StaysAText()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        await world.RecordAsync(Make.Session(world.StudentId, Make.At("2026-03-10 08:00"), 30, subject: "2026-03-10"));
        var shares = world.Study.Get<ReportShares>();

        var shared = (await shares.OpenAsync((await shares.ShareAsync(await ReaderAsync(world), Week, Token)).Value, Token))!;

        Assert.Contains("2026-03-10", shared.Sections[0].Tables.Single(t => t.Key == "by_subject").Rows.Select(r => r[0]));
    }

    private static int Tutor(AnalyticsWorld world, string name)
    {
        var id = world.Study.AddPerson(name);
        using var context = world.Study.Context();
        context.Add(new Enrollment(id, world.StudentId, "Latin", new DateOnly(2026, 1, 1)));
        context.SaveChanges();
        return id;
    }

    private static async Task<ReportReader> ReaderAsync(AnalyticsWorld world) =>
        (await world.Study.Get<ReportReaders>().FindAsync(world.StudentId, null, Token)).Value;
}

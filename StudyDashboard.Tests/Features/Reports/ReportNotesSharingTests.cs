using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Enrollments;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Analytics;
using StudyDashboard.Tests.Features.Quizzes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Reports;

/// <summary>Notes and quiz texts are the student's alone until they let a tutor or guardian read them (rules.md 31).</summary>
public sealed class ReportNotesSharingTests : IAsyncLifetime
{
    private static readonly StudyPeriod Week = AnalyticsServiceTests.PeriodOf(PeriodLength.Week);

    private AnalyticsWorld _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await AnalyticsWorld.BeginAsync();
        var (topic, questions) = await QuizMake.BankAsync(_world.Study, 3);
        await QuizMake.TakeAsync(_world.Study, topic, questions, "cwu");
    }

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Tutor_WithWhomNotesAreShared_ReadsThemUntilTheEnrollmentEnds()
    {
        var tutor = _world.Study.AddPerson("Petra");
        var enrollment = await AddAsync(new Enrollment(tutor, _world.StudentId, "Latin", new DateOnly(2026, 1, 1)));
        var sharing = _world.Study.Get<SharingService>();
        Assert.Empty(await TablesAsync(tutor));

        Assert.Equal(RefusalKind.NotFound, (await sharing.ShareNotesAsync(tutor, enrollment.Id, true, Token))?.Kind);
        Assert.Null(await sharing.ShareNotesAsync(_world.StudentId, enrollment.Id, true, Token));

        var tables = await TablesAsync(tutor);
        Assert.Equal([new DateOnly(2026, 3, 10), "Test", "=Latin", 2580.0, "Ablative, \"again\""], Assert.Single(tables["session_notes"].Rows));
        Assert.Equal(
            [[new DateOnly(2026, 3, 10), "Anatomy", "Question 2", "one", "two"], [new DateOnly(2026, 3, 10), "Anatomy", "Question 3", "two", "two"]], tables["missed"].Rows);

        var profile = await _world.ProfileAsync(tutor);
        var enrollments = _world.Study.Get<EnrollmentService>();
        Assert.Null(await enrollments.EndAsync(profile, enrollment.Id, Token));
        Assert.Null(await enrollments.ReopenAsync(tutor, enrollment.Id, Token));
        Assert.Empty(await TablesAsync(tutor));
    }

    [Fact]
    public async Task Guardian_WithWhomNotesAreShared_ReadsThemUntilTheStudentEndsIt()
    {
        var guardian = _world.Study.AddPerson("Sun");
        var row = await AddAsync(new Guardianship(_world.StudentId, guardian, _world.Study.Clock.UtcNow));
        var guardians = _world.Study.Get<GuardianService>();
        Assert.Empty(await TablesAsync(guardian));

        Assert.Equal(RefusalKind.NotFound, (await guardians.ShareNotesAsync(guardian, row.Id, true, Token))?.Kind);
        Assert.Null(await guardians.ShareNotesAsync(_world.StudentId, row.Id, true, Token));
        Assert.Equal(["missed", "session_notes"], (await TablesAsync(guardian)).Keys.Order());

        Assert.Null(await guardians.ShareNotesAsync(_world.StudentId, row.Id, false, Token));
        Assert.Empty(await TablesAsync(guardian));
    }

    [Fact]
    public async Task Link_OfATutorWhoReadsNotes_HasNone()
    {
        var tutor = _world.Study.AddPerson("Petra");
        var enrollment = await AddAsync(new Enrollment(tutor, _world.StudentId, "Latin", new DateOnly(2026, 1, 1)));
        await _world.Study.Get<SharingService>().ShareNotesAsync(_world.StudentId, enrollment.Id, true, Token);
        var shares = _world.Study.Get<ReportShares>();

        var secret = (await shares.ShareAsync((await _world.Study.Get<ReportReaders>().FindAsync(tutor, _world.StudentId, Token)).Value, Week, Token)).Value;

        Assert.Empty(Private((await shares.OpenAsync(secret, Token))!));
        Assert.Empty(await TablesAsync(_world.StudentId));
    }

    [Fact]
    public async Task Settings_OfAStudent_LetATutorReadAndEndIt()
    {
        var tutor = _world.Study.AddPerson("Petra");
        await AddAsync(new Enrollment(tutor, _world.StudentId, "Latin", new DateOnly(2026, 1, 1)));
        await using var browser = new BunitContext();
        browser.Services.AddSingleton(_world.Study.Get<SharingService>());
        var profile = await _world.ProfileAsync();
        var page = browser.Render<CascadingValue<StudyDashboard.Features.Accounts.Profile>>(p => p.Add(c => c.Value, profile).AddChildContent<TutorSettings>());

        await page.WaitForElement("input").ChangeAsync(new ChangeEventArgs { Value = true });
        Assert.NotEmpty(await TablesAsync(tutor));
        Assert.True(page.Find("input").HasAttribute("checked"));

        await page.Find("input").ChangeAsync(new ChangeEventArgs { Value = false });
        Assert.Empty(await TablesAsync(tutor));
    }

    private static Dictionary<string, ReportTable> Private(ReportDocument report) =>
        report.Sections.SelectMany(s => s.Tables).Where(t => t.Key is "missed" or "session_notes").ToDictionary(t => t.Key);

    private async Task<Dictionary<string, ReportTable>> TablesAsync(int reader) =>
        Private(await _world.Study.Get<ReportService>().ReadAsync((await _world.Study.Get<ReportReaders>().FindAsync(reader, _world.StudentId, Token)).Value, Week, Token));

    private async Task<T> AddAsync<T>(T row)
        where T : class
    {
        await using var context = _world.Study.Context();
        context.Add(row);
        await context.SaveChangesAsync(Token);
        return row;
    }
}

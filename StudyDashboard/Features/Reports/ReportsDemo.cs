using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Reports;

/// <summary>
/// The demo student's report of last week, with a note of the tutor, shared under an address that everyone knows: the demo listens on
/// loopback only. What a report reads is derived here for that week; the rest of the demo is derived when all of it is there.
/// </summary>
internal sealed class ReportsDemo(SessionRecorder recorder, ReportService reports) : IDemoPart
{
    /// <summary>The end of the address: <c>/reports/shared/demo</c>.</summary>
    public const string Secret = "demo";

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (context, studentId, tutorId) = (world.Context, world.IdOf(DemoPeople.Student), world.IdOf(DemoPeople.Tutor));
        var person = await context.Users.AsNoTracking().SingleAsync(p => p.Id == studentId, cancellationToken);
        var tutor = await context.Users.Where(p => p.Id == tutorId).Select(p => p.DisplayName).SingleAsync(cancellationToken);
        var week = StudyPeriod.Of(PeriodLength.Week, world.TodayOf(DemoPeople.Student).AddDays(-7), person.FirstDayOfWeek);
        context.Add(new ReportNote(
            studentId, tutorId, tutor, week.From, week.To, "A steady week. Equations with brackets are safe now; word problems are next.", world.NowUtc.AddDays(-1)));
        await context.SaveChangesAsync(cancellationToken);

        var days = Enumerable.Range(0, week.Days).Select(week.From.AddDays).ToHashSet();
        await recorder.DeriveAsync(context, studentId, days, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        var student = new Profile
        {
            Id = studentId,
            DisplayName = person.DisplayName,
            Email = person.Email ?? "",
            TimeZone = person.TimeZone,
            DayStartHour = person.DayStartHour,
            FirstDayOfWeek = person.FirstDayOfWeek,
            Language = person.Language,
            Preferences = person.Preferences,
            Roles = [Roles.Student],
            IsWelcomed = true,
        };
        var report = await reports.ReadAsync(context, new ReportReader(student, studentId, ReportViewer.Self), week, world.NowUtc, cancellationToken);
        context.Add(ReportShares.Snapshot(studentId, studentId, report, Secret));
    }
}

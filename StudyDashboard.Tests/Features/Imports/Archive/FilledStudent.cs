using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Welcome;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Archive;

/// <summary>A student with one of everything that an archive carries, and what of a student has to be equal after a way through one.</summary>
internal static class FilledStudent
{
    private const string Reviews = """
        card_id,review_rating,review_time,review_duration
        1,3,2026-02-01T18:00:00Z,20000
        2,4,2026-02-01T18:01:00Z,90000
        3,1,2026-02-02T01:59:30Z,30000
        4,3,2026-02-02T02:00:30Z,30000
        5,3,2026-02-03T18:00:00Z,20000
        6,3,2026-02-04T18:00:00Z,20000
        """;

    private static readonly StudyCalendar Away = StudyCalendar.For("Asia/Tokyo", 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task FillAsync(StudyFixture study)
    {
        var id = study.StudentId;
        Assert.Null(await study.Get<ISampleData>().AddAsync(id, Token));
        await ImportReviewsAsync(study, Reviews);
        var profile = (await study.Get<ProfileService>().GetAsync(id, Token))!;
        Assert.Null(await study.Get<RewardTermsService>().SetAsync(profile, 2, 60, true, 5, [DayOfWeek.Sunday], Token));
        await RecordAsync(study, book =>
        {
            var timed = StudySession.Start(
                id, Make.About(subject: "=Geometry, \"hard\"") with { Language = "bg", DomainCode = "GEO", Tags = ["exam", "ünï"] },
                new TimerPlan(TimerMode.Pomodoro, 50, 10, 20, 3, true), 100, Away, Make.At("2026-03-04 16:30"));
            timed.Pause(Make.At("2026-03-04 16:55"), PauseReason.Break, 300);
            timed.Resume(Make.At("2026-03-04 17:01"));
            timed.AddActivity(ActivityType.Solve, Make.At("2026-03-04 17:10"), 10, 8, 5);
            timed.Finish(Make.At("2026-03-04 17:40"));
            timed.Rate(10, 8, 4);
            timed.WriteNote("Line one\nline two");
            book.Add(timed);
            book.Add(Make.Session(id, Make.At("2026-03-04 17:05"), 12, SessionKind.Test, "Geometry", SessionSource.Quiz, answered: 5, correct: 4));
            // Two sessions of one day without clock times: the day's cap is reached between them, so their order counts.
            book.Add(StudySession.CompletedByDuration(id, Make.About(subject: "First"), SessionSource.Manual, null, Away, new(2026, 3, 10), 25 * 60));
            book.Add(StudySession.CompletedByDuration(id, Make.About(subject: "Second"), SessionSource.Manual, null, Away, new(2026, 3, 10), 20 * 60));
            book.Add(Make.Session(id, Make.At("2026-03-03 00:30"), 180, source: SessionSource.Manual));
            book.Add(StudySession.Planned(id, Make.About(subject: "Later"), new(2026, 3, 20), new TimeOnly(17, 15), 45, Away));
            var skipped = StudySession.Planned(id, Make.About(subject: "Never"), new(2026, 3, 1), null, 30, Away);
            skipped.Skip();
            book.Add(skipped);
            var forgotten = StudySession.Start(id, Make.About(subject: "Forgotten"), TimerPlan.Stopwatch, null, Away, Make.At("2026-03-07 10:00"));
            forgotten.Forget();
            book.Add(forgotten);
            var running = StudySession.Start(id, Make.About(subject: "Now"), new TimerPlan(TimerMode.Countdown), 25, Away, Make.At("2026-03-10 08:40"));
            running.Pause(Make.At("2026-03-10 08:50"));
            book.Add(running);
        });
        // The sitting of the third evening was edited, that of the fourth deleted.
        await RecordAsync(study, async book => Assert.Single(await At(book, "2026-02-03 17:59:40")).WriteNote("Edited"));
        await RecordAsync(study, async book => Assert.Single(await At(book, "2026-02-04 17:59:40")).Delete(book.NowUtc));
        await study.Get<ProfileService>().PreferAsync(id, p => p with { Celebrate = false, TodayOrder = ["streak"] }, Token);
    }

    public static async Task<ImportResult> ImportReviewsAsync(StudyFixture study, string csv) => (await study.Get<ImportService>().ImportAsync(
        study.StudentId, new ImportCommand("review-log", "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv))), null, Token)).Value;

    public static async Task RecordAsync(StudyFixture study, Func<SessionBook, Task> change) => Assert.Null((await study.Get<SessionRecorder>()
        .RecordAsync<int>(study.StudentId, ChangeVerb.Edit, async book =>
        {
            await change(book);
            return 0;
        }, Token)).Refusal);

    public static Task RecordAsync(StudyFixture study, Action<SessionBook> change) => RecordAsync(study, book =>
    {
        change(book);
        return Task.CompletedTask;
    });

    public static async Task<MemoryStream> ExportAsync(StudyFixture study)
    {
        var file = new MemoryStream();
        await study.Get<ArchiveService>().WriteAsync(study.StudentId, file, Token);
        return file;
    }

    /// <summary>Every derived row, without whose it is and with the session's place instead of its number.</summary>
    public static async Task<IReadOnlyList<string>> TotalsAsync(StudyFixture study)
    {
        await using var context = study.Context();
        var places = (await context.Sessions.Where(s => s.StudentId == study.StudentId && s.DeletedAt == null).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(Token))
            .Index().ToDictionary(s => s.Item, s => s.Index);
        var profile = (await study.Get<ProfileService>().GetAsync(study.StudentId, Token))!;
        var today = profile.Calendar.DayOf(study.Clock.UtcNow);
        var studied = await context.Days.Where(d => d.StudentId == study.StudentId).ToDictionaryAsync(d => d.StudyDay, d => d.NetSeconds, Token);
        var streak = await study.Get<StreakService>().OfAsync(study.StudentId, studied, today, Token);
        return
        [
            $"streak {streak.Current} {streak.Longest} {string.Join(' ', streak.Runs)}",
            $"points {await study.Get<PointsService>().OfAsync(study.StudentId, today, Token)}",
            .. await RowsAsync<AnalyticsDay>(context, study.StudentId, places),
            .. await RowsAsync<AnalyticsSnapshot>(context, study.StudentId, places),
            .. await RowsAsync<AnalyticsHour>(context, study.StudentId, places),
            .. await RowsAsync<PointsDay>(context, study.StudentId, places),
            .. await RowsAsync<PointsEntry>(context, study.StudentId, places),
        ];
    }

    private static async Task<IReadOnlyList<string>> RowsAsync<T>(StudyDbContext context, int studentId, Dictionary<int, int> places)
        where T : class
    {
        var rows = await context.Set<T>().Where(r => EF.Property<int>(r, "StudentId") == studentId).AsNoTracking().ToListAsync(Token);
        return [.. rows.Select(row => JsonSerializer.SerializeToNode(row, Json.Stored)!.AsObject()).Select(json =>
        {
            json.Remove("student_id");
            json.Remove("id");
            if (json["session_id"] is { } session)
            {
                json["session_id"] = places[(int)session];
            }
            return $"{typeof(T).Name} {json.ToJsonString()}";
        }).Order(StringComparer.Ordinal)];
    }

    private static Task<IReadOnlyList<StudySession>> At(SessionBook book, string start)
    {
        var at = Make.At(start);
        return book.FetchAsync(s => s.StartedAt == at, false, Token);
    }
}

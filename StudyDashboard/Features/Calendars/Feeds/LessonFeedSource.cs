using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Feeds;

/// <summary>
/// A person's lessons as tutor, student or guardian: each series as its rule, with what differs from it as single dates, so that the
/// calendar shows exactly the lessons that are stored (rules.md 21).
/// </summary>
internal sealed class LessonFeedSource : IFeedSource
{
    public FeedScope Scope => FeedScope.Lessons;

    public async Task<IReadOnlyList<WrittenEvent>> ReadAsync(StudyDbContext context, int personId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var students = await context.StudentsSeenByAsync(personId, cancellationToken);
        var taught = await RowsAsync(context, context.Set<Lesson>().Where(l => l.TutorId == personId), cancellationToken);
        var taken = await RowsAsync(context, context.Set<Lesson>().Where(l => l.TutorId != personId && students.Contains(l.StudentId)), cancellationToken);
        var wanted = taught.Concat(taken).Select(r => r.Lesson.SeriesId).OfType<int>().ToHashSet();
        var series = (await context.Set<LessonSeries>().AsNoTracking().Where(s => wanted.Contains(s.Id)).ToListAsync(cancellationToken)).ToDictionary(s => s.Id);
        // The lessons of a group are one for their tutor; a child's are its own.
        var blocks = taught.GroupBy(r => r.Lesson.GroupKey ?? Id(r.Lesson)).Select(g => FeedLesson.Taught([.. g]))
            .Concat(taken.Select(r => FeedLesson.Taken(r, r.Lesson.StudentId != personId)));
        return
        [
            .. blocks.GroupBy(b => (b.SeriesId, b.Suffix)).OrderBy(g => g.Key.SeriesId).ThenBy(g => g.Key.Suffix, StringComparer.Ordinal)
                .SelectMany(g => g.Key.SeriesId is { } id ? SeriesEvents.Of(series[id], g.Key.Suffix, [.. g]) : g.OrderBy(b => b.Uid, StringComparer.Ordinal).Select(b => b.Single())),
        ];
    }

    private static string Id(Lesson lesson) => lesson.Id.ToString(CultureInfo.InvariantCulture);

    private static async Task<List<LessonRow>> RowsAsync(StudyDbContext context, IQueryable<Lesson> lessons, CancellationToken cancellationToken) =>
        await (from l in lessons.AsNoTracking()
               join e in context.Set<Enrollment>() on l.CourseEnrollmentId equals e.Id
               join learner in context.Users on l.StudentId equals learner.Id
               join teacher in context.Users on l.TutorId equals teacher.Id
               orderby l.Id
               select new LessonRow(l, e.Course, learner.DisplayName, teacher.DisplayName)).ToListAsync(cancellationToken);
}

/// <summary>One lesson as a calendar shows it: that of a group once.</summary>
/// <param name="Uid">Its identity when it stands by itself.</param>
/// <param name="Suffix">What makes the identity of its series that of one child; empty otherwise.</param>
/// <param name="Title">Course and with whom.</param>
/// <param name="IsCancelled">Whether it does not take place, for any of its students.</param>
/// <param name="Rows">The stored rows.</param>
internal sealed record FeedLesson(string Uid, string Suffix, string Title, bool IsCancelled, IReadOnlyList<Lesson> Rows)
{
    public int? SeriesId => First.SeriesId;

    public DateTime? OriginalStart => First.OriginalStart;

    public LessonSlot Slot => First.Slot;

    public int Version => Rows.Sum(r => r.Version);

    public DateTime UpdatedAt => Rows.Max(r => r.UpdatedAt);

    public string? Location => First.Location is { Length: > 0 } place ? place : First.JoinLink;

    public string? Description => First.Topics.Count + (First.JoinLink?.Length ?? 0) == 0 ? null
        : string.Join('\n', First.Topics.Select(t => $"• {t}").Append(First.JoinLink).OfType<string>().Where(t => t.Length > 0));

    public int? AlarmMinutes => First.AlarmEnabled ? First.AlarmBeforeMinutes : null;

    private Lesson First => Rows[0];

    public static FeedLesson Taught(IReadOnlyList<LessonRow> rows)
    {
        var held = rows.Where(r => r.Lesson.Status != LessonStatus.Cancelled).ToList();
        var shown = held.Count > 0 ? held : rows;
        return new FeedLesson(UidOf(rows[0].Lesson), "", CalendarTexts.Feed_LessonOf.With(shown[0].Course, string.Join(", ", shown.Select(r => r.StudentName).Order(StringComparer.Ordinal))),
            held.Count == 0, [.. shown.Concat(rows.Except(shown)).Select(r => r.Lesson)]);
    }

    public static FeedLesson Taken(LessonRow row, bool isChild)
    {
        var suffix = isChild ? string.Create(CultureInfo.InvariantCulture, $"-{row.Lesson.StudentId}") : "";
        var title = isChild ? CalendarTexts.Feed_LessonOfChild.With(row.Course, row.StudentName, row.TutorName) : CalendarTexts.Feed_LessonWith.With(row.Course, row.TutorName);
        return new FeedLesson(UidOf(row.Lesson) + suffix, suffix, title, row.Lesson.Status == LessonStatus.Cancelled, [row.Lesson]);
    }

    /// <summary>The lesson as an event of its own.</summary>
    public WrittenEvent Single() => Written(new CalendarEvent { Uid = Uid + SeriesEvents.Domain, Start = Slot.LocalStart, Sequence = Version });

    /// <summary>Fills what every event of a lesson has.</summary>
    public WrittenEvent Written(CalendarEvent it) => new(
        it with { Title = Title, Location = Location, Start = Slot.LocalStart, Zone = SeriesEvents.ZoneOf(Slot.TimeZone), Length = Slot.LocalEnd - Slot.LocalStart, IsCancelled = IsCancelled },
        UpdatedAt, Description, AlarmMinutes);

    private static string UidOf(Lesson lesson) =>
        lesson.GroupKey is { } key ? $"lesson-{key}" : string.Create(CultureInfo.InvariantCulture, $"lesson-{lesson.Id}");
}

/// <summary>Writes a series of lessons as its rule and the dates that differ from it.</summary>
internal static class SeriesEvents
{
    public const string Domain = "@studydashboard";

    public static IEnumerable<WrittenEvent> Of(LessonSeries series, string suffix, IReadOnlyList<FeedLesson> blocks)
    {
        var uid = series.Uid + suffix + Domain;
        var byStart = blocks.Where(b => b.OriginalStart is not null).GroupBy(b => b.OriginalStart!.Value).ToDictionary(g => g.Key, g => g.First());
        var recurrence = series.Recurrence;
        var places = recurrence.FromLocal(DateTime.MinValue).TakeWhile(o => o.Utc < series.FilledUntil).Select(o => o.Local).ToList();
        var held = places.Where(byStart.ContainsKey).ToList();
        // A lesson that is no date of its series any more stands by itself.
        var odd = blocks.Where(b => b.OriginalStart is not { } start || byStart[start] != b || !recurrence.IsInstance(start)).ToList();
        if (held.Count > 0)
        {
            var usual = Usual(series, [.. held.Select(h => byStart[h])]);
            yield return Master(series, uid, usual, places, held);
            foreach (var start in held.Where(h => Differs(byStart[h], usual, series.SlotOf(h))))
            {
                var block = byStart[start];
                yield return block.Written(new CalendarEvent { Uid = uid, RecurrenceId = start, Start = start, Sequence = series.Version + block.Version });
            }
        }
        foreach (var block in odd)
        {
            yield return block.Single();
        }
    }

    public static CalendarZone ZoneOf(string id) => CalendarZone.Of(TimeZoneInfo.FindSystemTimeZoneById(id));

    /// <summary>What most of its lessons are like, the last ones first.</summary>
    private static FeedLesson Usual(LessonSeries series, IReadOnlyList<FeedLesson> held) =>
        held.Where(b => !b.IsCancelled && b.Slot == series.SlotOf(b.OriginalStart!.Value)).GroupBy(b => (b.Title, b.Location, b.Description))
            .OrderByDescending(g => g.Count()).ThenByDescending(g => g.Max(b => b.OriginalStart)).FirstOrDefault()?.Last() ?? held[^1];

    private static WrittenEvent Master(LessonSeries series, string uid, FeedLesson usual, IReadOnlyList<DateTime> places, IReadOnlyList<DateTime> held)
    {
        var recurrence = series.Recurrence;
        var last = held[^1];
        // Someone who left the series has none of its later dates, also not those that are not stored yet.
        var goesOn = places[^1] == last;
        var rule = goesOn || recurrence.Rule is null ? recurrence.Rule
            : recurrence.Rule with { Count = null, Until = RuleUntil.At(ZoneOf(series.TimeZone).UtcOf(last)) };
        var missing = places.Except(held).Where(p => goesOn || p <= last || recurrence.Additions.Contains(p) || recurrence.Rule is null);
        // Elsewhere the first start always counts as an instance (RFC 5545, 3.8.5.3), so it has to be one.
        var start = recurrence.Rule is not null && !recurrence.IsOfRule(series.Start) ? recurrence.RuleStartFrom(series.Start) ?? series.Start : series.Start;
        var written = usual.Written(new CalendarEvent { Uid = uid, Start = start });
        return written with
        {
            Event = written.Event with
            {
                Start = start, Zone = ZoneOf(series.TimeZone), Length = series.Length, Rule = rule, Sequence = series.Version, IsCancelled = false,
                Exceptions = [.. recurrence.Exceptions.Union(missing).Order()], Additions = recurrence.Additions,
            },
        };
    }

    private static bool Differs(FeedLesson block, FeedLesson usual, LessonSlot slot) =>
        block.IsCancelled || block.Slot != slot || (block.Title, block.Location, block.Description) != (usual.Title, usual.Location, usual.Description);
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Feeds;

/// <summary>Sessions finished in the last twelve months and those still planned. Lessons are shown by their own source.</summary>
internal sealed class StudyFeedSource : IFeedSource
{
    private const int MaxSessions = 10_000;

    public FeedScope Scope => FeedScope.Study;

    public async Task<IReadOnlyList<WrittenEvent>> ReadAsync(StudyDbContext context, int personId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var since = nowUtc.AddMonths(-12);
        var all = context.Sessions.AsNoTracking().Where(s => s.StudentId == personId && s.DeletedAt == null);
        var planned = await all.Where(s => s.Status == SessionStatus.Planned && s.PlannedDay != null)
            .OrderByDescending(s => s.PlannedDay).Take(MaxSessions).ToListAsync(cancellationToken);
        var done = await all.Where(s => s.Status == SessionStatus.Completed && s.Source != SessionSource.Lesson && s.StartedAt >= since)
            .OrderByDescending(s => s.StartedAt).Take(MaxSessions).ToListAsync(cancellationToken);
        return [.. planned.Select(s => Planned(s, nowUtc)).Concat(done.Select(Done)).OrderBy(e => e.Event.Uid, StringComparer.Ordinal)];
    }

    /// <summary>A session without a time of day is a whole day that takes no time. After its start a planned session keeps its identity.</summary>
    private static WrittenEvent Planned(StudySession session, DateTime nowUtc)
    {
        var day = session.PlannedDay!.Value;
        var length = TimeSpan.FromMinutes(session.PlannedMinutes ?? 30);
        var it = Event(session, FeedTexts(session, CalendarTexts.Feed_Planned));
        return Written(session, session.PlannedTime is { } time
            ? it with { Start = day.ToDateTime(time), Zone = CalendarZone.Of(session.Calendar.Zone), Length = length }
            : it with { Start = day.ToDateTime(TimeOnly.MinValue), IsAllDay = true, Length = TimeSpan.FromDays(1), IsFree = true });
    }

    private static WrittenEvent Done(StudySession session)
    {
        var (start, end) = (session.StartedAt!.Value, session.EndedAt!.Value);
        return Written(session, Event(session, FeedTexts(session, CalendarTexts.Feed_Done)) with { Start = start, Zone = CalendarZone.Utc, Length = end - start }, Durations.Format(session.NetSeconds));
    }

    private static string FeedTexts(StudySession session, string text) =>
        text.With(session.Subject is { Length: > 0 } subject ? $"{SessionLabels.Of(session.Kind)}: {subject}" : SessionLabels.Of(session.Kind));

    private static CalendarEvent Event(StudySession session, string title) => new()
    {
        Uid = string.Create(CultureInfo.InvariantCulture, $"study-{session.Id}@studydashboard"), Title = title, Start = default, Sequence = session.Version,
    };

    // A session does not keep when it was changed; its version counts that, and the stamp only has to be the same for the same version.
    private static WrittenEvent Written(StudySession session, CalendarEvent it, string? description = null) =>
        new(it, session.EndedAt ?? DateTime.SpecifyKind(session.PlannedDay!.Value.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc), description);
}

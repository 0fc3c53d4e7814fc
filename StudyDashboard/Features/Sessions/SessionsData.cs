using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Sessions;

/// <summary>Sessions with their pauses and activities. The deletion of the person's row takes them along.</summary>
internal sealed class SessionsData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var sessions = context.Sessions.AsNoTracking().Where(s => s.StudentId == personId && s.DeletedAt == null).OrderBy(s => s.Id);
        await archive.AddAsync("sessions", "One piece of learning a row. Study days are those of the zone and day start it was recorded with.", () => sessions
            .Select(s => new
            {
                s.Id, SessionType = s.Kind, s.Status, s.Subject, s.Language, s.ClassId, s.PlanId, s.DomainCode, s.Source, s.SourceId, s.Tags,
                s.PlannedDay, s.PlannedTime, s.PlannedMinutes, s.TimeZone, s.DayStartHour, s.StartedAt, s.EndedAt, s.StudyDay, s.GrossSeconds,
                s.NetSeconds, s.NetIsGiven, s.QuestionsAnswered, s.CorrectAnswers, s.CardsReviewed, s.SelfRating, s.Note,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("session_pauses", "Spans in which the timer of a session stood still.", () => context.SessionPauses.AsNoTracking()
            .Where(p => sessions.Any(s => s.Id == p.SessionId)).OrderBy(p => p.Id)
            .Select(p => new { p.SessionId, p.StartedAt, p.EndedAt, p.Reason, p.PlannedSeconds }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("session_hours", "Net seconds of a sitting by study day and hour of the clock; its totals follow from them.", () => context.Set<SessionHour>()
            .AsNoTracking().Where(h => sessions.Any(s => s.Id == h.SessionId)).OrderBy(h => h.SessionId).ThenBy(h => h.StudyDay).ThenBy(h => h.Hour)
            .Select(h => new { h.SessionId, h.StudyDay, h.Hour, h.NetSeconds }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("session_activities", "What was done within a session.", () => context.Set<SessionActivity>().AsNoTracking()
            .Where(a => sessions.Any(s => s.Id == a.SessionId)).OrderBy(a => a.Id)
            .Select(a => new { a.SessionId, ActivityType = a.Type, a.StartedAt, a.EndedAt, a.Count, a.Correct }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}

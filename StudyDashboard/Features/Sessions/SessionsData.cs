using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Sessions.Archive;

namespace StudyDashboard.Features.Sessions;

/// <summary>Sessions with their pauses and activities. The deletion of the person's row takes them along.</summary>
internal sealed class SessionsData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var sessions = context.Sessions.AsNoTracking().Where(s => s.StudentId == personId && s.DeletedAt == null).OrderBy(s => s.Id);
        await archive.AddAsync("sessions", "One piece of learning a row. Study days are those of the zone and day start it was recorded with.", () => sessions
            .Select(s => new ArchivedSession
            {
                Id = s.Id, SessionType = s.Kind, Status = s.Status, Subject = s.Subject, Language = s.Language, ClassId = s.ClassId, PlanId = s.PlanId,
                DomainCode = s.DomainCode, Source = s.Source, SourceId = s.SourceId, Tags = s.Tags, PlannedDay = s.PlannedDay,
                PlannedTime = s.PlannedTime, PlannedMinutes = s.PlannedMinutes, TimeZone = s.TimeZone, DayStartHour = s.DayStartHour,
                StartedAt = s.StartedAt, EndedAt = s.EndedAt, StudyDay = s.StudyDay, GrossSeconds = s.GrossSeconds, NetSeconds = s.NetSeconds,
                NetIsGiven = s.NetIsGiven, QuestionsAnswered = s.QuestionsAnswered, CorrectAnswers = s.CorrectAnswers,
                CardsReviewed = s.CardsReviewed, SelfRating = s.SelfRating, Note = s.Note, Timer = s.Timer, LastHeartbeatAt = s.LastHeartbeatAt,
                ImportKey = s.ImportKey, Edited = s.Source == SessionSource.Import && s.Version > 1,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("session_pauses", "Spans in which the timer of a session stood still.", () => context.SessionPauses.AsNoTracking()
            .Where(p => sessions.Any(s => s.Id == p.SessionId)).OrderBy(p => p.Id)
            .Select(p => new ArchivedPause
            {
                SessionId = p.SessionId, StartedAt = p.StartedAt, EndedAt = p.EndedAt, Reason = p.Reason, PlannedSeconds = p.PlannedSeconds,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("session_hours", "Net seconds of a sitting by study day and hour of the clock; its totals follow from them.", () => context.Set<SessionHour>()
            .AsNoTracking().Where(h => sessions.Any(s => s.Id == h.SessionId)).OrderBy(h => h.SessionId).ThenBy(h => h.StudyDay).ThenBy(h => h.Hour)
            .Select(h => new ArchivedHour { SessionId = h.SessionId, StudyDay = h.StudyDay, Hour = h.Hour, NetSeconds = h.NetSeconds }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("session_activities", "What was done within a session.", () => context.Set<SessionActivity>().AsNoTracking()
            .Where(a => sessions.Any(s => s.Id == a.SessionId)).OrderBy(a => a.Id)
            .Select(a => new ArchivedActivity
            {
                SessionId = a.SessionId, ActivityType = a.Type, StartedAt = a.StartedAt, EndedAt = a.EndedAt, Count = a.Count, Correct = a.Correct,
            }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}

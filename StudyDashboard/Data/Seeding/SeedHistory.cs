using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Seeding;

/// <summary>
/// Writes a long history at once: the sessions by prepared inserts, what follows from them by the recorder's own derivation, a run of
/// days a transaction. Nothing of it is journalled, so it cannot be undone.
/// </summary>
internal sealed class SeedHistory(IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, TimeProvider clock)
{
    /// <summary>Study days over which the sessions are spread.</summary>
    public const int Days = 730;

    private const int SessionsAtOnce = 3000;

    private static readonly TimeSpan EnoughOfToday = TimeSpan.FromHours(6);

    /// <summary>
    /// Spreads sessions evenly over <see cref="Days"/> study days up to today, or to yesterday while today is too young to hold its
    /// share.
    /// </summary>
    /// <param name="studentId">A student without sessions.</param>
    /// <param name="calendar">The student's days.</param>
    /// <param name="sessions">How many.</param>
    /// <param name="progress">Told of the sessions written.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    public async Task WriteAsync(int studentId, StudyCalendar calendar, int sessions, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        var today = calendar.DayOf(now);
        var firstDay = today.AddDays((now - calendar.StartOf(today) < EnoughOfToday ? 0 : 1) - Days);
        var shares = Enumerable.Range(0, Days).Select(i => (
            Day: firstDay.AddDays(i), First: (int)((long)i * sessions / Days), Count: (int)(((i + 1L) * sessions / Days) - ((long)i * sessions / Days))));
        foreach (var batch in shares.Where(s => s.Count > 0).Chunk(Math.Clamp((int)((long)SessionsAtOnce * Days / Math.Max(1, sessions)), 1, 60)))
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
            await InsertAsync(context, await NextIdAsync(context, cancellationToken), batch.SelectMany(share => SeedDay.Of(
                studentId, calendar, share.Day, Clock.Earlier(now, calendar.StartOf(share.Day.AddDays(1))), share.First, share.Count)), cancellationToken);
            await recorder.DeriveAsync(context, studentId, batch.Select(s => s.Day).ToHashSet(), cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            progress?.Report(batch[^1].First + batch[^1].Count);
        }
    }

    private static async Task<int> NextIdAsync(StudyDbContext context, CancellationToken cancellationToken) =>
        1 + (await context.Sessions.MaxAsync(s => (int?)s.Id, cancellationToken) ?? 0);

    private static async Task InsertAsync(StudyDbContext context, int nextId, IEnumerable<StudySession> sessions, CancellationToken cancellationToken)
    {
        using var facts = new BulkInsert<StudySession>(context, nameof(StudySession.Id));
        using var pauses = new BulkInsert<SessionPause>(context, nameof(SessionPause.SessionId));
        using var hours = new BulkInsert<SessionHour>(context, nameof(SessionHour.SessionId));
        foreach (var session in sessions)
        {
            session.CountVersion();
            facts.Insert(session, nextId);
            foreach (var pause in session.Pauses)
            {
                pauses.Insert(pause, nextId);
            }
            foreach (var hour in session.Hours)
            {
                hours.Insert(hour, nextId);
            }
            nextId++;
        }
        await facts.EndAsync(cancellationToken);
    }
}

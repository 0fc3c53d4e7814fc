using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>
/// Reads <see cref="SessionGlance"/> in one statement, each part by an index of its own, so that the length of the log does not
/// matter.
/// </summary>
public sealed class GlanceReader(IDbContextFactory<StudyDbContext> contexts, IEnumerable<IClassChoices> classes, IEnumerable<IDomainChoices> plans)
{
    /// <summary>How many finished sessions are shown.</summary>
    public const int MostLatest = 5;

    /// <summary>How many waiting sessions are read.</summary>
    public const int MostWaiting = 20;

    private static readonly Expression<Func<StudySession, GlanceRow>> Row = s => new GlanceRow
    {
        Id = s.Id,
        Kind = s.Kind,
        Status = s.Status,
        Subject = s.Subject,
        StartedAt = s.StartedAt,
        EndedAt = s.EndedAt,
        StudyDay = s.StudyDay,
        NetSeconds = s.NetSeconds,
        Answered = s.QuestionsAnswered,
        Correct = s.CorrectAnswers,
        Cards = s.CardsReviewed,
        PlannedDay = s.PlannedDay,
        PlannedTime = s.PlannedTime,
        PlannedMinutes = s.PlannedMinutes,
    };

    // Which part a row is for follows from the row itself: two parts may share one.
    private static readonly Func<StudyDbContext, int, DateOnly, DateOnly, DateOnly, IAsyncEnumerable<GlanceRow>> Rows =
        ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly today, DateOnly week, DateOnly sunday) =>
            context.Sessions.Where(s => s.StudentId == studentId && s.DeletedAt == null && s.Status == SessionStatus.InProgress).OrderBy(s => s.Id).Take(1).Select(Row)
                .Concat(context.Sessions.Where(s => s.StudentId == studentId && s.DeletedAt == null && s.Status == SessionStatus.Planned && s.PlannedDay <= today)
                    .OrderByDescending(s => s.PlannedDay).Take(MostWaiting).Select(Row))
                .Concat(context.Sessions.Where(s => s.StudentId == studentId && s.DeletedAt == null
                    && s.PlannedDay != null && s.PlannedDay >= week && s.PlannedDay <= sunday && s.Status != SessionStatus.Skipped).Select(Row))
                .Concat(context.Sessions.Where(s => s.StudentId == studentId && s.DeletedAt == null && s.StudyDay != null && s.Status == SessionStatus.Completed)
                    .OrderByDescending(s => s.StudyDay).ThenByDescending(s => s.StartedAt).Take(MostLatest).Select(Row)));

    /// <summary>The glance of a student.</summary>
    /// <param name="studentId">The student.</param>
    /// <param name="today">The student's study day.</param>
    /// <param name="week">The first day of the student's week.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SessionGlance> ReadAsync(int studentId, DateOnly today, DateOnly week, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sunday = week.AddDays(6);
        var rows = (await Rows(context, studentId, today, week, sunday).ToListAsync(cancellationToken)).DistinctBy(r => r.Id).ToList();
        return new SessionGlance
        {
            Running = rows.Find(r => r.Status == SessionStatus.InProgress),
            Waiting = [.. rows.Where(r => r.Status == SessionStatus.Planned && r.PlannedDay <= today).OrderBy(r => r.PlannedDay).ThenBy(r => r.PlannedTime).ThenBy(r => r.Id)],
            PlannedThisWeek = [.. rows.Where(r => r.PlannedDay >= week && r.PlannedDay <= sunday).OrderBy(r => r.PlannedDay).ThenBy(r => r.PlannedTime).ThenBy(r => r.Id)],
            Latest = [.. rows.Where(r => r.Status == SessionStatus.Completed)
                .OrderByDescending(r => r.StudyDay).ThenByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(MostLatest)],
        };
    }

    /// <summary>What a session is about, to go on with it; null when it is gone.</summary>
    public async Task<SessionAbout?> AboutAsync(int studentId, int sessionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var session = await context.Sessions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == sessionId && s.StudentId == studentId && s.DeletedAt == null, cancellationToken);
        if (session is null)
        {
            return null;
        }
        var about = session.ClassId is null ? session.About : session.About.Within(await classes.OfAsync(studentId, cancellationToken));
        return await plans.GoingOnAsync(studentId, about, cancellationToken);
    }
}

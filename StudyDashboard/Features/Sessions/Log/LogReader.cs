using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>Which sessions of the log to show. It lives in the page's address.</summary>
public sealed record LogFilter
{
    /// <summary>First and last study day, inclusive.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>First instant at which a session may start, and the one before which it starts, for a program that counts in instants.</summary>
    public DateTime? StartedFrom { get; init; }

    public DateTime? StartedBefore { get; init; }

    public SessionKind? Kind { get; init; }

    public SessionStatus? Status { get; init; }

    public int? ClassId { get; init; }

    /// <summary>Found in subject, note or tags.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="LogReader.Orders"/>; newest first otherwise.</summary>
    public string? Sort { get; init; }
}

/// <summary>One page of the log.</summary>
/// <param name="Sessions">The sessions, with pauses and activities.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Overlapping">Which of them share time with another one.</param>
public sealed record LogPageOf(IReadOnlyList<StudySession> Sessions, int Total, IReadOnlySet<int> Overlapping);

/// <summary>Reads the log, page by page.</summary>
public sealed class LogReader(IDbContextFactory<StudyDbContext> contexts, IEnumerable<IClassChoices> classes, TimeProvider clock)
{
    /// <summary>The order unless another is asked for.</summary>
    public const string NewestFirst = "-started_at";

    /// <summary>How long a deleted session can be restored.</summary>
    public static TimeSpan KeepDeleted { get; } = TimeSpan.FromDays(30);

    /// <summary>The orders of the log. A planned session has no study day yet: it stands where it is planned.</summary>
    public static SortOrders<StudySession> Orders { get; } = new SortOrders<StudySession>(s => s.Id)
        .By("started_at", s => s.StudyDay ?? s.PlannedDay, s => s.StartedAt).By("net_seconds", s => s.NetSeconds);

    /// <summary>A page of the student's sessions, newest first unless asked otherwise.</summary>
    /// <param name="studentId">Whose log.</param>
    /// <param name="filter">What to show.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to 200.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<LogPageOf> PageAsync(int studentId, LogFilter filter, int page, int pageSize, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var query = Filtered(context, studentId, filter);
        var total = await query.CountAsync(cancellationToken);
        var sessions = await Orders.Apply(query, filter.Sort ?? NewestFirst).Skip((page - 1) * pageSize).Take(pageSize)
            .Include(s => s.Pauses).Include(s => s.Activities).AsSplitQuery().AsNoTrackingWithIdentityResolution()
            .ToListAsync(cancellationToken);
        return new LogPageOf(sessions, total, await OverlappingAsync(context, studentId, sessions, cancellationToken));
    }

    /// <summary>One of the student's sessions, or null.</summary>
    public async Task<StudySession?> FindAsync(int studentId, int sessionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AsNoTrackingWithIdentityResolution()
            .Where(s => s.StudentId == studentId && s.Id == sessionId && s.DeletedAt == null)
            .Include(s => s.Pauses).Include(s => s.Activities).AsSplitQuery()
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>What was deleted in the last 30 days, latest first.</summary>
    public async Task<IReadOnlyList<StudySession>> DeletedAsync(int studentId, CancellationToken cancellationToken)
    {
        var since = clock.NowUtc() - KeepDeleted;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == studentId && s.DeletedAt != null && s.DeletedAt > since && s.Source != SessionSource.Lesson)
            .OrderByDescending(s => s.DeletedAt).Take(200)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Subjects of the student's latest sessions, each once, latest first: what a subject field offers.</summary>
    public async Task<IReadOnlyList<string>> RecentSubjectsAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var latest = await context.Sessions
            .Where(s => s.StudentId == studentId && s.DeletedAt == null && s.StartedAt != null)
            .OrderByDescending(s => s.StartedAt).Take(100).Select(s => s.Subject)
            .ToListAsync(cancellationToken);
        return [.. latest.OfType<string>().Distinct().Take(20)];
    }

    /// <summary>The classes that a session of the student can be for.</summary>
    public Task<IReadOnlyList<SessionClass>> ClassesAsync(int studentId, CancellationToken cancellationToken) => classes.OfAsync(studentId, cancellationToken);

    private static IQueryable<StudySession> Filtered(StudyDbContext context, int studentId, LogFilter filter)
    {
        var query = context.Sessions.Where(s => s.StudentId == studentId && s.DeletedAt == null);
        if (filter.From is { } from)
        {
            query = query.Where(s => (s.StudyDay ?? s.PlannedDay) >= from);
        }
        if (filter.To is { } to)
        {
            query = query.Where(s => (s.StudyDay ?? s.PlannedDay) <= to);
        }
        if (filter.StartedFrom is { } startedFrom)
        {
            query = query.Where(s => s.StartedAt >= startedFrom);
        }
        if (filter.StartedBefore is { } startedBefore)
        {
            query = query.Where(s => s.StartedAt < startedBefore);
        }
        if (filter.Kind is { } kind)
        {
            query = query.Where(s => s.Kind == kind);
        }
        if (filter.Status is { } status)
        {
            query = query.Where(s => s.Status == status);
        }
        if (filter.ClassId is { } classId)
        {
            query = query.Where(s => s.ClassId == classId);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            // Lower case in the database is that of the whole alphabet of letters (SqliteConnections).
            var text = filter.Text.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Becomes SQL: no culture of this process has a say, and the advised overloads have no SQL.
            query = query.Where(s => s.Subject!.ToLower().Contains(text) || s.Note.ToLower().Contains(text)
                || s.DomainCode!.ToLower().Contains(text) || s.Tags.Any(t => t.ToLower().Contains(text)));
#pragma warning restore CA1304, CA1311, CA1862
        }
        return query;
    }

    private static async Task<IReadOnlySet<int>> OverlappingAsync(
        StudyDbContext context, int studentId, List<StudySession> sessions, CancellationToken cancellationToken)
    {
        var days = sessions.Where(s => s is { Status: SessionStatus.Completed, Span: not null }).Select(s => s.StudyDay!.Value).ToList();
        if (days.Count == 0)
        {
            return new HashSet<int>();
        }
        var (first, last) = (days.Min().AddDays(-1), days.Max().AddDays(1));
        var spans = await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == studentId && s.DeletedAt == null && s.Status == SessionStatus.Completed && s.EndedAt != null)
            .Where(s => s.StudyDay >= first && s.StudyDay <= last)
            .OrderBy(s => s.StartedAt)
            .Select(s => new { s.Id, s.StartedAt, s.EndedAt, s.Source, s.Kind })
            .ToListAsync(cancellationToken);
        var overlapping = new HashSet<int>();
        for (var i = 0; i < spans.Count; i++)
        {
            for (var j = i + 1; j < spans.Count && spans[j].StartedAt < spans[i].EndedAt; j++)
            {
                if (!CountOnce(spans[i].Source, spans[i].Kind, spans[j].Source, spans[j].Kind))
                {
                    overlapping.Add(spans[i].Id);
                    overlapping.Add(spans[j].Id);
                }
            }
        }
        return overlapping;
    }

    private static bool CountOnce(SessionSource a, SessionKind aKind, SessionSource b, SessionKind bKind) =>
        (StudySession.HostsOthers(a) && StudySession.LiesInside(b, bKind)) || (StudySession.HostsOthers(b) && StudySession.LiesInside(a, aKind));
}

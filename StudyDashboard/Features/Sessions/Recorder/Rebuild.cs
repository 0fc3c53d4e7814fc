using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>Derives everything anew from the facts. On a healthy database it changes no row.</summary>
public sealed class Rebuild(IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, IEnumerable<IDerivedDays> derivedDays)
{
    private const int ChunkDays = 60;

    /// <summary>Rebuilds every student.</summary>
    /// <returns>How many rows had to change.</returns>
    /// <param name="dry">Whether to roll back what would change: a check.</param>
    /// <param name="progress">Told of the students done and of all.</param>
    /// <param name="cancellationToken">Ends it between two chunks of days.</param>
    public async Task<int> RunAsync(bool dry, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.Users.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken);
        var changed = 0;
        foreach (var (index, student) in students.Index())
        {
            changed += await RunAsync(student, dry, settle: true, cancellationToken);
            progress?.Report((index + 1, students.Count));
        }
        return changed;
    }

    /// <summary>Rebuilds every student.</summary>
    /// <returns>How many rows had to change.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => RunAsync(false, null, cancellationToken);

    /// <summary>Rebuilds one student.</summary>
    /// <returns>How many rows had to change.</returns>
    public Task<int> RunAsync(int studentId, CancellationToken cancellationToken) => RunAsync(studentId, false, settle: true, cancellationToken);

    /// <summary>Derives one student's rows from sessions whose seconds are known to hold: none of them lies inside another.</summary>
    internal Task DeriveAsync(int studentId, CancellationToken cancellationToken) => RunAsync(studentId, false, settle: false, cancellationToken);

    private async Task<int> RunAsync(int studentId, bool dry, bool settle, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var days in (await DaysAsync(studentId, cancellationToken)).Order().Chunk(ChunkDays))
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
            changed += settle ? await SettleAsync(context, studentId, days, cancellationToken) : 0;
            await recorder.DeriveAsync(context, studentId, days.ToHashSet(), cancellationToken);
            context.ChangeTracker.DetectChanges();
            changed += context.ChangeTracker.Entries().Count(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted);
            await context.SaveChangesAsync(cancellationToken);
            if (!dry)
            {
                await transaction.CommitAsync(cancellationToken);
            }
        }
        return changed;
    }

    private static async Task<int> SettleAsync(StudyDbContext context, int studentId, DateOnly[] days, CancellationToken cancellationToken)
    {
        var (first, last) = (days[0], days[^1]);
        var book = new SessionBook(context, studentId, default);
        var sessions = await book.FetchAsync(
            s => s.Status == SessionStatus.Completed && s.StudyDay >= first && s.StudyDay <= last && s.StartedAt != null, false, cancellationToken);
        await new Settlement(book).SettleAsync(sessions, cancellationToken);
        var changed = book.Touched().Count;
        await context.SaveChangesAsync(cancellationToken);
        return changed;
    }

    private async Task<HashSet<DateOnly>> DaysAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ranges = await context.Sessions
            .Where(s => s.StudentId == studentId && s.Status == SessionStatus.Completed && s.DeletedAt == null)
            .Select(s => new { s.StudyDay, s.LastDay }).Distinct().ToListAsync(cancellationToken);
        var days = new HashSet<DateOnly>();
        foreach (var range in ranges)
        {
            for (var day = range.StudyDay!.Value; day <= range.LastDay!.Value; day = day.AddDays(1))
            {
                days.Add(day);
            }
        }
        foreach (var source in derivedDays)
        {
            days.UnionWith(await source.DaysAsync(context, studentId, cancellationToken));
        }
        return days;
    }
}

/// <summary>Names the days for which a feature holds derived rows, so that a rebuild also finds rows whose facts are gone.</summary>
public interface IDerivedDays
{
    Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken);
}

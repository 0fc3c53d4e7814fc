using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Classes;

/// <summary>
/// Removes for good classes and assignments that were deleted, after 30 days (rules.md 17). Sessions that were for them stay and are for
/// none.
/// </summary>
public sealed class ClassPurge(IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder)
{
    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var before = asOfUtc - LogReader.KeepDeleted;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var classId in await context.Set<StudyClass>().Where(c => c.DeletedAt < before).Select(c => c.Id).ToListAsync(cancellationToken))
        {
            await LetGoAsync(context, classId, s => s.ClassId == classId, about => about with { ClassId = null, AssignmentId = null }, cancellationToken);
            await RemoveAsync(context.Set<Assignment>().Where(a => a.ClassId == classId), context.Set<StudyClass>().Where(c => c.Id == classId), context, cancellationToken);
        }
        foreach (var (id, classId) in (await context.Set<Assignment>().Where(a => a.DeletedAt < before).Select(a => new { a.Id, a.ClassId }).ToListAsync(cancellationToken)).Select(a => (a.Id, a.ClassId)))
        {
            await LetGoAsync(context, classId, s => s.AssignmentId == id, about => about with { AssignmentId = null }, cancellationToken);
            await RemoveAsync(context.Set<Assignment>().Where(a => a.Id == id), context.Set<Assignment>().Where(a => a.Id == id), context, cancellationToken);
        }
    }

    private async Task LetGoAsync(
        StudyDbContext context, int classId, System.Linq.Expressions.Expression<Func<StudySession, bool>> which, Func<SessionAbout, SessionAbout> without, CancellationToken cancellationToken)
    {
        foreach (var student in await context.Set<ClassMember>().Where(m => m.ClassId == classId).Select(m => m.StudentId).ToListAsync(cancellationToken))
        {
            await recorder.RecordAsync<int>(student, ChangeVerb.Edit, async book =>
            {
                var sessions = await book.FetchAsync(which, true, cancellationToken);
                foreach (var session in sessions)
                {
                    session.Describe(without(session.About));
                }
                return sessions.Count;
            }, cancellationToken);
        }
    }

    private async Task RemoveAsync<T>(IQueryable<Assignment> assignments, IQueryable<T> rows, StudyDbContext context, CancellationToken cancellationToken)
        where T : class
    {
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        var done = await context.Set<AssignmentCompletion>().AsNoTracking().Where(c => assignments.Any(a => a.Id == c.AssignmentId)).ToListAsync(cancellationToken);
        await rows.ExecuteDeleteAsync(cancellationToken);
        foreach (var ofStudent in done.GroupBy(c => c.StudentId).OrderBy(g => g.Key))
        {
            await context.LockAsync(ofStudent.Key, cancellationToken);
            await recorder.DeriveAsync(context, ofStudent.Key, ofStudent.Select(c => c.CompletedOn).ToHashSet(), cancellationToken);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        context.ChangeTracker.Clear();
    }
}

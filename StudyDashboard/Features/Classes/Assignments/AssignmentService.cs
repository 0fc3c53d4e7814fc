using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>Gives assignments, and keeps who has done them.</summary>
public sealed class AssignmentService(
    ClassBook book, IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, AssignmentLinks links, AssignmentNotices notices, TimeProvider clock)
{
    /// <summary>Gives everyone in a class something to do.</summary>
    /// <returns>Its id.</returns>
    public async Task<Outcome<int>> GiveAsync(int personId, int classId, AssignmentDraft draft, CancellationToken cancellationToken)
    {
        var link = await LinkAsync(personId, classId, draft, cancellationToken);
        return await book.RunAsync<int>(personId, classId, async (context, found) =>
        {
            if (found.EndedOn is not null)
            {
                return Refusal.Conflict(ClassTexts.Refused_Ended);
            }
            if (draft.Check().ToRefusal() is { } refusal)
            {
                return refusal;
            }
            if (link.Refusal is { } noLink)
            {
                return noLink;
            }
            var now = clock.NowUtc();
            var assignment = new Assignment(classId, found.Calendar.DayOf(now), now);
            Describe(assignment, draft, link.Value.Found);
            context.Add(assignment);
            await context.SaveChangesAsync(cancellationToken);
            await notices.TellGivenAsync(context, found, assignment, now, cancellationToken);
            return assignment.Id;
        }, cancellationToken);
    }

    /// <summary>Changes an assignment. <paramref name="version"/>: the one that was read, or null for any.</summary>
    /// <returns>Its new version.</returns>
    public async Task<Outcome<int>> EditAsync(int personId, int classId, int id, AssignmentDraft draft, int? version, CancellationToken cancellationToken)
    {
        var link = await LinkAsync(personId, classId, draft, cancellationToken);
        return await ChangeAsync(personId, classId, id, isDeleted: false, async (context, found, assignment) =>
        {
            if (version is { } read && read != assignment.Version)
            {
                return Refusal.Stale(AssignmentTexts.Refused_Stale);
            }
            if (draft.Check().ToRefusal() is { } refusal)
            {
                return refusal;
            }
            // A link that stays is not asked for anew: what it leads to may have gone since.
            var kept = assignment.Link is { } old && old.Kind == draft.LinkKind && old.Key == draft.LinkKey?.Trim() ? old : null;
            if (kept is null && link.Refusal is { } noLink)
            {
                return noLink;
            }
            Describe(assignment, draft, kept ?? link.Value.Found);
            await notices.PlanDueAsync(context, found, assignment, clock.NowUtc(), cancellationToken);
            return assignment.Version;
        }, cancellationToken);
    }

    /// <summary>Deletes an assignment. Sessions for it stay; it can be restored for 30 days.</summary>
    public Task<Outcome<int>> DeleteAsync(int personId, int classId, int id, CancellationToken cancellationToken) =>
        ChangeAsync(personId, classId, id, isDeleted: false, async (context, _, assignment) =>
        {
            assignment.Delete(clock.NowUtc());
            await DeriveAllAsync(context, id, cancellationToken);
            await notices.WithdrawAsync(context, [id], null, cancellationToken);
            return id;
        }, cancellationToken);

    public Task<Outcome<int>> RestoreAsync(int personId, int classId, int id, CancellationToken cancellationToken) =>
        ChangeAsync(personId, classId, id, isDeleted: true, async (context, found, assignment) =>
        {
            assignment.Restore();
            await DeriveAllAsync(context, id, cancellationToken);
            await notices.PlanDueAsync(context, found, assignment, clock.NowUtc(), cancellationToken);
            return id;
        }, cancellationToken);

    /// <summary>A student has done it, or the teacher takes it as done. Doing it again changes nothing.</summary>
    public Task<Outcome<int>> CompleteAsync(int actorId, int classId, int id, int studentId, CancellationToken cancellationToken) =>
        MarkAsync(actorId, classId, id, studentId, async (context, assignment, there) =>
        {
            if (there is null)
            {
                var now = clock.NowUtc();
                var day = (await context.CalendarOfAsync(studentId, cancellationToken)).DayOf(now);
                context.Add(new AssignmentCompletion(assignment.Id, studentId, day, now));
                await context.SaveChangesAsync(cancellationToken);
                await recorder.DeriveAsync(context, studentId, new HashSet<DateOnly> { day }, cancellationToken);
                await notices.WithdrawAsync(context, [id], studentId, cancellationToken);
            }
        }, cancellationToken);

    /// <summary>It is to do again.</summary>
    public Task<Outcome<int>> ReopenAsync(int actorId, int classId, int id, int studentId, CancellationToken cancellationToken) =>
        MarkAsync(actorId, classId, id, studentId, async (context, assignment, there) =>
        {
            if (there is not null)
            {
                context.Remove(there);
                await context.SaveChangesAsync(cancellationToken);
                await recorder.DeriveAsync(context, studentId, new HashSet<DateOnly> { there.CompletedOn }, cancellationToken);
                await notices.PlanAsync(context, classId, clock.NowUtc(), cancellationToken);
            }
        }, cancellationToken);

    private static void Describe(Assignment assignment, AssignmentDraft draft, AssignmentLink? link) =>
        assignment.Describe(draft.Title!.Trim(), draft.Text?.Trim() ?? "", draft.DueOn, link);

    private Task<Outcome<int>> ChangeAsync(
        int personId, int classId, int id, bool isDeleted, Func<StudyDbContext, StudyClass, Assignment, Task<Outcome<int>>> change, CancellationToken cancellationToken) =>
        book.RunAsync<int>(personId, classId, async (context, found) =>
            await context.Set<Assignment>().SingleOrDefaultAsync(a => a.Id == id && a.ClassId == classId && a.DeletedAt != null == isDeleted, cancellationToken) is { } assignment
                ? await change(context, found, assignment)
                : NotThere(), cancellationToken);

    private Task<Outcome<int>> MarkAsync(
        int actorId, int classId, int id, int studentId, Func<StudyDbContext, Assignment, AssignmentCompletion?, Task> mark, CancellationToken cancellationToken) =>
        book.WriteAsync<int>(studentId, async context =>
        {
            var members = actorId == studentId ? context.Set<ClassMember>().Where(m => m.ClassId == classId && m.LeftOn == null) : context.MembersOf(classId);
            var isIn = await context.ClassesSeenBy(actorId).AnyAsync(c => c.Id == classId && (actorId == studentId || c.TeacherId == actorId), cancellationToken)
                && await members.AnyAsync(m => m.StudentId == studentId, cancellationToken);
            var assignment = isIn
                ? await context.Set<Assignment>().SingleOrDefaultAsync(a => a.Id == id && a.ClassId == classId && a.DeletedAt == null, cancellationToken)
                : null;
            if (assignment is null)
            {
                return NotThere();
            }
            await mark(context, assignment, await context.Set<AssignmentCompletion>().SingleOrDefaultAsync(c => c.AssignmentId == id && c.StudentId == studentId, cancellationToken));
            return (classId, id);
        }, cancellationToken);

    /// <summary>Derives the days of everyone who has completed it anew: it came or went.</summary>
    private async Task DeriveAllAsync(StudyDbContext context, int assignmentId, CancellationToken cancellationToken)
    {
        await context.SaveChangesAsync(cancellationToken);
        foreach (var done in await context.Set<AssignmentCompletion>().AsNoTracking().Where(c => c.AssignmentId == assignmentId).OrderBy(c => c.StudentId).ToListAsync(cancellationToken))
        {
            await context.LockAsync(done.StudentId, cancellationToken);
            await recorder.DeriveAsync(context, done.StudentId, new HashSet<DateOnly> { done.CompletedOn }, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    // Read before the transaction: other features read on contexts of their own.
    private async Task<Outcome<(AssignmentLink? Found, bool IsAsked)>> LinkAsync(int personId, int classId, AssignmentDraft draft, CancellationToken cancellationToken)
    {
        if (draft.LinkKind is not { } kind || draft.LinkKey.NullIfBlank() is not { } key)
        {
            return ((AssignmentLink?)null, false);
        }
        bool isPrivate;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            isPrivate = await context.ClassesRunBy(personId).AnyAsync(c => c.Id == classId && c.OwnerId != null, cancellationToken);
        }
        var found = await links.FindAsync(personId, isPrivate, kind, key, cancellationToken);
        return found.Refusal is { } refusal ? refusal : ((AssignmentLink?)found.Value, true);
    }

    private static Refusal NotThere() => Refusal.NotFound(AssignmentTexts.Refused_NotThere);
}

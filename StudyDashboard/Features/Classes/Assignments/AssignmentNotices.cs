using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>Tells members of what was given and what is due today, within the transaction that gives the reason.</summary>
public sealed class AssignmentNotices(AssignmentPlanner planner)
{
    /// <summary>Tells everyone in the class of a new assignment, and plans that they are told on its day.</summary>
    public async Task TellGivenAsync(StudyDbContext context, StudyClass of, Assignment assignment, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var members = await Members(context, of.Id).Where(id => id != of.OwnerId).ToListAsync(cancellationToken);
        await planner.TellGivenAsync(context, NoticeOf(of, assignment), members, nowUtc, cancellationToken);
        await PlanDueAsync(context, of, assignment, nowUtc, cancellationToken);
    }

    /// <summary>Brings what waits about an assignment in line with its due day, for everyone who has not done it.</summary>
    public async Task PlanDueAsync(StudyDbContext context, StudyClass of, Assignment assignment, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var members = of.EndedOn is not null ? [] : await Members(context, of.Id)
            .Where(id => !context.Set<AssignmentCompletion>().Any(c => c.AssignmentId == assignment.Id && c.StudentId == id)).ToListAsync(cancellationToken);
        await planner.PlanDueAsync(context, NoticeOf(of, assignment), members, nowUtc, cancellationToken);
    }

    /// <summary>The same of all that is due in a class: one has come or has something to do again, the class goes on again. Saves first.</summary>
    public async Task PlanAsync(StudyDbContext context, int classId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await context.SaveChangesAsync(cancellationToken);
        var of = await context.Set<StudyClass>().SingleAsync(c => c.Id == classId, cancellationToken);
        var today = of.Calendar.DayOf(nowUtc).AddDays(-1);
        var due = await context.Set<Assignment>().AsNoTracking().Where(a => a.ClassId == classId && a.DeletedAt == null && a.DueOn >= today).ToListAsync(cancellationToken);
        foreach (var assignment in due)
        {
            await PlanDueAsync(context, of, assignment, nowUtc, cancellationToken);
        }
    }

    /// <summary>Takes back what waits about a class: for one who leaves, or for everyone when it ends.</summary>
    public async Task ForgetAsync(StudyDbContext context, int classId, int? studentId, CancellationToken cancellationToken) =>
        await planner.WithdrawAsync(
            context, await context.Set<Assignment>().Where(a => a.ClassId == classId).Select(a => a.Id).ToListAsync(cancellationToken), studentId, cancellationToken);

    /// <summary>Takes back what waits about assignments: for everyone, or for one who has done them.</summary>
    public Task WithdrawAsync(StudyDbContext context, IReadOnlyCollection<int> assignmentIds, int? studentId, CancellationToken cancellationToken) =>
        planner.WithdrawAsync(context, assignmentIds, studentId, cancellationToken);

    private static IQueryable<int> Members(StudyDbContext context, int classId) => context.MembersOf(classId).Select(m => m.StudentId);

    private static AssignmentNotice NoticeOf(StudyClass of, Assignment assignment) =>
        new(assignment.Id, assignment.Title, of.Name, assignment.DueOn, of.TeacherId, PageAddresses.Class(of.Id));
}

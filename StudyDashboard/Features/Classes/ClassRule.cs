using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes;

/// <summary>
/// A session can be for a class in which its student was on that day, and for an assignment of that class. What a session says already is
/// not asked for anew: a class that was left or has ended keeps its sessions.
/// </summary>
internal sealed class ClassRule : ISessionRule
{
    public async Task<Refusal?> CheckAsync(StudyDbContext context, StudySession session, CancellationToken cancellationToken)
    {
        if (session.ClassId is null && session.AssignmentId is null)
        {
            return null;
        }
        var entry = context.Entry(session);
        if (entry.State == EntityState.Modified && !entry.Property(s => s.ClassId).IsModified && !entry.Property(s => s.AssignmentId).IsModified)
        {
            return null;
        }
        if (session.ClassId is not { } classId)
        {
            return Refusal.Invalid(new FieldError("assignment_id", ClassTexts.Refused_AssignmentAlone));
        }
        var day = session.StudyDay ?? session.PlannedDay;
        var held = await context.Set<ClassMember>().Where(m => m.ClassId == classId && m.StudentId == session.StudentId)
            .Join(context.Set<StudyClass>(), m => m.ClassId, c => c.Id, (m, c) => new { m.LeftOn, c.EndedOn, c.DeletedAt }).SingleOrDefaultAsync(cancellationToken);
        if (held is null || day > held.LeftOn || (held.DeletedAt is { } gone && day > DateOnly.FromDateTime(gone)))
        {
            return Refusal.Invalid(new FieldError("class_id", ClassTexts.Refused_NotYours));
        }
        if (day > held.EndedOn)
        {
            return Refusal.Invalid(new FieldError("class_id", ClassTexts.Refused_Ended));
        }
        return session.AssignmentId is { } assignment && !await context.Set<Assignment>().AnyAsync(a => a.Id == assignment && a.ClassId == classId, cancellationToken)
            ? Refusal.Invalid(new FieldError("assignment_id", ClassTexts.Refused_OtherAssignment))
            : null;
    }
}

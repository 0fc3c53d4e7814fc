using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Members;

/// <summary>Who is in a class: added by the teacher, joined by a code, gone again.</summary>
public sealed class MemberService(ClassBook book, IDbContextFactory<StudyDbContext> contexts, AssignmentNotices notices, PairingAttempts attempts, TimeProvider clock)
{
    /// <summary>The teacher's students who are not in the class.</summary>
    public async Task<IReadOnlyList<AddableStudent>> AddableAsync(int teacherId, int classId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.Where(p => context.StudentsOf(teacherId).Contains(p.Id) && !context.MembersOf(classId).Any(m => m.StudentId == p.Id))
            .OrderBy(p => p.DisplayName).Select(p => new AddableStudent(p.Id, p.DisplayName)).ToListAsync(cancellationToken);
    }

    /// <summary>Adds one of the teacher's own students.</summary>
    public Task<Outcome<int>> AddAsync(int teacherId, int classId, int studentId, CancellationToken cancellationToken) =>
        book.RunAsync<int>(teacherId, classId, async (context, found) =>
        {
            if (found.IsPrivate || found.EndedOn is not null)
            {
                return Refusal.Conflict(found.IsPrivate ? ClassTexts.Refused_Private : ClassTexts.Refused_Ended);
            }
            if (!await context.StudentsOf(teacherId).ContainsAsync(studentId, cancellationToken))
            {
                return Refusal.NotFound(PeopleTexts.Refused_Student);
            }
            await EnterAsync(context, found, studentId, byCode: false, cancellationToken);
            return studentId;
        }, cancellationToken);

    /// <summary>A student joins. A wrong, closed or old code looks the same.</summary>
    /// <returns>The class.</returns>
    public async Task<Outcome<int>> JoinAsync(int studentId, string? code, CancellationToken cancellationToken)
    {
        var (hash, now) = (LinkSecret.HashOf(code), clock.NowUtc());
        if (!attempts.MayTry(studentId, now))
        {
            return Refusal.Conflict(PeopleTexts.Refused_TooManyCodes);
        }
        var joined = await book.WriteAsync<int>(studentId, async context =>
        {
            var found = await context.Set<StudyClass>()
                .SingleOrDefaultAsync(c => c.JoinCodeHash == hash && c.JoinCodeUntil > now && c.DeletedAt == null && c.EndedOn == null, cancellationToken);
            if (found is null || found.TeacherId == studentId)
            {
                return Refusal.Invalid(new FieldError("code", ClassTexts.Refused_Code));
            }
            await EnterAsync(context, found, studentId, byCode: true, cancellationToken);
            return (found.Id, found.Id);
        }, cancellationToken);
        if (joined.Refusal is null)
        {
            attempts.Forget(studentId);
        }
        return joined;
    }

    /// <summary>A student leaves, or the teacher removes them. What they did stays theirs.</summary>
    public Task<Outcome<int>> LeaveAsync(int actorId, int classId, int studentId, CancellationToken cancellationToken) =>
        ChangeAsync(actorId, classId, studentId, isIn: true, async (context, member) =>
        {
            member.Leave((await context.CalendarOfAsync(studentId, cancellationToken)).DayOf(clock.NowUtc()), wasRemoved: actorId != studentId);
            await notices.ForgetAsync(context, classId, studentId, cancellationToken);
        }, cancellationToken);

    /// <summary>Takes a leaving back.</summary>
    public Task<Outcome<int>> ReturnAsync(int actorId, int classId, int studentId, CancellationToken cancellationToken) =>
        ChangeAsync(actorId, classId, studentId, isIn: false, async (context, member) =>
        {
            member.Return(member.ByCode);
            await notices.PlanAsync(context, classId, clock.NowUtc(), cancellationToken);
        }, cancellationToken);

    /// <summary>A student lets the teacher read notes and quiz results of the class, or no longer.</summary>
    public Task<Outcome<int>> ShareNotesAsync(int studentId, int classId, bool shares, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, classId, studentId, isIn: true, (_, member) =>
        {
            member.ShareNotes(shares);
            return Task.CompletedTask;
        }, cancellationToken);

    private Task<Outcome<int>> ChangeAsync(
        int actorId, int classId, int studentId, bool isIn, Func<StudyDbContext, ClassMember, Task> change, CancellationToken cancellationToken) =>
        book.WriteAsync<int>(actorId, async context =>
        {
            var member = await context.Set<ClassMember>().SingleOrDefaultAsync(
                m => m.ClassId == classId && m.StudentId == studentId && m.LeftOn == null == isIn && (isIn || m.WasRemoved == (actorId != studentId))
                    && context.Set<StudyClass>().Any(c => c.Id == classId && c.DeletedAt == null && c.OwnerId == null && (c.TeacherId == actorId || studentId == actorId)),
                cancellationToken);
            if (member is null)
            {
                return ClassBook.NotThere();
            }
            await change(context, member);
            return (classId, studentId);
        }, cancellationToken);

    private async Task EnterAsync(StudyDbContext context, StudyClass one, int studentId, bool byCode, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        var member = await context.Set<ClassMember>().SingleOrDefaultAsync(m => m.ClassId == one.Id && m.StudentId == studentId, cancellationToken);
        if (member is null)
        {
            context.Add(new ClassMember(one.Id, studentId, byCode, (await context.CalendarOfAsync(studentId, cancellationToken)).DayOf(now)));
        }
        else
        {
            member.Return(byCode);
        }
        await notices.PlanAsync(context, one.Id, now, cancellationToken);
    }
}

/// <summary>A student who can be added to a class.</summary>
public sealed record AddableStudent(int Id, string Name);

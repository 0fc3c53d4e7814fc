using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes;

/// <summary>What a teacher does with classes, and a student with private ones. What is deleted can be restored for 30 days.</summary>
public sealed class ClassService(ClassBook book, AssignmentNotices notices, TimeProvider clock)
{
    /// <summary>Makes a class: a tutor's, or a student's own, in which the student is at once.</summary>
    public Task<Outcome<int>> AddAsync(Profile maker, ClassDraft draft, bool isPrivate, CancellationToken cancellationToken) =>
        book.WriteAsync<int>(maker.Id, async context =>
        {
            if (isPrivate ? !maker.IsStudent : !maker.IsTutor)
            {
                return Refusal.Invalid(new FieldError("is_private", isPrivate ? ClassTexts.Refused_OnlyStudents : ClassTexts.Refused_OnlyTutors));
            }
            if (draft.Check().ToRefusal() is { } refusal)
            {
                return refusal;
            }
            var now = clock.NowUtc();
            var made = isPrivate ? StudyClass.Private(maker, now) : StudyClass.Taught(maker, now);
            Describe(made, draft);
            context.Add(made);
            await context.SaveChangesAsync(cancellationToken);
            if (isPrivate)
            {
                context.Add(new ClassMember(made.Id, maker.Id, byCode: true, made.Since));
            }
            return (made.Id, made.Id);
        }, cancellationToken);

    /// <summary>Changes a class. <paramref name="version"/>: the one that was read, or null for any.</summary>
    /// <returns>Its new version.</returns>
    public Task<Outcome<int>> EditAsync(int personId, int classId, ClassDraft draft, int? version, CancellationToken cancellationToken) =>
        EditAsync(personId, classId, draft, version, null, null, cancellationToken);

    /// <summary>Changes a class and, all of it or nothing, ends or reopens it and does what else is asked.</summary>
    internal Task<Outcome<int>> EditAsync(
        int personId, int classId, ClassDraft draft, int? version, bool? ends, Func<StudyClass, Refusal?>? alsoDo, CancellationToken cancellationToken) =>
        book.RunAsync<int>(personId, classId, async (context, found) =>
        {
            if (version is { } read && read != found.Version)
            {
                return Refusal.Stale(ClassTexts.Refused_Stale);
            }
            if (draft.Check().ToRefusal() is { } refusal)
            {
                return refusal;
            }
            Describe(found, draft);
            if (ends is { } end)
            {
                await (end ? EndAsync(context, found, cancellationToken) : ReopenAsync(context, found, cancellationToken));
            }
            return alsoDo?.Invoke(found) is { } refused ? refused : found.Version;
        }, cancellationToken);

    /// <summary>Ends a class: nothing new happens in it, and all of it can still be read.</summary>
    public Task<Outcome<int>> EndAsync(int personId, int classId, CancellationToken cancellationToken) =>
        book.RunAsync<int>(personId, classId, async (context, found) =>
        {
            await EndAsync(context, found, cancellationToken);
            return found.Version;
        }, cancellationToken);

    public Task<Outcome<int>> ReopenAsync(int personId, int classId, CancellationToken cancellationToken) =>
        book.RunAsync<int>(personId, classId, async (context, found) =>
        {
            await ReopenAsync(context, found, cancellationToken);
            return found.Version;
        }, cancellationToken);

    /// <summary>Deletes a class. The sessions of its students stay, with their time.</summary>
    public Task<Outcome<int>> DeleteAsync(int personId, int classId, CancellationToken cancellationToken) =>
        book.RunAsync<int>(personId, classId, async (context, found) =>
        {
            found.Delete(clock.NowUtc());
            await notices.ForgetAsync(context, classId, null, cancellationToken);
            return classId;
        }, cancellationToken);

    public Task<Outcome<int>> RestoreAsync(int personId, int classId, CancellationToken cancellationToken) =>
        book.WriteAsync<int>(personId, async context =>
        {
            var found = await context.Set<StudyClass>()
                .SingleOrDefaultAsync(c => c.Id == classId && c.DeletedAt != null && (c.TeacherId == personId || c.OwnerId == personId), cancellationToken);
            if (found is null)
            {
                return ClassBook.NotThere();
            }
            found.Restore();
            await notices.PlanAsync(context, classId, clock.NowUtc(), cancellationToken);
            return (classId, classId);
        }, cancellationToken);

    /// <summary>Opens a join code for a taught class; it is not stored and not shown again.</summary>
    public Task<Outcome<JoinCode>> OpenCodeAsync(int personId, int classId, CancellationToken cancellationToken) =>
        book.RunAsync<JoinCode>(personId, classId, (_, found) =>
        {
            if (found.IsPrivate || found.EndedOn is not null)
            {
                return Task.FromResult<Outcome<JoinCode>>(Refusal.Conflict(found.IsPrivate ? ClassTexts.Refused_Private : ClassTexts.Refused_Ended));
            }
            var code = LinkSecret.NewCode();
            found.OpenCode(code, clock.NowUtc());
            return Task.FromResult<Outcome<JoinCode>>(new JoinCode(code, found.JoinCodeUntil!.Value));
        }, cancellationToken);

    public Task<Outcome<int>> CloseCodeAsync(int personId, int classId, CancellationToken cancellationToken) =>
        book.RunAsync<int>(personId, classId, (_, found) =>
        {
            found.CloseCode();
            return Task.FromResult<Outcome<int>>(classId);
        }, cancellationToken);

    private async Task EndAsync(StudyDbContext context, StudyClass found, CancellationToken cancellationToken)
    {
        if (found.EndedOn is null)
        {
            found.End(found.Calendar.DayOf(clock.NowUtc()));
            await notices.ForgetAsync(context, found.Id, null, cancellationToken);
        }
    }

    private async Task ReopenAsync(StudyDbContext context, StudyClass found, CancellationToken cancellationToken)
    {
        if (found.EndedOn is not null)
        {
            found.Reopen();
            await notices.PlanAsync(context, found.Id, clock.NowUtc(), cancellationToken);
        }
    }

    private static void Describe(StudyClass one, ClassDraft draft) =>
        one.Describe(draft.Name!.Trim(), draft.Subject.NullIfBlank(), draft.ShowsNotes && !one.IsPrivate);
}

/// <summary>A join code and until when it can be used.</summary>
public sealed record JoinCode(string Code, DateTime ExpiresAt);

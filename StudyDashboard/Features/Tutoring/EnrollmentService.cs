using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring;

/// <summary>A tutor's students.</summary>
public sealed class EnrollmentService(IDbContextFactory<StudyDbContext> contexts, InvitationService invitations, TimeProvider clock)
{
    /// <summary>The students with whom a tutor has something running.</summary>
    public async Task<IReadOnlyList<EnrolledStudent>> OfTutorAsync(int tutorId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Enrollment>().Where(e => e.TutorId == tutorId && e.Status == EnrollmentStatus.Active)
            .Join(context.Users, e => e.StudentId, p => p.Id, (e, p) => new { e, p }).OrderBy(r => r.p.DisplayName)
            .Select(r => new EnrolledStudent(r.e.Id, r.p.Id, r.p.DisplayName, r.e.Course, r.p.PasswordHash == null, r.p.TimeZone, r.p.DayStartHour))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Makes a student without an account and enrolls them.</summary>
    public async Task<Outcome<int>> AddStudentAsync(Profile tutor, string? name, string? course, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > Person.MaxName)
        {
            errors.Add(new FieldError("name", AccountTexts.Refused_Name));
        }
        errors.AddRange(CheckCourse(course));
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutor.Id, cancellationToken);
        var student = await context.AddUnclaimedStudentAsync(name!.Trim(), tutor.TimeZone, clock.NowUtc(), cancellationToken);
        var enrollment = new Enrollment(tutor.Id, student.Id, course!.Trim(), tutor.Calendar.DayOf(clock.NowUtc()));
        context.Add(enrollment);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return enrollment.Id;
    }

    /// <summary>The secret of a link with which the student claims their account.</summary>
    public async Task<Outcome<string>> InviteAsync(int tutorId, int enrollmentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var student = await context.Set<Enrollment>()
            .Where(e => e.Id == enrollmentId && e.TutorId == tutorId && e.Status == EnrollmentStatus.Active)
            .Select(e => (int?)e.StudentId).SingleOrDefaultAsync(cancellationToken);
        return student is { } id ? await invitations.CreateAsync(tutorId, Roles.Student, id, cancellationToken) : Refusal.NotFound(PeopleTexts.Refused_Student);
    }

    public Task<Refusal?> EndAsync(Profile tutor, int enrollmentId, CancellationToken cancellationToken) =>
        ChangeAsync(tutor.Id, enrollmentId, EnrollmentStatus.Active, e => e.End(tutor.Calendar.DayOf(clock.NowUtc())), cancellationToken);

    public Task<Refusal?> ReopenAsync(int tutorId, int enrollmentId, CancellationToken cancellationToken) =>
        ChangeAsync(tutorId, enrollmentId, EnrollmentStatus.Ended, e => e.Reopen(), cancellationToken);

    /// <summary>Gives one of the tutor's students another course.</summary>
    public async Task<Outcome<int>> EnrollAgainAsync(Profile tutor, int studentId, string? course, CancellationToken cancellationToken)
    {
        if (CheckCourse(course).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutor.Id, cancellationToken);
        if (!await context.Set<Enrollment>().AnyAsync(e => e.TutorId == tutor.Id && e.StudentId == studentId && e.Status == EnrollmentStatus.Active, cancellationToken))
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        var enrollment = new Enrollment(tutor.Id, studentId, course!.Trim(), tutor.Calendar.DayOf(clock.NowUtc()));
        context.Add(enrollment);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return enrollment.Id;
    }

    /// <summary>Renames, ends or reopens an enrollment; null leaves a part as it is.</summary>
    public async Task<Refusal?> EditAsync(Profile tutor, int enrollmentId, string? course, EnrollmentStatus? status, CancellationToken cancellationToken)
    {
        if (course is not null && CheckCourse(course).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutor.Id, cancellationToken);
        if (await context.Set<Enrollment>().SingleOrDefaultAsync(e => e.Id == enrollmentId && e.TutorId == tutor.Id, cancellationToken) is not { } enrollment)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        if (course is not null)
        {
            enrollment.Rename(course.Trim());
        }
        if (status == EnrollmentStatus.Ended && enrollment.Status == EnrollmentStatus.Active)
        {
            enrollment.End(tutor.Calendar.DayOf(clock.NowUtc()));
        }
        else if (status == EnrollmentStatus.Active && enrollment.Status == EnrollmentStatus.Ended)
        {
            enrollment.Reopen();
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static IEnumerable<FieldError> CheckCourse(string? course)
    {
        if (string.IsNullOrWhiteSpace(course) || course.Trim().Length > Enrollment.MaxCourse)
        {
            yield return new FieldError("course", PeopleTexts.Refused_Course);
        }
    }

    private async Task<Refusal?> ChangeAsync(
        int tutorId, int enrollmentId, EnrollmentStatus status, Action<Enrollment> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutorId, cancellationToken);
        var enrollment = await context.Set<Enrollment>()
            .SingleOrDefaultAsync(e => e.Id == enrollmentId && e.TutorId == tutorId && e.Status == status, cancellationToken);
        if (enrollment is null)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        change(enrollment);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}

/// <summary>A student as their tutor sees them.</summary>
public sealed record EnrolledStudent(int EnrollmentId, int StudentId, string Name, string Course, bool IsUnclaimed, string TimeZone, int DayStartHour)
{
    public StudyCalendar Calendar => StudyCalendar.For(TimeZone, DayStartHour);
}

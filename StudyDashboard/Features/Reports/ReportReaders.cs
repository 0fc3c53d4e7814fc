using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports;

/// <summary>Who reads whose reports, and as what.</summary>
public sealed class ReportReaders(StudentAccess access, ProfileService profiles, GuardianService guardians, EnrollmentService enrollments)
{
    /// <summary>Someone as reader of a student's reports; one who may not looks for a student that is not there.</summary>
    /// <param name="viewerId">Who reads.</param>
    /// <param name="studentId">Whose; null for their own.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<ReportReader>> FindAsync(int viewerId, int? studentId, CancellationToken cancellationToken)
    {
        var id = studentId ?? viewerId;
        if (!await access.MayAsync(viewerId, id, StudentView.Reports, cancellationToken) || await profiles.GetAsync(id, cancellationToken) is not { } student)
        {
            return Refusal.NotFound(ReportTexts.Refused_Student);
        }
        return new ReportReader(
            student, viewerId, await AsWhatAsync(viewerId, id, cancellationToken), viewerId != id && await access.MayAsync(viewerId, id, StudentView.Notes, cancellationToken));
    }

    /// <summary>The same for someone whose profile is known: their own report needs no look at who they are.</summary>
    public Task<Outcome<ReportReader>> FindAsync(Profile viewer, int? studentId, CancellationToken cancellationToken) =>
        studentId is null || studentId == viewer.Id
            ? Task.FromResult<Outcome<ReportReader>>(new ReportReader(viewer, viewer.Id, ReportViewer.Self)) : FindAsync(viewer.Id, studentId, cancellationToken);

    /// <summary>The students whose reports someone may choose from: themselves, their children, their students.</summary>
    public async Task<IReadOnlyList<ReportStudent>> ChoicesAsync(Profile viewer, CancellationToken cancellationToken)
    {
        var found = new List<ReportStudent>();
        if (viewer.IsStudent)
        {
            found.Add(new ReportStudent(viewer.Id, viewer.DisplayName));
        }
        if (viewer.IsGuardian)
        {
            found.AddRange((await guardians.ChildrenAsync(viewer.Id, cancellationToken)).Select(c => new ReportStudent(c.Id, c.Name)));
        }
        if (viewer.IsTutor)
        {
            found.AddRange((await enrollments.OfTutorAsync(viewer.Id, cancellationToken)).Select(s => new ReportStudent(s.StudentId, s.Name)));
        }
        return [.. found.DistinctBy(s => s.Id)];
    }

    private async Task<ReportViewer> AsWhatAsync(int viewerId, int studentId, CancellationToken cancellationToken) =>
        viewerId == studentId ? ReportViewer.Self
        : (await guardians.ChildrenAsync(viewerId, cancellationToken)).Any(c => c.Id == studentId) ? ReportViewer.Guardian
        : ReportViewer.Tutor;
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Tutoring;

/// <summary>Who teaches the person, and whom the person teaches. The deletion of the person's row takes it along.</summary>
internal sealed class TutoringData : IPersonalData
{
    public Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        archive.AddAsync("enrollments", "Courses: who taught you, and whom you taught.", () =>
            (from e in context.Set<Enrollment>().AsNoTracking()
             where e.StudentId == personId || e.TutorId == personId
             join tutor in context.Users on e.TutorId equals tutor.Id
             join student in context.Users on e.StudentId equals student.Id
             orderby e.Id
             select new { e.Course, Tutor = tutor.DisplayName, Student = student.DisplayName, e.Status, e.From, e.To }).AsAsyncEnumerable(), cancellationToken);

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}

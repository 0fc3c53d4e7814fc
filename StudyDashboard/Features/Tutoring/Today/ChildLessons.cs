using System.Globalization;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Today;

/// <summary>A child's next lesson and attendance, course by course.</summary>
internal sealed class ChildLessons(AttendanceService attendances) : IChildFacts
{
    public async Task<IReadOnlyList<ChildFact>> OfAsync(Profile guardian, int childId, CancellationToken cancellationToken) =>
        [.. (await attendances.OfStudentAsync(childId, cancellationToken)).Select(course => Of(course, guardian))];

    private static ChildFact Of(EnrollmentAttendance course, Profile guardian)
    {
        var name = ClosingTexts.Page_With.With(course.Course, course.Tutor);
        var next = course.NextAt is { } at
            ? ClosingTexts.Child_Next.With(name, $"{guardian.Calendar.LocalOf(at).ToString("ddd d MMM", CultureInfo.GetCultureInfo(guardian.Language))}, {guardian.TimeOf(at)}")
            : ClosingTexts.Child_NoNext.With(name);
        return new ChildFact(
            course.Figures.Rate is null ? next : ClosingTexts.Child_Attendance.With(next, ClosingLabels.Of(course.Figures)), course.NextId is { } id ? PageAddresses.Lesson(id) : null);
    }
}

using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>A student, or a guardian for them, says before a lesson that the student will not come. The tutor decides whether that excuses.</summary>
public sealed class ApologyService(LessonReader reader, LessonRecorder recorder)
{
    /// <summary>Says it, or says it otherwise.</summary>
    public Task<Refusal?> ApologizeAsync(int viewerId, int lessonId, string? reason, CancellationToken cancellationToken) =>
        WriteAsync(viewerId, lessonId, reason?.Trim() ?? "", cancellationToken);

    /// <summary>Takes it back: the student comes after all.</summary>
    public Task<Refusal?> WithdrawAsync(int viewerId, int lessonId, CancellationToken cancellationToken) => WriteAsync(viewerId, lessonId, null, cancellationToken);

    private async Task<Refusal?> WriteAsync(int viewerId, int lessonId, string? reason, CancellationToken cancellationToken)
    {
        // The reader knows who may see it; the tutor does not apologize for the student.
        if (await reader.FindAsync(viewerId, lessonId, cancellationToken) is not { } row || row.Lesson.TutorId == viewerId)
        {
            return Refusal.NotFound(LessonTexts.Refused_NotThere);
        }
        if (reason is not null && Check(reason) is { } wrong)
        {
            return Refusal.Invalid(new FieldError("reason", wrong));
        }
        return (await recorder.RecordAsync<Lesson>(row.Lesson.TutorId, LessonVerb.Apologize, async book =>
        {
            if (await book.FindAsync(lessonId, cancellationToken) is not { } lesson)
            {
                return Refusal.NotFound(LessonTexts.Refused_NotThere);
            }
            if (lesson.StartsAt <= book.NowUtc || lesson.Status != LessonStatus.Scheduled)
            {
                return Refusal.Conflict(ClosingTexts.Refused_TooLateToApologize);
            }
            lesson.Apologize(reason, reason is null ? null : book.NowUtc);
            if (reason is null && lesson.StudentAttendanceStatus == Attendance.Excused)
            {
                lesson.MarkStudent(null, null);
            }
            return lesson;
        }, cancellationToken: cancellationToken)).Refusal;
    }

    private static string? Check(string reason) =>
        reason.Length == 0 ? ClosingTexts.Refused_NoReason
        : reason.Length > LessonDetails.MaxText ? LessonTexts.Refused_TooLong.With(LessonDetails.MaxText)
        : null;
}

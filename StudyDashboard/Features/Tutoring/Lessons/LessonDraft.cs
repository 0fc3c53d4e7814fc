using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>A lesson as a tutor wants it.</summary>
public sealed record LessonDraft
{
    public required LessonSlot Slot { get; init; }

    public LessonDetails Details { get; init; } = new();

    /// <summary>How it repeats. Null in an edit: as it does now.</summary>
    public Repetition? Repeat { get; init; }

    /// <summary>The enrollments of its students; more than one make a group lesson. Null in an edit: those it has.</summary>
    public IReadOnlyList<int>? EnrollmentIds { get; init; }

    /// <summary>The fields that cannot be taken.</summary>
    public IEnumerable<FieldError> Check()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Slot.TimeZone, out var zone) || !zone.HasIanaId)
        {
            yield return new FieldError("time_zone", LessonTexts.Refused_Zone.With(Slot.TimeZone));
        }
        if (Slot.Date.Year is < 2000 or > 2200)
        {
            yield return new FieldError("session_date", LessonTexts.Refused_Date);
        }
        if (EnrollmentIds is { Count: 0 })
        {
            yield return new FieldError("course_enrollment_id", LessonTexts.Refused_NoStudent);
        }
        foreach (var error in CheckDetails(Details))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> CheckDetails(LessonDetails details)
    {
        if (details.Topics.Count > LessonDetails.MaxTopics || details.Topics.Any(t => string.IsNullOrWhiteSpace(t) || t.Length > LessonDetails.MaxText))
        {
            yield return new FieldError("topics", LessonTexts.Refused_Topics.With(LessonDetails.MaxTopics, LessonDetails.MaxText));
        }
        foreach (var (field, text, most) in new[]
        {
            ("location", details.Location, LessonDetails.MaxText), ("homework", details.Homework, LessonDetails.MaxNote), ("note", details.Note, LessonDetails.MaxNote),
        })
        {
            if (text?.Length > most)
            {
                yield return new FieldError(field, LessonTexts.Refused_TooLong.With(most));
            }
        }
        if (details.JoinLink is { } link && (link.Length > LessonDetails.MaxLink || !Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
        {
            yield return new FieldError("join_link", LessonTexts.Refused_Link);
        }
        if (details.AlarmBeforeMinutes is < 0 or > 10080)
        {
            yield return new FieldError("alarm_before_minutes", LessonTexts.Refused_Alarm);
        }
    }
}

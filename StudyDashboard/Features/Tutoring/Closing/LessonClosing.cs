using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>Whether someone was there.</summary>
/// <param name="Status">Null takes the mark back.</param>
/// <param name="LateMinutes">0 to a day, for <see cref="Attendance.Late"/>; null when nobody looked.</param>
public sealed record AttendanceMark(Attendance? Status, int? LateMinutes = null)
{
    public static AttendanceMark Present { get; } = new(Attendance.Present);

    internal IEnumerable<FieldError> Check(string field)
    {
        if (LateMinutes is < 0 or > Lesson.MaxLateMinutes)
        {
            yield return new FieldError(field, ClosingTexts.Refused_LateMinutes.With(Lesson.MaxLateMinutes));
        }
        else if (LateMinutes is not null && Status != Attendance.Late)
        {
            yield return new FieldError(field, ClosingTexts.Refused_NotLate);
        }
    }
}

/// <summary>The mark of one student of a lesson.</summary>
/// <param name="LessonId">The student's row of the lesson.</param>
/// <param name="Version">The version of that row that was read; null to write over whatever is there.</param>
/// <param name="Mark">Whether the student was there.</param>
public sealed record StudentMark(int LessonId, int? Version, AttendanceMark Mark);

/// <summary>How a lesson went, as its tutor says at the end; a group lesson as a whole.</summary>
public sealed record LessonClosing
{
    public required IReadOnlyList<StudentMark> Students { get; init; }

    public AttendanceMark Tutor { get; init; } = AttendanceMark.Present;

    /// <summary>Topics taught in full; those of the plan that are neither here nor in <see cref="Partly"/> go to the next lesson.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [];

    /// <summary>Topics begun.</summary>
    public IReadOnlyList<string> Partly { get; init; } = [];

    public string? Note { get; init; }

    public string? Homework { get; init; }

    /// <summary>Whether the lesson is completed with it.</summary>
    public bool Completes { get; init; } = true;

    internal IEnumerable<FieldError> Check()
    {
        foreach (var error in Students.SelectMany(s => s.Mark.Check("student_late_minutes")).Concat(Tutor.Check("tutor_late_minutes")))
        {
            yield return error;
        }
        if (Completes && Students.Any(s => s.Mark.Status is null))
        {
            yield return new FieldError("student_attendance_status", ClosingTexts.Refused_Unmarked);
        }
        foreach (var error in CheckTopics("topics_covered", Covered).Concat(CheckTopics("topics_partly", Partly)))
        {
            yield return error;
        }
        foreach (var (field, text) in new[] { ("note", Note), ("homework", Homework) })
        {
            if (text?.Length > LessonDetails.MaxNote)
            {
                yield return new FieldError(field, LessonTexts.Refused_TooLong.With(LessonDetails.MaxNote));
            }
        }
    }

    internal static IEnumerable<FieldError> CheckTopics(string field, IReadOnlyList<string> topics)
    {
        if (topics.Count > LessonDetails.MaxTopics || topics.Any(t => string.IsNullOrWhiteSpace(t) || t.Length > LessonDetails.MaxText))
        {
            yield return new FieldError(field, LessonTexts.Refused_Topics.With(LessonDetails.MaxTopics, LessonDetails.MaxText));
        }
    }
}

/// <summary>What a program says of a lesson that is over; null leaves a part as it is.</summary>
public sealed record LessonReport
{
    public AttendanceMark? Student { get; init; }

    public AttendanceMark? Tutor { get; init; }

    public IReadOnlyList<string>? Covered { get; init; }

    public IReadOnlyList<string>? Partly { get; init; }

    /// <summary>Only <see cref="LessonStatus.Cancelled"/> is not said here.</summary>
    public LessonStatus? Status { get; init; }

    /// <summary>Whether <see cref="Student"/> is meant for all of a group lesson.</summary>
    public bool IsForAll { get; init; }

    /// <summary>The note, when <see cref="HasTexts"/>.</summary>
    public string? Note { get; init; }

    /// <summary>The homework, when <see cref="HasTexts"/>.</summary>
    public string? Homework { get; init; }

    /// <summary>Whether note and homework are said too.</summary>
    public bool HasTexts { get; init; }

    internal IEnumerable<FieldError> Check() =>
        (Student?.Check("student_late_minutes") ?? []).Concat(Tutor?.Check("tutor_late_minutes") ?? [])
        .Concat(LessonClosing.CheckTopics("topics_covered", Covered ?? [])).Concat(LessonClosing.CheckTopics("topics_partly", Partly ?? []))
        .Concat(new LessonClosing { Students = [], Note = Note, Homework = Homework }.Check());
}

using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>What a request changes of a lesson: its plan, or what happened in it.</summary>
internal sealed record LessonEdit
{
    public required LessonDraft Draft { get; init; }

    /// <summary>Whether anything of the plan changes, note and homework aside.</summary>
    public required bool Plans { get; init; }

    public required bool WritesTexts { get; init; }

    public required LessonReport Report { get; init; }

    public required bool Cancels { get; init; }

    public required bool Reinstates { get; init; }

    public string? CancelReason { get; init; }

    /// <summary>Whether it says what happened in the lesson.</summary>
    public bool Reports => Report.Student is not null || Report.Tutor is not null || Report.Covered is not null || Report.Status is not null;
}

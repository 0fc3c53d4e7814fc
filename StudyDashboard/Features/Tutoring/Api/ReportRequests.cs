using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>Who was there; a field that was left out stays as it is.</summary>
internal sealed record AttendanceRequest
{
    /// <summary>present, absent, late, excused, or null to take the mark back.</summary>
    [Words<Attendance>]
    public string? StudentAttendanceStatus { get; init; }

    /// <summary>Minutes late, 0 to 1440; only with late.</summary>
    public int? StudentLateMinutes { get; init; }

    [Words<Attendance>]
    public string? TutorAttendanceStatus { get; init; }

    public int? TutorLateMinutes { get; init; }

    /// <summary>Whether the student's mark is meant for all of a group lesson.</summary>
    public bool? All { get; init; }

    public int? Version { get; init; }
}

/// <summary>What the caller's side says of a lesson.</summary>
internal sealed record ReviewRequest
{
    /// <summary>1 to 5.</summary>
    public int? Rating { get; init; }

    public string? Text { get; init; }
}

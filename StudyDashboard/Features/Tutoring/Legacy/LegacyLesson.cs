using System.Security.Cryptography;
using System.Text;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Legacy;

/// <summary>A lesson of the former program, read.</summary>
internal sealed record LegacyLesson
{
    /// <summary>Its line in the file, or its place in the list, from 1.</summary>
    public required int Line { get; init; }

    public required string TutorKey { get; init; }

    public required string TutorName { get; init; }

    public required string StudentKey { get; init; }

    public required string StudentName { get; init; }

    /// <summary>The former enrollment; empty when the row names none.</summary>
    public required string EnrollmentKey { get; init; }

    public required string Course { get; init; }

    public required LessonSlot Slot { get; init; }

    public required LessonDetails Details { get; init; }

    public required LessonStatus Status { get; init; }

    public Attendance? Student { get; init; }

    public Attendance? Tutor { get; init; }

    public IReadOnlyList<string> Covered { get; init; } = [];

    public string? CancelReason { get; init; }

    public DateTime? CreatedAt { get; init; }

    public IReadOnlyList<LegacyReview> Reviews { get; init; } = [];

    /// <summary>Identity of its fields; rows that are the same twice differ by their occurrence (rules.md 18).</summary>
    public string KeyOf(int occurrence)
    {
        var fields = string.Join('\u001f', TutorKey, StudentKey, EnrollmentKey, Course, Slot.LocalStart.ToString("s"), Slot.LocalEnd.ToString("s"), Slot.TimeZone, Status, Student, Tutor,
            string.Join('\u001e', Details.Topics), string.Join('\u001e', Covered), Details.Mode, Details.Location, Details.JoinLink, Details.Note, Details.Homework,
            string.Join('\u001e', Reviews.Select(r => $"{r.Side}{r.Rating}{r.Text}")));
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields)))}-{occurrence}";
    }
}

/// <summary>What one side said of it.</summary>
internal sealed record LegacyReview(LessonSide Side, int Rating, string Text);

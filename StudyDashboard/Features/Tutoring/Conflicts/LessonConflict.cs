using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Conflicts;

/// <summary>What to do with lessons that clash with something.</summary>
public enum ConflictHandling
{
    /// <summary>Nothing is stored until someone says.</summary>
    Ask,

    /// <summary>Store them as they are.</summary>
    Save,

    /// <summary>Leave these dates out.</summary>
    Skip,

    /// <summary>Put each at the nearest time that is free for all.</summary>
    Move,
}

/// <summary>Who is not free.</summary>
public enum ConflictSide
{
    Tutor,
    Student,
}

/// <summary>A lesson that clashes with something.</summary>
/// <param name="Lesson">When the lesson would be.</param>
/// <param name="Busy">What it clashes with.</param>
/// <param name="Side">Who is not free.</param>
/// <param name="Title">What it is, as far as the tutor may know.</param>
/// <param name="LessonId">The tutor's own lesson, if it is one.</param>
public sealed record LessonConflict(Interval Lesson, Interval Busy, ConflictSide Side, string Title, int? LessonId);

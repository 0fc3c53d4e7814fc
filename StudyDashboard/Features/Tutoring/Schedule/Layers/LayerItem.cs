using System.Text.Json.Serialization;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Schedule.Layers;

/// <summary>Something on the schedule: at a time, or on a day as a whole.</summary>
public sealed record LayerItem
{
    /// <summary>Names it on the page; begins with the key of its layer.</summary>
    public required string Key { get; init; }

    /// <summary>The layer's key.</summary>
    public required string Layer { get; init; }

    public required string Title { get; init; }

    /// <summary>A second line.</summary>
    public string Detail { get; init; } = "";

    public DateTime? StartsAt { get; init; }

    public DateTime? EndsAt { get; init; }

    /// <summary>Its day, when it has no time.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Whether the viewer may give it another time.</summary>
    public bool IsMovable { get; init; }

    /// <summary>Whether it leaves its time free: it clashes with nothing.</summary>
    public bool IsFree { get; init; }

    /// <summary>Whether it was called off and is shown as such; a lesson says so by its status.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>The study session that it stands for.</summary>
    public int? SessionId { get; init; }

    /// <summary>The lesson that it stands for.</summary>
    public LessonMark? Lesson { get; init; }

    /// <summary>Keys of what it clashes with.</summary>
    public IReadOnlyList<string> Clashes { get; init; } = [];

    [JsonIgnore]
    public Interval? Span => StartsAt is { } start && EndsAt is { } end ? new Interval(start, end) : null;
}

/// <summary>What the schedule knows of a lesson, or of the rows of a group lesson.</summary>
/// <param name="Id">The lesson; of a group the first row.</param>
/// <param name="Version">What was read.</param>
/// <param name="Status">Its status.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="IsFeatured">Whether the tutor marked it.</param>
/// <param name="IsTaught">Whether the viewer teaches it.</param>
/// <param name="IsMoved">Whether it has left its place in a series.</param>
/// <param name="NeedsClosing">Whether it is over and wants attendance.</param>
/// <param name="People">The tutor and the students: who cannot be elsewhere.</param>
public sealed record LessonMark(
    int Id, int Version, LessonStatus Status, LessonPriority Priority, bool IsFeatured, bool IsTaught, bool IsMoved, bool NeedsClosing, IReadOnlyList<int> People);

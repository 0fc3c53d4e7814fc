using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>When a lesson takes place: wall time in an IANA zone, so that 17:00 stays 17:00 whatever the clocks do (rules.md 23).</summary>
/// <param name="Date">The day on which it starts.</param>
/// <param name="Start">Its start.</param>
/// <param name="End">Its end; not after the start means the next day.</param>
/// <param name="TimeZone">Where that wall time is.</param>
public sealed record LessonSlot(DateOnly Date, TimeOnly Start, TimeOnly End, string TimeZone)
{
    public DateTime LocalStart => Date.ToDateTime(Start);

    public DateTime LocalEnd => Date.AddDays(End > Start ? 0 : 1).ToDateTime(End);

    public DateTime StartsAt => Offsets.UtcOf(LocalStart);

    /// <summary>The end as an instant. Where the clock skips the start, the end may come first: then the lesson keeps its length.</summary>
    public DateTime EndsAt => Offsets.UtcOf(LocalEnd) is var end && end > StartsAt ? end : StartsAt + (LocalEnd - LocalStart);

    private ZoneOffsets Offsets => ZoneOffsets.Of(TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    /// <summary>The same times on the day of another start.</summary>
    public static LessonSlot At(DateTime localStart, TimeSpan length, string timeZone) =>
        new(DateOnly.FromDateTime(localStart), TimeOnly.FromDateTime(localStart), TimeOnly.FromDateTime(localStart + length), timeZone);
}

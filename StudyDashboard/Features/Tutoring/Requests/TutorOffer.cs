using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Requests;

/// <summary>Hours of a weekday at which a tutor can be asked for a lesson, in the tutor's wall time.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="From">The earliest start.</param>
/// <param name="To">The latest end, later than <paramref name="From"/>.</param>
public sealed record OfferedHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>What a tutor offers to those who ask for lessons.</summary>
public sealed class TutorOffer
{
    private TutorOffer()
    {
    }

    public TutorOffer(int tutorId) => TutorId = tutorId;

    public int TutorId { get; private set; }

    /// <summary>Whether students see it.</summary>
    public bool IsPublished { get; private set; }

    public List<OfferedHours> Hours { get; private set; } = [];

    /// <summary>Length of a lesson, 15 to 480.</summary>
    public int LessonMinutes { get; private set; } = 60;

    /// <summary>Kept free before and after each lesson, 0 to 240.</summary>
    public int BufferMinutes { get; private set; }

    /// <summary>How long before its start a lesson can be asked for, 0 to 336 (two weeks).</summary>
    public int NoticeHours { get; private set; } = 24;

    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public void Set(bool isPublished, IEnumerable<OfferedHours> hours, int lessonMinutes, int bufferMinutes, int noticeHours)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lessonMinutes, Math.Clamp(lessonMinutes, 15, 480));
        ArgumentOutOfRangeException.ThrowIfNotEqual(bufferMinutes, Math.Clamp(bufferMinutes, 0, 240));
        ArgumentOutOfRangeException.ThrowIfNotEqual(noticeHours, Math.Clamp(noticeHours, 0, 336));
        (IsPublished, Hours, LessonMinutes, BufferMinutes, NoticeHours) = (isPublished, [.. hours], lessonMinutes, bufferMinutes, noticeHours);
    }
}

internal sealed class TutorOfferConfiguration : IEntityTypeConfiguration<TutorOffer>
{
    public void Configure(EntityTypeBuilder<TutorOffer> builder)
    {
        builder.ToTable("tutor_offers");
        builder.HasKey(o => o.TutorId);
        builder.Property(o => o.Hours).HasConversion(
            hours => JsonSerializer.Serialize(hours, Json.Stored), json => JsonSerializer.Deserialize<List<OfferedHours>>(json, Json.Stored)!,
            new ValueComparer<List<OfferedHours>>((a, b) => a!.SequenceEqual(b!), hours => hours.Count, hours => hours.ToList()));
        builder.HasOne<Person>().WithOne().HasForeignKey<TutorOffer>(o => o.TutorId).OnDelete(DeleteBehavior.Cascade);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>Who looks at a lesson. The guardian's review is the lesson's <c>parent_review_id</c>.</summary>
public enum LessonSide
{
    Tutor,
    Student,
    Guardian,
}

/// <summary>What one side says of a lesson.</summary>
public sealed class LessonReview
{
    public const int MaxText = 4000;

    private LessonReview()
    {
    }

    /// <param name="lessonId">The lesson.</param>
    /// <param name="side">Whose side.</param>
    /// <param name="authorId">Who wrote it; null once that person has gone, or for an imported one.</param>
    /// <param name="rating">1 to 5.</param>
    /// <param name="text">May be empty.</param>
    /// <param name="nowUtc">The instant of writing.</param>
    public LessonReview(int lessonId, LessonSide side, int? authorId, int rating, string text, DateTime nowUtc)
    {
        (LessonId, Side, AuthorId, CreatedAt) = (lessonId, side, authorId, nowUtc);
        Write(rating, text, nowUtc);
    }

    public int Id { get; private set; }

    public int LessonId { get; private set; }

    public LessonSide Side { get; private set; }

    public int? AuthorId { get; private set; }

    /// <summary>1 to 5.</summary>
    public int Rating { get; private set; }

    public string Text { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    /// <exception cref="ArgumentOutOfRangeException">A rating outside 1 to 5.</exception>
    public void Write(int rating, string text, DateTime nowUtc)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rating, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rating, 5);
        (Rating, Text, UpdatedAt) = (rating, text, nowUtc);
    }
}

internal sealed class LessonReviewConfiguration : IEntityTypeConfiguration<LessonReview>
{
    public void Configure(EntityTypeBuilder<LessonReview> builder)
    {
        builder.ToTable("lesson_reviews", table => table.HasCheckConstraint("ck_lesson_reviews_rating", "rating BETWEEN 1 AND 5"));
        builder.Property(r => r.Text).HasMaxLength(LessonReview.MaxText);
        builder.HasOne<Lesson>().WithMany().HasForeignKey(r => r.LessonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.AuthorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(r => new { r.LessonId, r.Side }).IsUnique().HasDatabaseName("ix_lesson_reviews_side");
    }
}

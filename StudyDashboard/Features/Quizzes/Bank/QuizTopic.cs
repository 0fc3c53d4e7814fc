using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>A bank of questions. It belongs to who made it; a tutor's may be open to their students.</summary>
public sealed class QuizTopic
{
    public const int MaxTitle = 120;

    public const int MaxDescription = 1000;

    private QuizTopic()
    {
    }

    public QuizTopic(int ownerId, string title, DateTime nowUtc) => (OwnerId, Title, CreatedAt, UpdatedAt) = (ownerId, title, nowUtc, nowUtc);

    public int Id { get; private set; }

    public int OwnerId { get; private set; }

    public string Title { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>Whether students with a running enrollment at the owner may practise with it.</summary>
    public bool IsShared { get; private set; }

    /// <summary>The import that made it, if one did.</summary>
    public int? ImportId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>Counts changes of the topic itself; an edit that names an older one is refused.</summary>
    public int Version { get; private set; }

    public void Describe(string title, string description, bool isShared, DateTime nowUtc)
    {
        (Title, Description, IsShared) = (title, description, isShared);
        Touch(nowUtc);
    }

    public void CameFrom(int importId) => ImportId = importId;

    public void Delete(DateTime nowUtc)
    {
        DeletedAt ??= nowUtc;
        Touch(nowUtc);
    }

    public void Restore(DateTime nowUtc)
    {
        DeletedAt = null;
        Touch(nowUtc);
    }

    private void Touch(DateTime nowUtc) => (UpdatedAt, Version) = (nowUtc, Version + 1);
}

internal sealed class QuizTopicConfiguration : IEntityTypeConfiguration<QuizTopic>
{
    public void Configure(EntityTypeBuilder<QuizTopic> builder)
    {
        builder.ToTable("quiz_topics");
        builder.Property(t => t.Title).HasMaxLength(QuizTopic.MaxTitle);
        builder.Property(t => t.Description).HasMaxLength(QuizTopic.MaxDescription);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => t.OwnerId);
        builder.HasIndex(t => t.DeletedAt);
    }
}

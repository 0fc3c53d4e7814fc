using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>A question of a bank. Quizzes that asked it keep it as it was then: an edit here changes none of them.</summary>
public sealed class Question
{
    /// <summary>Longest public id.</summary>
    public const int MaxPubId = 64;

    public const int MaxImportKey = 64;

    private Question()
    {
    }

    public Question(int topicId, string pubId, QuestionContent content, QuestionPlace place, DateTime nowUtc)
    {
        (TopicId, PubId, CreatedAt, UpdatedAt) = (topicId, pubId, nowUtc, nowUtc);
        Write(content, place);
    }

    public int Id { get; private set; }

    public int TopicId { get; private set; }

    /// <summary>What viewers, cards and quizzes know it by (rules.md 28); never changes.</summary>
    public string PubId { get; private set; } = "";

    public QuestionKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    public TextForm Form { get; private set; }

    /// <summary>The answers as JSON of <see cref="QuestionAnswer"/>.</summary>
    public string Answers { get; private set; } = "[]";

    public string Explanation { get; private set; } = "";

    public bool CaseSensitive { get; private set; }

    public string Subject { get; private set; } = "";

    /// <summary>1 easy to 5 hard.</summary>
    public int Difficulty { get; private set; }

    /// <summary>How often it came up in real exams.</summary>
    public int Frequency { get; private set; }

    /// <summary>Questions of one group ask the same in other words.</summary>
    public string? VariantGroup { get; private set; }

    /// <summary>The domain of a learning plan that it belongs to.</summary>
    public string? DomainCode { get; private set; }

    /// <summary>The import that brought it, if one did.</summary>
    public int? ImportId { get; private set; }

    /// <summary>Identity of what came in (rules.md 18): a second import finds it and adds nothing.</summary>
    public string? ImportKey { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>Counts changes; an edit that names an older one is refused.</summary>
    public int Version { get; private set; }

    /// <summary>What is asked and what is right.</summary>
    public QuestionContent Content => new()
    {
        Kind = Kind, Title = Title, Text = Text, Form = Form, Explanation = Explanation, CaseSensitive = CaseSensitive,
        Answers = JsonSerializer.Deserialize<List<QuestionAnswer>>(Answers, Json.Stored)!,
    };

    /// <summary>Where it stands in its bank.</summary>
    public QuestionPlace Place => new() { Subject = Subject, Difficulty = Difficulty, Frequency = Frequency, VariantGroup = VariantGroup, DomainCode = DomainCode };

    /// <summary>A new public id.</summary>
    public static string NewPubId() => Guid.CreateVersion7().ToString("n");

    public void Edit(QuestionContent content, QuestionPlace place, DateTime nowUtc)
    {
        Write(content, place);
        Touch(nowUtc);
    }

    public void CameFrom(int importId, string importKey) => (ImportId, ImportKey) = (importId, importKey);

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

    private void Write(QuestionContent content, QuestionPlace place)
    {
        (Kind, Title, Text, Form, Explanation, CaseSensitive) = (content.Kind, content.Title, content.Text, content.Form, content.Explanation, content.CaseSensitive);
        Answers = JsonSerializer.Serialize(content.Answers, Json.Stored);
        (Subject, Difficulty, Frequency, VariantGroup, DomainCode) = (place.Subject, place.Difficulty, place.Frequency, place.VariantGroup, place.DomainCode);
    }

    private void Touch(DateTime nowUtc) => (UpdatedAt, Version) = (nowUtc, Version + 1);
}

/// <summary>Where a question stands in its bank: everything about it that a quiz does not freeze but for subject and domain.</summary>
public sealed record QuestionPlace
{
    public const int MaxSubject = 120;

    public const int MaxCode = 64;

    public const int Easiest = 1;

    public const int Middle = 3;

    public const int Hardest = 5;

    public const int MaxFrequency = 100_000;

    public string Subject { get; init; } = "";

    public int Difficulty { get; init; } = Middle;

    public int Frequency { get; init; }

    public string? VariantGroup { get; init; }

    public string? DomainCode { get; init; }
}

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> builder)
    {
        builder.ToTable("quiz_questions", table =>
        {
            table.HasCheckConstraint("ck_quiz_questions_difficulty", "difficulty BETWEEN 1 AND 5");
            table.HasCheckConstraint("ck_quiz_questions_frequency", "frequency >= 0");
        });
        builder.Property(q => q.PubId).HasMaxLength(Question.MaxPubId);
        builder.Property(q => q.Title).HasMaxLength(QuestionContent.MaxTitle);
        builder.Property(q => q.Text).HasMaxLength(QuestionContent.MaxText);
        builder.Property(q => q.Explanation).HasMaxLength(QuestionContent.MaxText);
        builder.Property(q => q.Subject).HasMaxLength(QuestionPlace.MaxSubject);
        builder.Property(q => q.VariantGroup).HasMaxLength(QuestionPlace.MaxCode);
        builder.Property(q => q.DomainCode).HasMaxLength(QuestionPlace.MaxCode);
        builder.Property(q => q.ImportKey).HasMaxLength(Question.MaxImportKey);
        builder.Ignore(q => q.Content);
        builder.Ignore(q => q.Place);
        builder.HasOne<QuizTopic>().WithMany().HasForeignKey(q => q.TopicId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(q => q.TopicId);
        builder.HasIndex(q => q.PubId).IsUnique();
        builder.HasIndex(q => q.ImportId);
        builder.HasIndex(q => q.DeletedAt);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>A question as it was when the quiz began, and what the student answered.</summary>
public sealed class QuizItem
{
    /// <summary>Longest time that one answer is thought to take.</summary>
    public const int MaxDurationMs = 600_000;

    private QuestionContent? _thawed;

    private QuizItem()
    {
    }

    public QuizItem(string pubId, QuestionContent content, string subject, string? domainCode)
    {
        (PubId, Subject, DomainCode, _thawed) = (pubId, subject, domainCode, content);
        Frozen = JsonSerializer.Serialize(content, Json.Stored);
    }

    public int Id { get; private set; }

    public int QuizSessionId { get; private set; }

    /// <summary>Its place, from 0.</summary>
    public int Position { get; private set; }

    public string PubId { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string? DomainCode { get; private set; }

    /// <summary>Text, options and key at the start, as JSON of <see cref="QuestionContent"/>.</summary>
    public string Frozen { get; private set; } = "{}";

    /// <summary>The keys of the chosen options, or the one typed text; empty with an answer means that nothing was chosen.</summary>
    public List<string> Selected { get; private set; } = [];

    public bool IsUnsure { get; private set; }

    /// <summary>Null while it is not answered.</summary>
    public QuizOutcome? Outcome { get; private set; }

    /// <summary>Whether it was right, whatever the flag.</summary>
    public bool? IsRight { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>From the step before it, milliseconds.</summary>
    public int DurationMs { get; private set; }

    /// <summary>When the student saw the result, after which the answer stands.</summary>
    public DateTime? RevealedAt { get; private set; }

    /// <summary>How it moved, settled when the quiz was finalized.</summary>
    public QuizMovement? Movement { get; private set; }

    public QuestionContent Content => _thawed ??= JsonSerializer.Deserialize<QuestionContent>(Frozen, Json.Stored)!;

    internal static QuizItem Restored(Archive.ArchivedAnswer row, string pubId) => new(pubId, row.Question, row.Subject ?? "", row.DomainCode)
    {
        Selected = [.. row.Selected ?? []], IsUnsure = row.Unsure, Outcome = row.Outcome, IsRight = row.IsRight, DurationMs = row.DurationMs, Movement = row.Movement,
        AnsweredAt = row.AnsweredAt is { } answered ? QuizSession.Utc(answered) : null, RevealedAt = row.RevealedAt is { } revealed ? QuizSession.Utc(revealed) : null,
    };

    internal void Place(int position) => Position = position;

    internal void Answer(IReadOnlyList<string> selected, bool unsure, DateTime atUtc, int durationMs)
    {
        RequireHidden();
        var judged = QuizJudge.Judge(Content, selected, unsure);
        (Selected, IsUnsure, Outcome, IsRight, AnsweredAt) = ([.. selected], unsure, judged.Outcome, judged.IsRight, atUtc);
        DurationMs = Math.Min(DurationMs + durationMs, MaxDurationMs);
    }

    internal void Withdraw()
    {
        RequireHidden();
        (Selected, IsUnsure, Outcome, IsRight, AnsweredAt) = ([], false, null, null, null);
    }

    internal void Reveal(DateTime nowUtc) =>
        RevealedAt = Outcome is null ? throw new InvalidOperationException("It is not answered.") : RevealedAt ?? nowUtc;

    internal void Move(QuizMovement? movement) => Movement = movement;

    private void RequireHidden()
    {
        if (RevealedAt is not null)
        {
            throw new InvalidOperationException("The result of the answer was shown.");
        }
    }
}

internal sealed class QuizItemConfiguration : IEntityTypeConfiguration<QuizItem>
{
    public void Configure(EntityTypeBuilder<QuizItem> builder)
    {
        builder.ToTable("study_quiz_items", table =>
            table.HasCheckConstraint("ck_study_quiz_items_answer", "(outcome IS NULL) = (answered_at IS NULL)"));
        builder.Property(i => i.PubId).HasMaxLength(Question.MaxPubId);
        builder.Property(i => i.Subject).HasMaxLength(QuestionPlace.MaxSubject);
        builder.Property(i => i.DomainCode).HasMaxLength(QuestionPlace.MaxCode);
        builder.Ignore(i => i.Content);
        builder.HasIndex(i => new { i.QuizSessionId, i.Position }).IsUnique();
        builder.HasIndex(i => i.PubId);
    }
}

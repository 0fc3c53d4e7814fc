using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>
/// One quiz of one student. Its questions are frozen at the start, each answer is stored at once, and it is finalized once. The database
/// refuses a second one in progress of the same student and topic.
/// </summary>
public sealed partial class QuizSession
{
    public const int DefaultTarget = 20;

    public const int MaxTarget = 200;

    public const int MaxUuid = 64;

    private readonly List<QuizItem> _items = [];

    private QuizSession()
    {
    }

    private QuizSession(int studentId, int? topicId, string topicTitle, QuizPlan plan, QuizSource source, DateTime startedAt)
    {
        (StudentId, TopicId, TopicTitle, Source, StartedAt, LastStepAt) = (studentId, topicId, topicTitle, source, startedAt, startedAt);
        (TargetPerSubject, Subjects, WrongOnly, Mode, Seed, Feedback) = (plan.TargetPerSubject, [.. plan.Subjects], plan.WrongOnly, plan.Mode, plan.Seed, plan.Feedback);
    }

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>The bank; null when it has gone for good.</summary>
    public int? TopicId { get; private set; }

    /// <summary>The bank's title at the start.</summary>
    public string TopicTitle { get; private set; } = "";

    public int TargetPerSubject { get; private set; }

    /// <summary>The subject filter; empty for all.</summary>
    public List<string> Subjects { get; private set; } = [];

    public bool WrongOnly { get; private set; }

    public QuizMode Mode { get; private set; }

    public QuizSource Source { get; private set; }

    public QuizFeedback Feedback { get; private set; }

    public int Seed { get; private set; }

    /// <summary>Public ids in the order in which they are asked.</summary>
    public List<string> QuestionIds { get; private set; } = [];

    /// <summary>How many questions of each subject, as a JSON object.</summary>
    public string SubjectDistribution { get; private set; } = "{}";

    /// <summary>The place of the question that is shown, from 0.</summary>
    public int Cursor { get; private set; }

    public int Answered { get; private set; }

    public int Correct { get; private set; }

    public int Wrong { get; private set; }

    public int Unsure { get; private set; }

    public QuizStatus Status { get; private set; }

    public DateTime StartedAt { get; private set; }

    /// <summary>The latest stored step: an answer, a move, a return.</summary>
    public DateTime LastStepAt { get; private set; }

    /// <summary>Gaps between steps so far that are pauses, as JSON of <see cref="Interval"/>.</summary>
    public string Gaps { get; private set; } = "[]";

    public DateTime? FinishedAt { get; private set; }

    public DateTime? FinalizedAt { get; private set; }

    public int? NewlyCorrect { get; private set; }

    public int? Relapsed { get; private set; }

    public int? Recovered { get; private set; }

    public int? ChronicRemaining { get; private set; }

    /// <summary>A viewer's own id of the session: with student and topic it comes in once (rules.md 29).</summary>
    public string? ClientSessionUuid { get; private set; }

    public int? ImportId { get; private set; }

    public IReadOnlyList<QuizItem> Items => _items;

    public int Count => QuestionIds.Count;

    public IReadOnlyList<Interval> Pauses => JsonSerializer.Deserialize<List<Interval>>(Gaps, Json.Stored)!;

    public IReadOnlyDictionary<string, int> Distribution => JsonSerializer.Deserialize<Dictionary<string, int>>(SubjectDistribution, Json.Stored)!;

    /// <summary>Begins a quiz with these questions, in this order.</summary>
    /// <exception cref="ArgumentException">There is no question.</exception>
    public static QuizSession Start(int studentId, int? topicId, string topicTitle, QuizPlan plan, IReadOnlyList<QuizItem> items, DateTime nowUtc, QuizSource source = QuizSource.Live)
    {
        if (items.Count == 0)
        {
            throw new ArgumentException("A quiz has questions.", nameof(items));
        }
        var session = new QuizSession(studentId, topicId, topicTitle, plan, source, nowUtc);
        foreach (var (position, item) in items.Index())
        {
            item.Place(position);
            session._items.Add(item);
        }
        session.QuestionIds = [.. items.Select(i => i.PubId)];
        session.SubjectDistribution = JsonSerializer.Serialize(items.GroupBy(i => i.Subject).ToDictionary(g => g.Key, g => g.Count()), Json.Stored);
        return session;
    }

    /// <summary>Ties it to the viewer's session that it came from.</summary>
    public void CameFromViewer(string clientSessionUuid) => ClientSessionUuid = clientSessionUuid;

    public void CameFromImport(int importId) => ImportId = importId;

    /// <summary>Leaves the time from the latest step to an instant out: it went to something else.</summary>
    /// <exception cref="InvalidOperationException">The quiz has ended.</exception>
    internal void LeaveOut(DateTime untilUtc)
    {
        RequireOpen();
        if (untilUtc > LastStepAt)
        {
            Gaps = JsonSerializer.Serialize<List<Interval>>([.. Pauses, new Interval(LastStepAt, untilUtc)], Json.Stored);
            LastStepAt = untilUtc;
        }
    }

    /// <summary>Stores an answer; a later one replaces it.</summary>
    /// <exception cref="InvalidOperationException">The quiz has ended, or the question's result was shown.</exception>
    public void Answer(QuizItem item, IReadOnlyList<string> selected, bool unsure, DateTime atUtc)
    {
        RequireOpen();
        item.Answer(selected, unsure, atUtc, (int)Math.Clamp((atUtc - LastStepAt).TotalMilliseconds, 0, QuizItem.MaxDurationMs));
        Cursor = item.Position;
        Step(atUtc);
        Tally();
    }

    /// <summary>Takes an answer back, so that the question is open again.</summary>
    /// <exception cref="InvalidOperationException">The quiz has ended, or the question's result was shown.</exception>
    public void Withdraw(QuizItem item, DateTime atUtc)
    {
        RequireOpen();
        item.Withdraw();
        Step(atUtc);
        Tally();
    }

    /// <summary>Shows the result of one answer, which can no longer change.</summary>
    /// <exception cref="InvalidOperationException">It is not answered, or the quiz has ended.</exception>
    public void Reveal(QuizItem item, DateTime nowUtc)
    {
        RequireOpen();
        item.Reveal(nowUtc);
        Step(nowUtc);
    }

    /// <summary>Moves to a question.</summary>
    /// <exception cref="InvalidOperationException">The quiz has ended.</exception>
    public void MoveTo(int position, DateTime nowUtc)
    {
        RequireOpen();
        Cursor = Math.Clamp(position, 0, Count - 1);
        Step(nowUtc);
    }

    public void Abandon(DateTime nowUtc)
    {
        RequireOpen();
        Step(nowUtc);
        (Status, FinishedAt) = (QuizStatus.Abandoned, nowUtc);
    }

    /// <summary>Takes an abandoned quiz up again.</summary>
    /// <exception cref="InvalidOperationException">It is not abandoned.</exception>
    public void Resume(DateTime nowUtc)
    {
        if (Status != QuizStatus.Abandoned)
        {
            throw new InvalidOperationException("The quiz was not abandoned.");
        }
        (Status, FinishedAt) = (QuizStatus.InProgress, null);
        Step(nowUtc);
    }

    /// <summary>Ends it for good. <paramref name="earlier"/>: each question's outcomes in earlier finished quizzes, oldest first.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public void Finish(ILookup<string, QuizOutcome> earlier, DateTime finishedAt, DateTime nowUtc)
    {
        RequireOpen();
        Step(finishedAt);
        (Status, FinishedAt, FinalizedAt) = (QuizStatus.Done, Clock.Later(finishedAt, LastStepAt), nowUtc);
        foreach (var item in _items)
        {
            item.Move(item.Outcome is { } now ? QuizMovements.Of([.. earlier[item.PubId]], now) : null);
        }
        Tally();
        (NewlyCorrect, Relapsed, Recovered, ChronicRemaining) =
            (Moved(QuizMovement.NewlyCorrect), Moved(QuizMovement.Relapsed), Moved(QuizMovement.Recovered), Moved(QuizMovement.ChronicRemaining));
    }

    private int Moved(QuizMovement movement) => _items.Count(i => i.Movement == movement);

    private void Tally() => (Answered, Correct, Wrong, Unsure) = (_items.Count(i => i.Outcome is not null), _items.Count(i => i.Outcome == QuizOutcome.Correct),
        _items.Count(i => i.Outcome == QuizOutcome.Wrong), _items.Count(i => i.Outcome == QuizOutcome.Unsure));

    private void Step(DateTime atUtc)
    {
        // A clock that was set back makes no negative time (rules.md 8).
        var at = Clock.Later(atUtc, LastStepAt);
        if (QuizPauses.Between(LastStepAt, at) is { } pause)
        {
            Gaps = JsonSerializer.Serialize<List<Interval>>([.. Pauses, pause], Json.Stored);
        }
        LastStepAt = at;
    }

    private void RequireOpen()
    {
        if (Status != QuizStatus.InProgress)
        {
            throw new InvalidOperationException("The quiz has ended.");
        }
    }
}

/// <summary>How a quiz was asked for.</summary>
public sealed record QuizPlan
{
    public int TargetPerSubject { get; init; } = QuizSession.DefaultTarget;

    public IReadOnlyList<string> Subjects { get; init; } = [];

    public bool WrongOnly { get; init; }

    public QuizMode Mode { get; init; }

    public QuizFeedback Feedback { get; init; }

    public int Seed { get; init; }
}

internal sealed class QuizSessionConfiguration : IEntityTypeConfiguration<QuizSession>
{
    public void Configure(EntityTypeBuilder<QuizSession> builder)
    {
        builder.ToTable("study_quiz_sessions", table =>
        {
            table.HasCheckConstraint("ck_study_quiz_sessions_counts", "answered = correct + wrong + unsure AND cursor >= 0");
            table.HasCheckConstraint("ck_study_quiz_sessions_done", "(status = 'done') = (finalized_at IS NOT NULL)");
        });
        builder.Property(s => s.TopicTitle).HasMaxLength(QuizTopic.MaxTitle);
        builder.Property(s => s.ClientSessionUuid).HasMaxLength(QuizSession.MaxUuid);
        builder.Ignore(s => s.Pauses);
        builder.Ignore(s => s.Distribution);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<QuizTopic>().WithMany().HasForeignKey(s => s.TopicId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(s => s.Items).WithOne().HasForeignKey(i => i.QuizSessionId).OnDelete(DeleteBehavior.Cascade);
        // One in progress of each student and topic, whatever two devices do at once.
        builder.HasIndex(s => new { s.StudentId, s.TopicId }, "ix_study_quiz_sessions_open").IsUnique().HasFilter("status = 'in_progress'");
        builder.HasIndex(s => new { s.StudentId, s.ClientSessionUuid, s.TopicId }).IsUnique().HasFilter("client_session_uuid IS NOT NULL");
        builder.HasIndex(s => new { s.StudentId, s.StartedAt });
        builder.HasIndex(s => s.TopicId);
    }
}

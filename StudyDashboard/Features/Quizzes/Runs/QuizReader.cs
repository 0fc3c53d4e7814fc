using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>Reads a student's quizzes.</summary>
public sealed class QuizReader(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>One of the student's quizzes with its questions in order, or null.</summary>
    public async Task<QuizSession?> FindAsync(int studentId, int quizId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<QuizSession>().AsNoTracking().Include(s => s.Items.OrderBy(i => i.Position))
            .SingleOrDefaultAsync(s => s.Id == quizId && s.StudentId == studentId, cancellationToken);
    }

    /// <summary>The orders of quizzes.</summary>
    public static SortOrders<QuizSession> Orders { get; } = new SortOrders<QuizSession>(s => s.Id).By("started_at", s => s.StartedAt).By("correct", s => s.Correct);

    /// <summary>A page of the student's quizzes, newest first unless asked otherwise.</summary>
    public async Task<(IReadOnlyList<QuizRow> Items, int Total)> PageAsync(
        int studentId, QuizStatus? status, int? topicId, string? sort, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var quizzes = context.Set<QuizSession>().AsNoTracking()
            .Where(s => s.StudentId == studentId && (status == null || s.Status == status) && (topicId == null || s.TopicId == topicId));
        var rows = await Orders.Apply(quizzes, sort ?? "-started_at").Skip((page - 1) * size).Take(size)
            .Select(s => new QuizRow(s.Id, s.TopicId, s.TopicTitle, s.Status, s.Source, s.Mode, s.Feedback, s.StartedAt, s.FinishedAt, s.QuestionIds.Count,
                s.Answered, s.Correct, s.Unsure, s.NewlyCorrect, s.Relapsed, s.Recovered, s.ChronicRemaining)).ToListAsync(cancellationToken);
        return (rows, await quizzes.CountAsync(cancellationToken));
    }
}

/// <summary>A quiz as lists show it.</summary>
public sealed record QuizRow(
    int Id, int? TopicId, string Topic, QuizStatus Status, QuizSource Source, QuizMode Mode, QuizFeedback Feedback, DateTime StartedAt, DateTime? FinishedAt, int Count,
    int Answered, int Correct, int Unsure, int? NewlyCorrect, int? Relapsed, int? Recovered, int? ChronicRemaining)
{
    public static QuizRow Of(QuizSession s) => new(s.Id, s.TopicId, s.TopicTitle, s.Status, s.Source, s.Mode, s.Feedback, s.StartedAt, s.FinishedAt, s.QuestionIds.Count,
        s.Answered, s.Correct, s.Unsure, s.NewlyCorrect, s.Relapsed, s.Recovered, s.ChronicRemaining);
}

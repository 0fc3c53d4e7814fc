using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Features.Quizzes.Runs;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>Reads banks for those who may see them.</summary>
public sealed class BankReader(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The banks that a person may be quizzed from, with what they have running there.</summary>
    public async Task<IReadOnlyList<TopicRow>> TopicsAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await RowsAsync(context, context.TopicsFor(personId), personId, cancellationToken);
    }

    /// <summary>One of these banks, or null.</summary>
    public async Task<TopicRow?> TopicAsync(int personId, int topicId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await RowsAsync(context, context.TopicsFor(personId).Where(t => t.Id == topicId), personId, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The orders of questions.</summary>
    public static SortOrders<Question> QuestionOrders { get; } = new SortOrders<Question>(q => q.Id)
        .By("id", q => q.Id).By("subject", q => q.Subject).By("difficulty", q => q.Difficulty).By("frequency", q => q.Frequency);

    /// <summary>A page of a bank's questions, for its owner, in the order in which they were made.</summary>
    public async Task<(IReadOnlyList<Question> Items, int Total)> QuestionsAsync(
        int ownerId, int topicId, QuestionFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var questions = context.QuestionsOf(topicId).AsNoTracking().Where(q => context.TopicsOf(ownerId).Any(t => t.Id == q.TopicId));
        if (filter.Subject is { } subject)
        {
            questions = questions.Where(q => q.Subject == subject);
        }
        if (filter.Text is { Length: > 0 } text)
        {
            var lower = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Becomes SQL: no culture of this process has a say, and the advised overloads have no SQL.
            questions = questions.Where(q => q.Text.ToLower().Contains(lower) || q.Title.ToLower().Contains(lower));
#pragma warning restore CA1304, CA1311, CA1862
        }
        return (await QuestionOrders.Apply(questions, filter.Sort ?? "id").Skip((page - 1) * size).Take(size).ToListAsync(cancellationToken), await questions.CountAsync(cancellationToken));
    }

    /// <summary>One question, for its owner; null when there is none.</summary>
    public async Task<Question?> QuestionAsync(int ownerId, int questionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Question>().AsNoTracking()
            .SingleOrDefaultAsync(q => q.Id == questionId && q.DeletedAt == null && context.TopicsOf(ownerId).Any(t => t.Id == q.TopicId), cancellationToken);
    }

    /// <summary>All questions of a bank that a person may be quizzed from; null when there is no such bank.</summary>
    public async Task<IReadOnlyList<Question>?> PackAsync(int personId, int topicId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.TopicsFor(personId).AnyAsync(t => t.Id == topicId, cancellationToken)
            ? await context.QuestionsOf(topicId).AsNoTracking().OrderBy(q => q.Id).ToListAsync(cancellationToken)
            : null;
    }

    /// <summary>All questions of a bank for its owner, to be written to a file; null when there is no such bank.</summary>
    public async Task<(string Title, IReadOnlyList<Question> Questions)?> WholeAsync(int ownerId, int topicId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.TopicsOf(ownerId).Where(t => t.Id == topicId).Select(t => t.Title).SingleOrDefaultAsync(cancellationToken) is { } title
            ? (title, await context.QuestionsOf(topicId).AsNoTracking().OrderBy(q => q.Id).ToListAsync(cancellationToken))
            : null;
    }

    private static async Task<IReadOnlyList<TopicRow>> RowsAsync(StudyDbContext context, IQueryable<QuizTopic> topics, int personId, CancellationToken cancellationToken)
    {
        var rows = await topics.AsNoTracking().Join(context.Users, t => t.OwnerId, p => p.Id, (t, p) => new { Topic = t, Owner = p.DisplayName })
            .OrderBy(r => r.Topic.Title).ThenBy(r => r.Topic.Id).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.Topic.Id).ToList();
        var subjects = (await context.Set<Question>().Where(q => ids.Contains(q.TopicId) && q.DeletedAt == null)
                .GroupBy(q => new { q.TopicId, q.Subject }).Select(g => new { g.Key.TopicId, g.Key.Subject, Count = g.Count() }).ToListAsync(cancellationToken))
            .ToLookup(s => s.TopicId);
        var open = await context.Set<QuizSession>().Where(s => s.StudentId == personId && s.Status == QuizStatus.InProgress && s.TopicId != null && ids.Contains(s.TopicId.Value))
            .Select(s => new OpenQuiz(s.Id, s.TopicId!.Value, s.Answered, s.QuestionIds.Count, s.LastStepAt)).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new TopicRow
        {
            Id = r.Topic.Id, Title = r.Topic.Title, Description = r.Topic.Description, IsShared = r.Topic.IsShared, Version = r.Topic.Version,
            IsMine = r.Topic.OwnerId == personId, Owner = r.Owner,
            Subjects = [.. subjects[r.Topic.Id].OrderBy(s => s.Subject, StringComparer.CurrentCulture).Select(s => new SubjectRow(s.Subject, s.Count))],
            Open = open.Find(o => o.TopicId == r.Topic.Id),
        })];
    }
}

/// <summary>Which questions of a bank are listed.</summary>
/// <param name="Subject">Only these; empty is a subject too, null is any.</param>
/// <param name="Text">Only those that say this.</param>
/// <param name="Sort">One of <see cref="BankReader.QuestionOrders"/>.</param>
public sealed record QuestionFilter(string? Subject = null, string? Text = null, string? Sort = null);

/// <summary>A bank as lists show it.</summary>
public sealed record TopicRow
{
    public required int Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required bool IsShared { get; init; }

    public required bool IsMine { get; init; }

    public required string Owner { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<SubjectRow> Subjects { get; init; }

    /// <summary>The viewer's own quiz in progress there.</summary>
    public OpenQuiz? Open { get; init; }

    public int Questions => Subjects.Sum(s => s.Questions);
}

/// <summary>A subject of a bank.</summary>
public sealed record SubjectRow(string Name, int Questions);

/// <summary>A quiz that waits to be finished.</summary>
public sealed record OpenQuiz(int Id, int TopicId, int Answered, int Count, DateTime LastStepAt);

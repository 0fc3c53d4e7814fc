using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>What an owner does with banks and their questions. What is deleted can be restored for 30 days.</summary>
public sealed class BankService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    public Task<Outcome<int>> AddTopicAsync(int ownerId, TopicDraft draft, CancellationToken cancellationToken) =>
        WriteAsync(ownerId, async context =>
        {
            if (draft.Check().ToRefusal() is { } refusal)
            {
                return refusal;
            }
            var topic = new QuizTopic(ownerId, draft.Title.Trim(), clock.NowUtc());
            topic.Describe(draft.Title.Trim(), draft.Description.Trim(), draft.IsShared, clock.NowUtc());
            context.Add(topic);
            await context.SaveChangesAsync(cancellationToken);
            return Outcome.Of(topic.Id);
        }, cancellationToken);

    /// <summary>Changes a bank. <paramref name="version"/>: the one that was read, or null for any.</summary>
    public Task<Outcome<int>> EditTopicAsync(int ownerId, int topicId, TopicDraft draft, int? version, CancellationToken cancellationToken) =>
        WriteAsync(ownerId, async context =>
        {
            if (await context.TopicsOf(ownerId).SingleOrDefaultAsync(t => t.Id == topicId, cancellationToken) is not { } topic)
            {
                return NoTopic();
            }
            if (version is { } read && read != topic.Version)
            {
                return Refusal.Stale(BankTexts.Refused_Stale);
            }
            if (draft.Check().ToRefusal() is { } refusal)
            {
                return refusal;
            }
            topic.Describe(draft.Title.Trim(), draft.Description.Trim(), draft.IsShared, clock.NowUtc());
            return Outcome.Of(topic.Version);
        }, cancellationToken);

    /// <summary>Deletes a bank with its questions. Quizzes that were taken from it stay.</summary>
    public Task<Outcome<int>> DeleteTopicAsync(int ownerId, int topicId, CancellationToken cancellationToken) =>
        TopicAsync(ownerId, topicId, isDeleted: false, topic => topic.Delete(clock.NowUtc()), cancellationToken);

    public Task<Outcome<int>> RestoreTopicAsync(int ownerId, int topicId, CancellationToken cancellationToken) =>
        TopicAsync(ownerId, topicId, isDeleted: true, topic => topic.Restore(clock.NowUtc()), cancellationToken);

    /// <summary>Adds a question to a bank.</summary>
    /// <returns>Its id.</returns>
    public Task<Outcome<int>> AddQuestionAsync(int ownerId, int topicId, QuestionContent content, QuestionPlace place, CancellationToken cancellationToken) =>
        WriteAsync(ownerId, async context =>
        {
            if (!await context.TopicsOf(ownerId).AnyAsync(t => t.Id == topicId, cancellationToken))
            {
                return NoTopic();
            }
            if (QuestionRules.Check(content, place).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            var question = new Question(topicId, Question.NewPubId(), content, place, clock.NowUtc());
            context.Add(question);
            await context.SaveChangesAsync(cancellationToken);
            return Outcome.Of(question.Id);
        }, cancellationToken);

    /// <summary>Changes a question for quizzes to come. <paramref name="version"/>: the one that was read, or null for any.</summary>
    /// <returns>Its new version.</returns>
    public Task<Outcome<int>> EditQuestionAsync(
        int ownerId, int questionId, QuestionContent content, QuestionPlace place, int? version, CancellationToken cancellationToken) =>
        WriteAsync(ownerId, async context =>
        {
            if (await FindAsync(context, ownerId, questionId, isDeleted: false, cancellationToken) is not { } question)
            {
                return NoQuestion();
            }
            if (version is { } read && read != question.Version)
            {
                return Refusal.Stale(BankTexts.Refused_Stale);
            }
            if (QuestionRules.Check(content, place).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            question.Edit(content, place, clock.NowUtc());
            return Outcome.Of(question.Version);
        }, cancellationToken);

    public Task<Outcome<int>> DeleteQuestionAsync(int ownerId, int questionId, CancellationToken cancellationToken) =>
        QuestionAsync(ownerId, questionId, isDeleted: false, question => question.Delete(clock.NowUtc()), cancellationToken);

    public Task<Outcome<int>> RestoreQuestionAsync(int ownerId, int questionId, CancellationToken cancellationToken) =>
        QuestionAsync(ownerId, questionId, isDeleted: true, question => question.Restore(clock.NowUtc()), cancellationToken);

    /// <summary>Removes for good what was deleted 30 days ago or more.</summary>
    public async Task PurgeAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var before = asOfUtc - KeepDeleted;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<Question>().Where(q => q.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
        await context.Set<QuizTopic>().Where(t => t.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    private static readonly TimeSpan KeepDeleted = TimeSpan.FromDays(30);

    private static Refusal NoTopic() => Refusal.NotFound(BankTexts.Refused_NoTopic);

    private static Refusal NoQuestion() => Refusal.NotFound(BankTexts.Refused_NoQuestion);

    private static Task<Question?> FindAsync(StudyDbContext context, int ownerId, int questionId, bool isDeleted, CancellationToken cancellationToken) =>
        context.Set<Question>().SingleOrDefaultAsync(
            q => q.Id == questionId && (q.DeletedAt != null) == isDeleted && context.TopicsOf(ownerId).Any(t => t.Id == q.TopicId), cancellationToken);

    private Task<Outcome<int>> TopicAsync(int ownerId, int topicId, bool isDeleted, Action<QuizTopic> change, CancellationToken cancellationToken) =>
        WriteAsync(ownerId, async context =>
        {
            if (await context.Set<QuizTopic>().SingleOrDefaultAsync(t => t.Id == topicId && t.OwnerId == ownerId && (t.DeletedAt != null) == isDeleted, cancellationToken)
                is not { } topic)
            {
                return NoTopic();
            }
            change(topic);
            return Outcome.Of(topic.Version);
        }, cancellationToken);

    private Task<Outcome<int>> QuestionAsync(int ownerId, int questionId, bool isDeleted, Action<Question> change, CancellationToken cancellationToken) =>
        WriteAsync(ownerId, async context =>
        {
            if (await FindAsync(context, ownerId, questionId, isDeleted, cancellationToken) is not { } question)
            {
                return NoQuestion();
            }
            change(question);
            return Outcome.Of(question.Version);
        }, cancellationToken);

    private async Task<Outcome<T>> WriteAsync<T>(int ownerId, Func<StudyDbContext, Task<Outcome<T>>> command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(ownerId, cancellationToken);
        var outcome = await command(context);
        if (outcome.Refusal is null)
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            feed.Publish(ownerId, FeedTopic.Quizzes);
        }
        return outcome;
    }
}

/// <summary>What an owner says of a bank.</summary>
public sealed record TopicDraft(string Title, string Description = "", bool IsShared = false)
{
    internal IEnumerable<FieldError> Check()
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > QuizTopic.MaxTitle)
        {
            yield return new FieldError("title", BankTexts.Refused_TopicTitle.With(QuizTopic.MaxTitle));
        }
        if (Description.Trim().Length > QuizTopic.MaxDescription)
        {
            yield return new FieldError("description", BankTexts.Refused_TopicDescription.With(QuizTopic.MaxDescription));
        }
    }
}

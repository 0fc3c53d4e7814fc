using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>A student takes a quiz: everything is stored at once, so that it goes on where it was on any device.</summary>
public sealed class QuizService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>
    /// Starts a quiz and freezes its questions. While one of the same topic is in progress it is refused as a conflict that names that
    /// one, unless it is to be abandoned.
    /// </summary>
    /// <returns>The quiz's id.</returns>
    public Task<Outcome<int>> StartAsync(int studentId, QuizStart start, CancellationToken cancellationToken) =>
        WriteAsync(studentId, async context =>
        {
            if (await context.TopicsFor(studentId).AsNoTracking().SingleOrDefaultAsync(t => t.Id == start.TopicId, cancellationToken) is not { } topic)
            {
                return Refusal.NotFound(BankTexts.Refused_NoTopic);
            }
            if (Check(start).ToRefusal() is { } invalid)
            {
                return invalid;
            }
            if (await OpenOfAsync(context, studentId, topic.Id, cancellationToken) is { } open)
            {
                if (!start.Abandon)
                {
                    return Refusal.Conflict(QuizTexts.Refused_InProgress.With(topic.Title), open.Id);
                }
                open.Abandon(clock.NowUtc());
                // The index of the one in progress knows no order within one save.
                await context.SaveChangesAsync(cancellationToken);
            }
            var seed = start.Seed ?? Random.Shared.Next();
            var items = start.Questions is { } exactly
                ? await ExactlyAsync(context, studentId, topic.Id, start.FromQuiz, exactly, cancellationToken)
                : await ChooseAsync(context, studentId, start, seed, cancellationToken);
            if (items.Count == 0)
            {
                return Refusal.Invalid(new FieldError("mode", QuizTexts.Refused_NoQuestions));
            }
            var plan = new QuizPlan
            {
                TargetPerSubject = start.TargetPerSubject, Subjects = start.Subjects, WrongOnly = start.WrongOnly, Mode = start.Mode, Seed = seed, Feedback = start.Feedback,
            };
            var quiz = QuizSession.Start(studentId, topic.Id, topic.Title, plan, items, clock.NowUtc());
            context.Add(quiz);
            await context.SaveChangesAsync(cancellationToken);
            return Outcome.Of(quiz.Id);
        }, cancellationToken);

    /// <summary>Stores an answer. The same answer again changes nothing; with nothing selected the question is open again.</summary>
    public Task<Outcome<QuizSession>> AnswerAsync(int studentId, int quizId, QuizAnswer answer, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, quizId, quiz =>
        {
            if (quiz.Items.FirstOrDefault(i => i.PubId == answer.PubId) is not { } item)
            {
                return Refusal.Invalid(new FieldError("pub_id", QuizTexts.Refused_NotAsked));
            }
            if (Check(item.Content, answer).ToRefusal() is { } invalid)
            {
                return invalid;
            }
            if (item.Outcome is not null && item.IsUnsure == answer.Unsure && item.Selected.SequenceEqual(answer.Selected))
            {
                return null;
            }
            if (item.RevealedAt is not null)
            {
                return Refusal.Conflict(QuizTexts.Refused_Revealed);
            }
            if (answer.Selected.Count > 0)
            {
                quiz.Answer(item, answer.Selected, answer.Unsure, clock.NowUtc());
            }
            else if (item.Outcome is not null)
            {
                quiz.Withdraw(item, clock.NowUtc());
            }
            return null;
        }, cancellationToken);

    /// <summary>Shows what an answer came to, where the quiz tells it at once; the answer stands from then on.</summary>
    public Task<Outcome<QuizSession>> RevealAsync(int studentId, int quizId, string pubId, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, quizId, quiz =>
        {
            if (quiz.Items.FirstOrDefault(i => i.PubId == pubId) is not { } item)
            {
                return Refusal.Invalid(new FieldError("pub_id", QuizTexts.Refused_NotAsked));
            }
            if (quiz.Feedback != QuizFeedback.Immediate || item.Outcome is null)
            {
                return Refusal.Conflict(QuizTexts.Refused_NotYet);
            }
            quiz.Reveal(item, clock.NowUtc());
            return null;
        }, cancellationToken);

    /// <summary>Moves to a question, from 0; also what a return to the quiz is stored as, so that the time away is a pause.</summary>
    public Task<Outcome<QuizSession>> MoveAsync(int studentId, int quizId, int position, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, quizId, quiz =>
        {
            quiz.MoveTo(position, clock.NowUtc());
            return null;
        }, cancellationToken);

    /// <summary>Gives a quiz up; its answers stay, but count for nothing.</summary>
    public Task<Outcome<QuizSession>> AbandonAsync(int studentId, int quizId, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, quizId, quiz =>
        {
            quiz.Abandon(clock.NowUtc());
            return null;
        }, cancellationToken);

    /// <summary>Takes an abandoned quiz up again, unless another of its topic is in progress.</summary>
    public Task<Outcome<int>> ResumeAsync(int studentId, int quizId, CancellationToken cancellationToken) =>
        WriteAsync(studentId, async context =>
        {
            if (await context.Set<QuizSession>().SingleOrDefaultAsync(s => s.Id == quizId && s.StudentId == studentId, cancellationToken) is not { } quiz)
            {
                return NoQuiz();
            }
            if (quiz.Status != QuizStatus.Abandoned)
            {
                return Refusal.Conflict(QuizTexts.Refused_Ended);
            }
            if (quiz.TopicId is { } topic && await OpenOfAsync(context, studentId, topic, cancellationToken) is { } open)
            {
                return Refusal.Conflict(QuizTexts.Refused_InProgress.With(quiz.TopicTitle), open.Id);
            }
            quiz.Resume(clock.NowUtc());
            return Outcome.Of(quiz.Id);
        }, cancellationToken);

    internal static Refusal NoQuiz() => Refusal.NotFound(QuizTexts.Refused_NoQuiz);

    /// <summary>What of an answer cannot be: an option that is not there, or more than a kind of question takes.</summary>
    internal static IEnumerable<FieldError> Check(QuestionContent question, QuizAnswer answer)
    {
        if (answer.Selected.Any(s => s is null || s.Length > QuestionAnswer.MaxText))
        {
            yield return new FieldError("selected", QuizTexts.Refused_AnswerTooLong.With(QuestionAnswer.MaxText));
        }
        else if (question.HasOptions && answer.Selected.FirstOrDefault(s => QuizJudge.Met(question, s) is null) is { } unknown)
        {
            yield return new FieldError("selected", QuizTexts.Refused_NoSuchOption.With(unknown, string.Join(", ", question.Answers.Select(a => a.Key))));
        }
        else if (question.Kind != QuestionKind.Multiple && answer.Selected.Count > 1)
        {
            yield return new FieldError("selected", QuizTexts.Refused_OneAnswer);
        }
        else if (answer.Selected.Distinct(StringComparer.OrdinalIgnoreCase).Count() != answer.Selected.Count)
        {
            yield return new FieldError("selected", QuizTexts.Refused_Twice);
        }
    }

    private static IEnumerable<FieldError> Check(QuizStart start)
    {
        if (start.TargetPerSubject is < 1 or > QuizSession.MaxTarget)
        {
            yield return new FieldError("target_per_subject", QuizTexts.Refused_Target.With(QuizSession.MaxTarget));
        }
        if (start.Questions is { Count: > QuizChoice.MaxQuestions })
        {
            yield return new FieldError("question_ids", QuizTexts.Refused_ManyQuestions.With(QuizChoice.MaxQuestions));
        }
    }

    private static Task<QuizSession?> OpenOfAsync(StudyDbContext context, int studentId, int topicId, CancellationToken cancellationToken) => context.Set<QuizSession>()
        .SingleOrDefaultAsync(s => s.StudentId == studentId && s.TopicId == topicId && s.Status == QuizStatus.InProgress, cancellationToken);

    private static async Task<IReadOnlyList<QuizItem>> ChooseAsync(
        StudyDbContext context, int studentId, QuizStart start, int seed, CancellationToken cancellationToken)
    {
        var bank = await context.QuestionsOf(start.TopicId).Select(q => new { q.PubId, q.Subject, q.Frequency, q.VariantGroup }).ToListAsync(cancellationToken);
        var seen = await context.LatestOutcomesAsync(studentId, context.QuestionsOf(start.TopicId).Select(q => q.PubId), cancellationToken);
        var candidates = bank.ConvertAll(q => seen.TryGetValue(q.PubId, out var latest)
            ? new QuizCandidate(q.PubId, q.Subject, q.Frequency, q.VariantGroup, latest.At, latest.Outcome)
            : new QuizCandidate(q.PubId, q.Subject, q.Frequency, q.VariantGroup));
        var chosen = QuizChoice.Choose(candidates, start.Mode, [.. start.Subjects], start.WrongOnly, start.TargetPerSubject, seed);
        return await FreezeAsync(context, start.TopicId, [.. chosen.Select(c => c.PubId)], cancellationToken);
    }

    private static async Task<IReadOnlyList<QuizItem>> ExactlyAsync(
        StudyDbContext context, int studentId, int topicId, int? fromQuiz, IReadOnlyList<string> pubIds, CancellationToken cancellationToken)
    {
        var wanted = pubIds.Distinct(StringComparer.Ordinal).ToList();
        var items = (await FreezeAsync(context, topicId, wanted, cancellationToken)).ToDictionary(i => i.PubId);
        var lost = wanted.Where(id => !items.ContainsKey(id)).ToList();
        if (fromQuiz is { } quizId && lost.Count > 0)
        {
            var before = await context.Set<QuizItem>().AsNoTracking()
                .Where(i => i.QuizSessionId == quizId && lost.Contains(i.PubId) && context.Set<QuizSession>().Any(s => s.Id == quizId && s.StudentId == studentId && s.TopicId == topicId))
                .ToListAsync(cancellationToken);
            before.ForEach(i => items.Add(i.PubId, new QuizItem(i.PubId, i.Content, i.Subject, i.DomainCode)));
        }
        return [.. wanted.Select(id => items.GetValueOrDefault(id)).OfType<QuizItem>()];
    }

    /// <summary>The questions as they stand now, in the given order.</summary>
    private static async Task<IReadOnlyList<QuizItem>> FreezeAsync(StudyDbContext context, int topicId, IReadOnlyList<string> pubIds, CancellationToken cancellationToken)
    {
        var questions = await context.QuestionsOf(topicId).AsNoTracking().Where(q => pubIds.Contains(q.PubId)).ToDictionaryAsync(q => q.PubId, cancellationToken);
        return [.. pubIds.Select(id => questions.GetValueOrDefault(id)).OfType<Question>().Select(q => new QuizItem(q.PubId, q.Content, q.Subject, q.DomainCode))];
    }

    private Task<Outcome<QuizSession>> ChangeAsync(int studentId, int quizId, Func<QuizSession, Refusal?> change, CancellationToken cancellationToken) =>
        WriteAsync<QuizSession>(studentId, async context =>
        {
            if (await context.Set<QuizSession>().Include(s => s.Items.OrderBy(i => i.Position)).SingleOrDefaultAsync(s => s.Id == quizId && s.StudentId == studentId, cancellationToken)
                is not { } quiz)
            {
                return NoQuiz();
            }
            if (quiz.Status != QuizStatus.InProgress)
            {
                return Refusal.Conflict(QuizTexts.Refused_Ended);
            }
            return change(quiz) is { } refusal ? refusal : quiz;
        }, cancellationToken);

    private async Task<Outcome<T>> WriteAsync<T>(int studentId, Func<StudyDbContext, Task<Outcome<T>>> command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var outcome = await command(context);
        if (outcome.Refusal is null)
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            feed.Publish(studentId, FeedTopic.Quizzes);
        }
        return outcome;
    }
}

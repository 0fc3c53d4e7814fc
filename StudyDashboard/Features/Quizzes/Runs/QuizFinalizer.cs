using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>
/// Ends a quiz for good: counters, study fact and cards in one transaction of the recorder. However often and however parallel it is
/// asked for, it happens once; the others get what it came to.
/// </summary>
public sealed class QuizFinalizer(SessionRecorder recorder, QuizCards cards, StudyFeed feed)
{
    /// <summary>Finalizes a live quiz. Questions that were left open count for nothing.</summary>
    /// <returns>The finished quiz with its questions.</returns>
    public async Task<Outcome<QuizSession>> FinalizeAsync(int studentId, int quizId, CancellationToken cancellationToken)
    {
        var recorded = await recorder.RecordAsync<QuizSession>(studentId, ChangeVerb.Add, async book =>
        {
            if (await book.Context.Set<QuizSession>().Include(s => s.Items.OrderBy(i => i.Position))
                    .SingleOrDefaultAsync(s => s.Id == quizId && s.StudentId == studentId, cancellationToken) is not { } quiz)
            {
                return QuizService.NoQuiz();
            }
            if (quiz.Status == QuizStatus.Done)
            {
                return quiz;
            }
            if (quiz.Status == QuizStatus.Abandoned)
            {
                return Refusal.Conflict(QuizTexts.Refused_Ended);
            }
            if (quiz.Answered == 0)
            {
                return Refusal.Conflict(QuizTexts.Refused_NothingAnswered);
            }
            await FinalizeWithinAsync(book, quiz, book.NowUtc, cancellationToken);
            return quiz;
        }, cancellationToken);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }
        feed.Publish(studentId, FeedTopic.Quizzes);
        feed.Publish(studentId, FeedTopic.Cards);
        return recorded.Value.Value;
    }

    /// <summary>
    /// The same within a transaction of the recorder: what <see cref="FinalizeAsync"/> does, and what answers from elsewhere do that come
    /// in as a finished quiz. A quiz that is not stored yet is stored here, already ended, so it meets no other in progress.
    /// </summary>
    /// <param name="book">The student's open book.</param>
    /// <param name="quiz">In progress, with its questions and answers.</param>
    /// <param name="finishedAt">When the student was done; UTC, whole seconds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The study fact, stored.</returns>
    internal async Task<StudySession> FinalizeWithinAsync(SessionBook book, QuizSession quiz, DateTime finishedAt, CancellationToken cancellationToken)
    {
        var context = book.Context;
        var earlier = await context.OutcomesAsync(quiz.StudentId, quiz.QuestionIds, cancellationToken);
        quiz.Finish(earlier, finishedAt, book.NowUtc);
        if (quiz.Id == 0)
        {
            context.Add(quiz);
        }
        await context.SaveChangesAsync(cancellationToken);

        var calendar = await context.CalendarOfAsync(quiz.StudentId, cancellationToken);
        var fact = StudySession.Completed(quiz.StudentId, AboutOf(quiz), SessionSource.Quiz, quiz.Id, calendar, quiz.StartedAt, quiz.FinishedAt!.Value);
        fact.SetPauses(quiz.Pauses.Select(p => (p, PauseReason.Pause)));
        fact.Rate(quiz.Answered, quiz.Correct, null);
        book.Add(fact);

        await cards.AdvanceAsync(context, quiz, book.NowUtc, cancellationToken);
        return fact;
    }

    /// <summary>A domain only if all questions share it (rules.md 27).</summary>
    private static SessionAbout AboutOf(QuizSession quiz)
    {
        var domains = quiz.Items.Select(i => i.DomainCode).Distinct().ToList();
        return new SessionAbout
        {
            Kind = quiz.Feedback == QuizFeedback.AtEnd ? SessionKind.Test : SessionKind.Practice,
            Subject = quiz.TopicTitle,
            DomainCode = domains is [{ } only] ? only : null,
        };
    }
}

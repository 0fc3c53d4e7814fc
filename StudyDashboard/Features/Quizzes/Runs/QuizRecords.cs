using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Play;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>A finished quiz in a line.</summary>
public sealed record QuizRecord(DateOnly Day, string Topic, int Answered, int Correct, int NewlyCorrect, int Relapsed, int Recovered, int ChronicRemaining);

/// <summary>A question that was not answered right, or not surely, as a person reads it: on one line each, without markup.</summary>
public sealed record MissedQuestion(DateOnly Day, string Topic, string Question, string Given, string Right);

/// <summary>Finished quizzes for a report, on the reader's context.</summary>
public static class QuizRecords
{
    /// <summary>Those whose session began in a span of study days and still counts, in order of time.</summary>
    public static async Task<IReadOnlyList<QuizRecord>> QuizzesBetweenAsync(
        this StudyDbContext context, int studentId, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        await context.Counting(studentId, from, to)
            .OrderBy(t => t.Session.StudyDay).ThenBy(t => t.Session.StartedAt).ThenBy(t => t.Quiz.Id)
            .Select(t => new QuizRecord(
                t.Session.StudyDay!.Value, t.Quiz.TopicTitle, t.Quiz.Answered, t.Quiz.Correct,
                t.Quiz.NewlyCorrect ?? 0, t.Quiz.Relapsed ?? 0, t.Quiz.Recovered ?? 0, t.Quiz.ChronicRemaining ?? 0))
            .ToListAsync(cancellationToken);

    /// <summary>What was answered in them and was not right, or not sure, newest quiz first.</summary>
    public static async Task<IReadOnlyList<MissedQuestion>> MissedBetweenAsync(
        this StudyDbContext context, int studentId, DateOnly from, DateOnly to, int most, CancellationToken cancellationToken)
    {
        var found = await context.Counting(studentId, from, to)
            .Join(context.Set<QuizItem>().Where(i => i.Outcome != null && i.Outcome != QuizOutcome.Correct), t => t.Quiz.Id, i => i.QuizSessionId, (t, i) => new { t.Session, t.Quiz, Item = i })
            .OrderByDescending(r => r.Session.StudyDay).ThenByDescending(r => r.Session.StartedAt).ThenBy(r => r.Quiz.Id).ThenBy(r => r.Item.Position)
            .Take(most).Select(r => new { r.Session.StudyDay, r.Quiz.TopicTitle, r.Item }).AsNoTracking().ToListAsync(cancellationToken);
        return [.. found.Select(r => new MissedQuestion(
            r.StudyDay!.Value, r.TopicTitle, QuestionMarkup.ToText(r.Item.Content.Text, r.Item.Content.Form), AnswerText.Given(r.Item.Content, r.Item.Selected), AnswerText.Right(r.Item.Content)))];
    }

    private static IQueryable<CountingQuiz> Counting(this StudyDbContext context, int studentId, DateOnly from, DateOnly to) => context.Sessions
        .Where(s => s.StudentId == studentId && s.Status == SessionStatus.Completed && s.DeletedAt == null && s.Source == SessionSource.Quiz
            && s.StudyDay >= from && s.StudyDay <= to)
        .Join(context.Set<QuizSession>().Where(q => q.StudentId == studentId && q.Status == QuizStatus.Done), s => s.SourceId, q => (int?)q.Id,
            (s, q) => new CountingQuiz { Session = s, Quiz = q });

    private sealed class CountingQuiz
    {
        public required StudySession Session { get; init; }

        public required QuizSession Quiz { get; init; }
    }
}

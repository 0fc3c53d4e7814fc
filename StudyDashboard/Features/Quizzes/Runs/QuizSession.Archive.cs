using System.Text.Json;
using StudyDashboard.Features.Quizzes.Archive;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <content>A quiz as an archive holds it: facts, so nothing of it is worked out anew.</content>
public sealed partial class QuizSession
{
    internal static QuizSession Restored(int studentId, int? topicId, ArchivedQuiz row, IReadOnlyList<QuizItem> items)
    {
        var plan = new QuizPlan
        {
            TargetPerSubject = row.TargetPerSubject, Subjects = row.Subjects ?? [], WrongOnly = row.WrongOnly, Mode = row.Mode, Feedback = row.Feedback, Seed = row.Seed,
        };
        var session = Start(studentId, topicId, row.Topic, plan, items, Utc(row.StartedAt), row.Source);
        session.Gaps = JsonSerializer.Serialize<List<Interval>>([.. row.Pauses ?? []], Json.Stored);
        (session.Cursor, session.LastStepAt) = (Math.Clamp(row.Cursor, 0, items.Count - 1), Utc(row.LastStepAt));
        (session.Status, session.FinishedAt, session.FinalizedAt) = (row.Status, row.FinishedAt is { } end ? Utc(end) : null, row.FinalizedAt is { } at ? Utc(at) : null);
        (session.NewlyCorrect, session.Relapsed, session.Recovered, session.ChronicRemaining) = (row.NewlyCorrect, row.Relapsed, row.Recovered, row.ChronicRemaining);
        session.ClientSessionUuid = row.ClientSessionUuid;
        session.Tally();
        return session;
    }

    internal static DateTime Utc(DateTime at) => at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc);
}

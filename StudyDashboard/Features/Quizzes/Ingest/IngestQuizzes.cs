using StudyDashboard.Features.Quizzes.Runs;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>Replays a viewer's answers as they would have been given live: a quiz for each bank, ready to be finalized.</summary>
internal static class IngestQuizzes
{
    /// <summary>
    /// The quizzes in the order in which the viewer came to their banks. Each second of the session belongs to the answer that ended it: what
    /// went to another bank, or to a question that is not known, is left out. An answer that is given twice counts as it was given last.
    /// </summary>
    public static IReadOnlyList<(QuizSession Quiz, DateTime FinishedAt)> Of(
        int studentId, string clientSessionUuid, IngestTimeline timeline, IReadOnlyDictionary<string, KnownQuestion> known) =>
        [
            .. timeline.Steps.Where(s => known.ContainsKey(s.Attempt.PubId)).GroupBy(s => known[s.Attempt.PubId].Question.TopicId)
                .Select(steps => Replay(studentId, clientSessionUuid, [.. steps], timeline, known)),
        ];

    private static (QuizSession, DateTime) Replay(
        int studentId, string clientSessionUuid, IReadOnlyList<IngestStep> steps, IngestTimeline timeline, IReadOnlyDictionary<string, KnownQuestion> known)
    {
        var asked = steps.Select(s => s.Attempt.PubId).Distinct(StringComparer.Ordinal).Select(id => known[id]).ToList();
        // The pack tells what is right, so the viewer is taken to have told it too: a practice.
        var plan = new QuizPlan { Feedback = QuizFeedback.Immediate };
        var quiz = QuizSession.Start(
            studentId, asked[0].Question.TopicId, asked[0].Topic, plan,
            [.. asked.Select(k => new QuizItem(k.Question.PubId, k.Question.Content, k.Question.Subject, k.Question.DomainCode))], steps[0].From, QuizSource.Viewer);
        quiz.CameFromViewer(clientSessionUuid);
        var items = quiz.Items.ToDictionary(i => i.PubId, StringComparer.Ordinal);
        foreach (var step in steps)
        {
            quiz.LeaveOut(step.From);
            quiz.Answer(items[step.Attempt.PubId], step.Attempt.Selected!, step.Attempt.Unsure, step.At);
        }
        return (quiz, ReferenceEquals(steps[^1], timeline.Steps[^1]) ? timeline.FinishedAt : steps[^1].At);
    }
}

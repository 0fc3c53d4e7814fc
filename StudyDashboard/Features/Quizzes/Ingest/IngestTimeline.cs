using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>The answers of a delivery in order, each with the time that it took; what the viewer did not tell is filled in between.</summary>
/// <param name="Steps">The answers; each begins where the one before it ended.</param>
/// <param name="FinishedAt">When the session ended.</param>
internal sealed record IngestTimeline(IReadOnlyList<IngestStep> Steps, DateTime FinishedAt)
{
    // Just under the gap that would be a pause: time of which nothing is known is no proof of one.
    private static readonly long LongestSlot = (long)QuizPauses.Gap.TotalSeconds - 1;

    /// <summary>
    /// In order of <c>answered_at</c> when every answer has one, else as sent. Instants are kept within start and end and never run back.
    /// Answers without one share the time between those that have one evenly, less than ten minutes each; a session without any instant but
    /// one takes no time, and one without any is of now.
    /// </summary>
    public static IngestTimeline Of(IngestDelivery delivery, DateTime nowUtc)
    {
        DateTime? Cut(DateTime? at) => at is { } told ? Clock.Earlier(Clock.ToSecond(told), nowUtc) : null;

        IReadOnlyList<IngestAttempt> attempts = [.. delivery.Attempts.OfType<IngestAttempt>()];
        if (attempts.All(a => a.AnsweredAt is not null))
        {
            attempts = [.. attempts.OrderBy(a => a.AnsweredAt)];
        }
        var told = attempts.Select(a => Cut(a.AnsweredAt)).ToArray();
        var start = Cut(delivery.StartedAt) ?? told.Min() ?? Cut(delivery.FinishedAt) ?? nowUtc;
        var finish = Clock.Later(start, Cut(delivery.FinishedAt) ?? told.Max() ?? start);

        var steps = new List<IngestStep>(attempts.Count);
        var from = start;
        foreach (var at in Fill(told, start, finish))
        {
            steps.Add(new IngestStep(attempts[steps.Count], from, at));
            from = at;
        }
        return new IngestTimeline(steps, finish);
    }

    private static DateTime[] Fill(DateTime?[] told, DateTime start, DateTime finish)
    {
        var filled = new DateTime[told.Length];
        var from = start;
        for (var i = 0; i < told.Length;)
        {
            var run = told.Skip(i).TakeWhile(t => t is null).Count();
            var isLast = i + run == told.Length;
            var next = isLast ? finish : Clock.Earlier(Clock.Later(told[i + run]!.Value, from), finish);
            var slot = run == 0 ? 0 : Math.Min(new Interval(from, next).Seconds / (isLast ? run : run + 1), LongestSlot);
            for (var k = 0; k < run; k++)
            {
                filled[i++] = from = from.AddSeconds(slot);
            }
            if (!isLast)
            {
                filled[i++] = from = next;
            }
        }
        return filled;
    }
}

/// <summary>An answer and the time it took.</summary>
internal sealed record IngestStep(IngestAttempt Attempt, DateTime From, DateTime At);

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>
/// Completes a run in one transaction: its history, the cards of its words, its study session, and only then the run is closed. Whatever
/// fails, none of it is there and the run is still open (product.md 6).
/// </summary>
public sealed class ScenarioCompletion(
    IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, CardBook cards, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Completes it. A run that is complete is answered the same and changes nothing.</summary>
    public async Task<Outcome<ScenarioHistory>> CompleteAsync(int studentId, int runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var run = await context.Set<ScenarioRun>().Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == runId && r.StudentId == studentId, cancellationToken);
        if (run is null)
        {
            return Refusal.NotFound(ScenarioTexts.Refused_NotThere);
        }
        if (await context.Set<ScenarioHistory>().SingleOrDefaultAsync(h => h.RunId == runId, cancellationToken) is { } done)
        {
            return done;
        }
        var progress = ScenarioProgress.Of(run.Content, run.Steps);
        if (run.Status != RunStatus.InProgress || !progress.IsDone)
        {
            return Refusal.Conflict(run.Status == RunStatus.InProgress ? ScenarioTexts.Refused_NotDone : ScenarioTexts.Refused_Closed);
        }
        var now = clock.NowUtc();
        var result = ScenarioResult.Of(progress);
        var timing = ScenarioTiming.Of(run.StartedAt, run.Steps.OrderBy(s => s.Number).Select(s => s.At), now);
        var history = new ScenarioHistory(run, result, timing);
        context.Add(history);

        var added = await cards.AddWordsAsync(
            context, studentId, run.Language, [.. result.Words.Select(w => new WordDraft(w.Term, w.Meaning, w.Example))],
            new CardOrigin(CardSourceKind.Scenario, run.Id, run.Title), now, cancellationToken);
        var recorded = await recorder.RecordWithinAsync<StudySession>(context, studentId, ChangeVerb.Add, async book =>
        {
            var calendar = await book.Context.CalendarOfAsync(studentId, cancellationToken);
            var about = new SessionAbout { Kind = SessionKind.Scenario, Subject = run.Title, Language = run.Language };
            var session = StudySession.Completed(studentId, about, SessionSource.Scenario, run.Id, calendar, timing.Start, timing.End);
            session.SetPauses(timing.Pauses.Select(p => (p, PauseReason.Gap)));
            session.Rate(result.Prompts, result.Right, null);
            return book.Add(session);
        }, cancellationToken);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }
        history.Join(recorded.Value.Value.Id, [.. result.Words.Zip(added, (word, card) => word with { CardId = card.CardId, IsNew = card.IsNew })]);
        run.Complete(now);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Sessions);
        feed.Publish(studentId, FeedTopic.Cards);
        feed.Publish(studentId, FeedTopic.Scenarios);
        return history;
    }
}

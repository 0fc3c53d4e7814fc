using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>What may be done to one line of the log with one click.</summary>
public enum LogCommand
{
    /// <summary>A new timer like this session.</summary>
    Continue,

    /// <summary>A copy on today's date.</summary>
    Duplicate,
    Delete,

    /// <summary>The timer of a planned session.</summary>
    Start,
    Skip,
    Unskip,
    MoveToToday,
}

/// <summary>Carries out the one-click commands of the log and offers to take each back.</summary>
public sealed class LogCommands(
    LogService log, BulkEdit bulk, SessionPlanner planner, TimerService timers, LogReader reader, IEnumerable<IDomainChoices> plans, SessionUndo undo, UndoOffers offers, TimeProvider clock)
{
    /// <returns>Why it was refused, or null.</returns>
    public async Task<Refusal?> RunAsync(Profile person, int sessionId, LogCommand command)
    {
        var token = CancellationToken.None;
        var today = person.Calendar.DayOf(clock.NowUtc());
        switch (command)
        {
            case LogCommand.Continue:
                var like = await reader.FindAsync(person.Id, sessionId, token);
                if (like is null)
                {
                    return Refusal.NotFound(SessionTexts.Refused_NotThere);
                }
                var again = StartTimer.Like(like);
                var about = await plans.GoingOnAsync(person.Id, again.About.Within(await reader.ClassesAsync(person.Id, token)), token);
                return (await timers.StartAsync(person.Id, again with { About = about }, token)).Refusal;
            case LogCommand.Start:
                var planned = await reader.FindAsync(person.Id, sessionId, token);
                return planned is null
                    ? Refusal.NotFound(SessionTexts.Refused_NotThere)
                    : (await timers.StartAsync(person.Id, StartTimer.Like(planned) with { PlannedSessionId = sessionId }, token)).Refusal;
            case LogCommand.Duplicate:
                return Offer(person.Id, LogTexts.Done_Duplicated, await bulk.DuplicateAsync(person.Id, sessionId, today, token));
            case LogCommand.Delete:
                return Offer(person.Id, Plural.Of(LogTexts.ResourceManager, "Done_Deleted", 1), await log.DeleteAsync(person.Id, [sessionId], token));
            case LogCommand.Skip:
                return Offer(person.Id, LogTexts.Done_Skipped, await planner.SkipAsync(person.Id, sessionId, token));
            case LogCommand.Unskip:
                return Offer(person.Id, LogTexts.Done_Planned, await planner.UnskipAsync(person.Id, sessionId, token));
            case LogCommand.MoveToToday:
                return Offer(person.Id, LogTexts.Done_Moved, await planner.MoveAsync(person.Id, sessionId, today, token));
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, null);
        }
    }

    /// <summary>Offers to take a recorded change back.</summary>
    public void OfferUndo(int personId, string text, int? changeId)
    {
        if (changeId is { } id)
        {
            offers.Offer(text, async token => (await undo.UndoAsync(personId, id, cancellationToken: token)).Refusal);
        }
    }

    internal Refusal? Offer<T>(int personId, string text, Outcome<Recording<T>> outcome)
    {
        if (outcome.Refusal is null)
        {
            OfferUndo(personId, text, outcome.Value.ChangeId);
        }
        return outcome.Refusal;
    }
}

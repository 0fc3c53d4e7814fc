using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Telemetry;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>
/// The one way to write study sessions. A command and everything that follows from it are one transaction: the student is locked,
/// the command runs, rules may refuse, the touched study days are derived anew, what was before is kept for undo. After the commit
/// the student's open pages hear of it. (rules.md section 1)
/// </summary>
public sealed class SessionRecorder(
    IDbContextFactory<StudyDbContext> contexts, IEnumerable<ISessionRule> rules, IEnumerable<ISessionConsequence> consequences,
    IEnumerable<ISessionDomains> domains, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Runs a command on a student's sessions. A refusal rolls all of it back.</summary>
    public async Task<Outcome<Recording<T>>> RecordAsync<T>(
        int studentId, ChangeVerb verb, Func<SessionBook, Task<Outcome<T>>> command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var recorded = await RecordWithinAsync(context, studentId, verb, command, cancellationToken);
        if (recorded.Refusal is null)
        {
            await transaction.CommitAsync(cancellationToken);
            feed.Publish(studentId, recorded.Value.DaysChanged ? FeedTopic.Sessions : FeedTopic.Timer);
        }
        return recorded;
    }

    /// <summary>
    /// The same inside a transaction that the caller opened with <see cref="WriteTransactions.BeginWriteAsync"/> and will commit;
    /// the caller publishes to the feed.
    /// </summary>
    public async Task<Outcome<Recording<T>>> RecordWithinAsync<T>(
        StudyDbContext context, int studentId, ChangeVerb verb, Func<SessionBook, Task<Outcome<T>>> command, CancellationToken cancellationToken)
    {
        using var span = StudyMeters.Span("session command")?.SetTag("verb", Words<ChangeVerb>.Of(verb));
        var recorded = await RunAsync(context, studentId, verb, command, cancellationToken);
        StudyMeters.Command(verb, recorded.Refusal);
        return recorded;
    }

    private async Task<Outcome<Recording<T>>> RunAsync<T>(
        StudyDbContext context, int studentId, ChangeVerb verb, Func<SessionBook, Task<Outcome<T>>> command, CancellationToken cancellationToken)
    {
        var book = new SessionBook(context, studentId, clock.NowUtc());

        // A command may write within, its own session with the rest: that is settled and derived like any other.
        context.SavingChanges += book.NoteWritten;
        var outcome = await command(book);
        context.SavingChanges -= book.NoteWritten;
        if (outcome.Refusal is { } refusal)
        {
            return refusal;
        }

        var touched = book.Touched();
        // What an undo brings back was allowed when it was written.
        foreach (var session in touched.Where(s => s.DeletedAt is null && verb != ChangeVerb.Undo))
        {
            foreach (var rule in rules)
            {
                if (await rule.CheckAsync(context, session, book.Before.GetValueOrDefault(session), cancellationToken) is { } reason)
                {
                    return reason;
                }
            }
        }

        var days = await new Settlement(book).SettleAsync(touched, cancellationToken);
        foreach (var session in touched)
        {
            session.CountVersion();
        }
        await context.SaveChangesAsync(cancellationToken);
        var counted = touched.Where(s => book.Before.GetValueOrDefault(s)?.IsCounted == true).ToHashSet();
        var notices = await DeriveAsync(context, studentId, days, new DerivationCause(verb, touched, book.NowUtc, counted), cancellationToken);
        var change = Journal(book, verb, touched, notices);
        await context.SaveChangesAsync(cancellationToken);
        return new Recording<T>(outcome.Value, change?.Id, notices, days.Count > 0);
    }

    /// <summary>Derives days of a student anew, on an open context, without saving.</summary>
    internal Task<IReadOnlyList<StudyNotice>> DeriveAsync(
        StudyDbContext context, int studentId, IReadOnlySet<DateOnly> days, CancellationToken cancellationToken) =>
        DeriveAsync(context, studentId, days, null, cancellationToken);

    private async Task<IReadOnlyList<StudyNotice>> DeriveAsync(
        StudyDbContext context, int studentId, IReadOnlySet<DateOnly> days, DerivationCause? cause, CancellationToken cancellationToken)
    {
        var notices = new List<StudyNotice>();
        if (days.Count > 0)
        {
            var derivation = new Derivation(context, studentId, days, domains, cause);
            // Who asks the context what it has of a day would have it compare all that it tracks each time; saving does it once.
            var detects = context.ChangeTracker.AutoDetectChangesEnabled;
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var consequence in consequences)
            {
                notices.AddRange(await consequence.DeriveAsync(derivation, cancellationToken));
            }
            context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
        return notices;
    }

    private static SessionChange? Journal(SessionBook book, ChangeVerb verb, IReadOnlyList<StudySession> touched, IReadOnlyList<StudyNotice> notices)
    {
        if (touched.Count == 0)
        {
            return null;
        }
        var before = touched
            .Select(s => (book.Before.GetValueOrDefault(s) ?? SessionSnapshot.OfNothing(s)) with { SessionId = s.Id, VersionAfter = s.Version })
            .ToList();
        var change = new SessionChange(book.StudentId, book.NowUtc, verb, JsonSerializer.Serialize(before), $",{string.Join(',', touched.Select(s => s.Id))},");
        change.SetNotices(JsonSerializer.Serialize(notices));
        book.Context.SessionChanges.Add(change);
        return change;
    }
}

/// <summary>A command that was carried out.</summary>
/// <param name="Value">What the command came to.</param>
/// <param name="ChangeId">Undoes it; null when it changed nothing.</param>
/// <param name="Notices">What followed.</param>
/// <param name="DaysChanged">Whether totals of any study day were derived anew.</param>
public sealed record Recording<T>(T Value, int? ChangeId, IReadOnlyList<StudyNotice> Notices, bool DaysChanged);

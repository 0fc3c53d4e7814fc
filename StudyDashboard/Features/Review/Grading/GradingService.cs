using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Grading;

/// <summary>
/// Takes answers and takes them back. An answer moves its card, is logged, and the sitting that it belongs to is counted anew, in one
/// transaction.
/// </summary>
public sealed class GradingService(
    IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, CardBook cards, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most answers taken back at once.</summary>
    public const int MostUndone = 100;

    /// <summary>Takes an answer. The same <see cref="AnswerCommand.ClientKey"/> again gets the first result and moves nothing.</summary>
    public async Task<Outcome<AnswerTaken>> AnswerAsync(int studentId, AnswerCommand command, CancellationToken cancellationToken)
    {
        if (Faults(command).ToRefusal() is { } invalid)
        {
            return invalid;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (command.ClientKey is { } key
            && await context.Set<ReviewLogEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.StudentId == studentId && e.ClientKey == key, cancellationToken) is { } first)
        {
            return AnswerTaken.Of(first, isRepeat: true);
        }
        if (await context.Set<Card>().SingleOrDefaultAsync(c => c.Id == command.CardId && c.StudentId == studentId && c.DeletedAt == null, cancellationToken) is not { } card)
        {
            return Refusal.NotFound(ReviewTexts.Refused_NoCard);
        }
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var deck = (await context.Set<Deck>().FindAsync([card.DeckId], cancellationToken))!;
        var at = TimeOf(command, card);
        var pick = await LoadReader.PickAsync(context, studentId, deck, card.Schedule, card.Id, at, calendar, cancellationToken);
        ReviewSittings? sittings = null;
        var recorded = await recorder.RecordWithinAsync<ReviewLogEntry>(context, studentId, ChangeVerb.Add, async book =>
        {
            var answer = new CardAnswer(command.Grade, at, DurationOf(command), ReviewSource.Review, ClientKey: command.ClientKey, Pick: pick);
            var entry = await cards.GradeAsync(context, card, answer, calendar, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            sittings = new ReviewSittings(book, calendar);
            await sittings.AddAsync(entry, cancellationToken);
            await context.NoteClearDayAsync(studentId, calendar, at, cancellationToken);
            return entry;
        }, cancellationToken);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }
        await sittings!.EraseAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Tell(studentId);
        return AnswerTaken.Of(recorded.Value.Value, isRepeat: false);
    }

    /// <summary>
    /// Takes the last answers of this study day back, the latest first: each card is to the last bit what it was, and the sitting is
    /// counted without them. Refused when there are not so many, or when a card was answered in a quiz since.
    /// </summary>
    public async Task<Outcome<AnswersUndone>> UndoAsync(int studentId, int count, CancellationToken cancellationToken)
    {
        if (count is < 1 or > MostUndone)
        {
            return Refusal.Invalid(new FieldError("count", ReviewTexts.Refused_UndoCount.With(MostUndone)));
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var since = calendar.StartOf(calendar.DayOf(clock.NowUtc()));
        var entries = await context.Set<ReviewLogEntry>()
            .Where(e => e.StudentId == studentId && e.Source == ReviewSource.Review && e.VoidedAt == null && e.ReviewedAt >= since && e.CardId != null && e.Before != null)
            .OrderByDescending(e => e.Id).Take(count).ToListAsync(cancellationToken);
        if (entries.Count < count)
        {
            return Refusal.Conflict(ReviewTexts.Refused_NothingToUndo);
        }
        var ids = entries.Select(e => e.CardId!.Value).Distinct().ToList();
        var byId = await context.Set<Card>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        foreach (var entry in entries)
        {
            var card = byId[entry.CardId!.Value];
            // Reps count answers of every source, so a later one shows in them; a deck rescheduled since does not.
            if (card.Reps != entry.After!.Value.Reps)
            {
                return Refusal.Conflict(ReviewTexts.Refused_AnsweredSince);
            }
            card.Restore(entry);
        }
        ReviewSittings? sittings = null;
        var recorded = await recorder.RecordWithinAsync<AnswersUndone>(context, studentId, ChangeVerb.Undo, async book =>
        {
            sittings = new ReviewSittings(book, calendar);
            await sittings.VoidAsync(entries, cancellationToken);
            await context.NoteClearDayAsync(studentId, calendar, clock.NowUtc(), cancellationToken);
            return new AnswersUndone([.. entries.Select(e => e.CardId!.Value)]);
        }, cancellationToken);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }
        await sittings!.EraseAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Tell(studentId);
        return recorded.Value.Value;
    }

    private static IEnumerable<FieldError> Faults(AnswerCommand command)
    {
        if (!Enum.IsDefined(command.Grade))
        {
            yield return new FieldError("grade", ReviewTexts.Refused_Grade);
        }
        if (command.ClientKey is { Length: 0 or > AnswerCommand.MaxClientKey })
        {
            yield return new FieldError("client_key", ReviewTexts.Refused_ClientKey.With(AnswerCommand.MaxClientKey));
        }
    }

    private static int DurationOf(AnswerCommand command) => Math.Clamp(command.DurationMs, 0, ReviewLogImport.MaxDurationMs);

    /// <summary>When it was given, to the millisecond: not before the card's last answer, not in the future.</summary>
    private DateTime TimeOf(AnswerCommand command, Card card)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var at = now - TimeSpan.FromMilliseconds(Math.Clamp(command.AgoMs, 0, (long)AnswerCommand.LongestWait.TotalMilliseconds));
        return card.AfterLast(DateTime.SpecifyKind(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond)), DateTimeKind.Utc));
    }

    private void Tell(int studentId)
    {
        feed.Publish(studentId, FeedTopic.Sessions);
        feed.Publish(studentId, FeedTopic.Cards);
    }
}

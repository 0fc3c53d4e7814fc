using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>
/// Takes the answers of a viewer's session in, once, however often, in whatever order and parallel they come. A first delivery is one
/// transaction of the recorder: quizzes, study facts, cards and the receipt, or nothing. A repeat is one read.
/// </summary>
public sealed class IngestService(
    IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, QuizFinalizer finalizer, IngestReceipts receipts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Takes a delivery in, or says what its first one came to.</summary>
    public async Task<Outcome<Ingested>> TakeAsync(IngestSender sender, IngestDelivery delivery, CancellationToken cancellationToken)
    {
        var wrong = IngestRules.Check(delivery, clock.NowUtc()).ToRefusal();
        // A repeat has its answer whatever else it carries, so the rest is looked at later. Without an id nothing is a repeat.
        if (wrong is not null && !IngestRules.IsUuid(delivery.ClientSessionUuid))
        {
            return wrong;
        }
        var student = await StudentAsync(sender, delivery, cancellationToken);
        var first = student.Refusal is null
            ? await receipts.FindAsync(student.Value, delivery.ClientSessionUuid, cancellationToken)
            : sender is IngestSender.Site site ? await receipts.FindOfSiteAsync(site.TokenId, delivery.ClientSessionUuid, cancellationToken) : null;
        if (first is not null)
        {
            return first;
        }
        return (wrong ?? student.Refusal) is { } refusal ? refusal : await RecordAsync(student.Value, sender, delivery, cancellationToken);
    }

    private async Task<Outcome<Ingested>> RecordAsync(int studentId, IngestSender sender, IngestDelivery delivery, CancellationToken cancellationToken)
    {
        var recorded = await recorder.RecordAsync<Ingested>(
            studentId, ChangeVerb.Add, async book => await WriteAsync(book, sender, delivery, cancellationToken), cancellationToken);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }
        if (recorded.Value.DaysChanged)
        {
            feed.Publish(studentId, FeedTopic.Quizzes);
            feed.Publish(studentId, FeedTopic.Cards);
        }
        return recorded.Value.Value;
    }

    private async Task<Ingested> WriteAsync(SessionBook book, IngestSender sender, IngestDelivery delivery, CancellationToken cancellationToken)
    {
        var (context, student, uuid) = (book.Context, book.StudentId, delivery.ClientSessionUuid);
        // Again, now that the student is locked: one that came at the same moment may have been first.
        if (await IngestReceipts.FindWithinAsync(context, student, uuid, cancellationToken) is { } first)
        {
            return first;
        }
        var before = await IngestReceipts.RebuildWithinAsync(context, student, uuid, cancellationToken);
        var result = before ?? await TakeWithinAsync(book, delivery, cancellationToken);
        context.Add(new IngestReceipt(student, (sender as IngestSender.Site)?.TokenId, result, book.NowUtc));
        return new Ingested(before is null ? IngestStatus.Ingested : IngestStatus.AlreadyIngested, result);
    }

    private async Task<IngestResult> TakeWithinAsync(SessionBook book, IngestDelivery delivery, CancellationToken cancellationToken)
    {
        var asked = PubIdsOf(delivery);
        var known = await book.Context.KnownAsync(book.StudentId, asked, cancellationToken);
        var sessions = new List<IngestedQuiz>();
        foreach (var (quiz, finishedAt) in IngestQuizzes.Of(book.StudentId, delivery.ClientSessionUuid, IngestTimeline.Of(delivery, book.NowUtc), known))
        {
            var fact = await finalizer.FinalizeWithinAsync(book, quiz, finishedAt, cancellationToken);
            sessions.Add(IngestedQuiz.Of(quiz, fact.Id));
        }
        return new IngestResult(delivery.ClientSessionUuid, sessions, [.. asked.Where(id => !known.ContainsKey(id))]);
    }

    /// <summary>Whose answers these are: the person's own, or those of the one who owns the questions.</summary>
    private async Task<Outcome<int>> StudentAsync(IngestSender sender, IngestDelivery delivery, CancellationToken cancellationToken)
    {
        if (sender is IngestSender.Person person)
        {
            return person.Id;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.OwnersAsync(PubIdsOf(delivery), cancellationToken) switch
        {
            [var owner] => owner,
            [] => Refusal.Invalid(new FieldError("attempts", IngestTexts.Refused_NoOwner)),
            _ => Refusal.Invalid(new FieldError("attempts", IngestTexts.Refused_Owners)),
        };
    }

    private static IReadOnlyList<string> PubIdsOf(IngestDelivery delivery) =>
        [.. delivery.Attempts.OfType<IngestAttempt>().Select(a => a.PubId).Where(IngestRules.IsPubId).Distinct(StringComparer.Ordinal)];
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Figures;

/// <summary>What is to come and how well it goes: forecast, retention, what is known now and will be known on the exam day.</summary>
public sealed class FigureService(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>So many days back retention looks.</summary>
    public const int RetentionDays = 365;

    /// <summary>The due cards of the next thirty days, of one deck or of all.</summary>
    public async Task<DueForecast> ForecastAsync(int studentId, int? deckId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var today = calendar.DayOf(clock.NowUtc());
        var end = calendar.StartOf(today.AddDays(DueForecast.Length));
        var due = await Mine(context, studentId, deckId).Where(c => !c.IsSuspended && c.State != CardState.New && c.Due < end).Select(c => c.Due).ToListAsync(cancellationToken);
        return DueForecast.Of(due, calendar, today);
    }

    /// <summary>True retention by period over the last year; what a quiz asked is not a review.</summary>
    public async Task<IReadOnlyList<TrueRetention>> RetentionAsync(int studentId, int? deckId, RetentionPeriod period, DayOfWeek firstWeekday, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var since = calendar.StartOf(calendar.DayOf(clock.NowUtc()).AddDays(1 - RetentionDays));
        var log = context.Set<ReviewLogEntry>().AsNoTracking()
            .Where(e => e.StudentId == studentId && e.ReviewedAt >= since && e.VoidedAt == null && e.StateBefore == CardState.Review && e.CardId != null
                && e.Source != ReviewSource.Quiz);
        log = deckId is { } deck ? log.Where(e => context.Set<Card>().Any(c => c.Id == e.CardId && c.DeckId == deck)) : log;
        var rows = await log.OrderBy(e => e.ReviewedAt).ThenBy(e => e.Id).Select(e => new { e.CardId, e.ReviewedAt, e.Grade, e.IntervalBefore }).ToListAsync(cancellationToken);
        return TrueRetention.Of(
            rows.Select(r => new GradedReview(r.CardId!.Value, calendar.DayOf(r.ReviewedAt), r.Grade, CardState.Review, r.IntervalBefore)), period, firstWeekday);
    }

    /// <summary>What is known of a deck now, and, where it has an exam day ahead, what will be then.</summary>
    public async Task<DeckRecall?> RecallAsync(int studentId, int deckId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Set<Deck>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == deckId && d.StudentId == studentId && d.DeletedAt == null, cancellationToken) is not { } deck)
        {
            return null;
        }
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var today = calendar.DayOf(clock.NowUtc());
        var scheduler = new FsrsScheduler(deck.Parameters);
        var cards = await Mine(context, studentId, deckId).Where(c => !c.IsSuspended).Select(c => new { c.Id, c.State, c.Stability, c.LastReviewAt }).ToListAsync(cancellationToken);
        var now = Of(today);
        var exam = deck.ExamDay is { } day && day >= today ? Of(day) : null;
        var weak = exam?.Weak.Select(w => (int)w.CardId).ToList() ?? [];
        var fronts = await context.Set<Card>().AsNoTracking().Where(c => weak.Contains(c.Id)).Select(c => new { c.Id, Text = c.Front == "" ? c.Cloze ?? "" : c.Front })
            .ToDictionaryAsync(c => c.Id, c => c.Text, cancellationToken);
        return new DeckRecall(deck.Id, deck.Name, deck.ExamDay, now, exam, [.. (exam?.Weak ?? []).Select(w => new WeakCard((int)w.CardId, fronts[(int)w.CardId], w.Recall!.Value))]);

        ExamRecall Of(DateOnly on) => ExamRecall.Of(
            cards.Select(c => new CardRecall(c.Id, scheduler.Retrievability(new FsrsCard { State = c.State, Stability = c.Stability, LastReview = c.LastReviewAt }, on, calendar))),
            deck.DesiredRetention, weakest: 20);
    }

    private static IQueryable<Card> Mine(StudyDbContext context, int studentId, int? deckId) => context.Set<Card>().AsNoTracking()
        .Where(c => c.StudentId == studentId && c.DeletedAt == null && (deckId == null || c.DeckId == deckId));
}

/// <summary>What is known of a deck.</summary>
/// <param name="DeckId">The deck.</param>
/// <param name="Name">Its name.</param>
/// <param name="ExamDay">Its exam day.</param>
/// <param name="Now">Recall today.</param>
/// <param name="Exam">Recall on the exam day; null without one ahead.</param>
/// <param name="Weak">The cards that pull it down, the weakest first.</param>
public sealed record DeckRecall(int DeckId, string Name, DateOnly? ExamDay, ExamRecall Now, ExamRecall? Exam, IReadOnlyList<WeakCard> Weak);

/// <summary>A card that will be below the target on the exam day.</summary>
public sealed record WeakCard(int CardId, string Front, double Recall);

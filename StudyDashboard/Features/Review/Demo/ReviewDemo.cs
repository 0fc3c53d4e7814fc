using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Demo;

/// <summary>
/// The cards of the demo's students: the answers of each flashcard sitting that the history has, played through the scheduler by somebody who
/// forgets as often as the scheduler expects. So the log, the cards and the totals of the sittings agree.
/// </summary>
internal sealed class ReviewDemo : IDemoPart
{
    private const int NewInASitting = 8;

    /// <summary>Cards that are still new.</summary>
    private const int Unseen = 24;

    /// <summary>So long nobody has learned ahead, so that cards are due today.</summary>
    private static readonly TimeSpan NotAhead = TimeSpan.FromDays(10);

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        foreach (var content in DemoDecks.All)
        {
            var (student, calendar) = (world.IdOf(content.Email), world.CalendarOf(content.Email));
            var sittings = await world.Context.Sessions.AsNoTracking()
                .Where(s => s.StudentId == student && s.Kind == SessionKind.VocabularyReview && s.Source == SessionSource.Review && s.Status == SessionStatus.Completed)
                .OrderBy(s => s.StartedAt).ToListAsync(cancellationToken);
            if (sittings.Count == 0)
            {
                continue;
            }
            var deck = new Deck(student, content.Name, DeckKind.Own, content.Language, sittings[0].StartedAt!.Value);
            world.Context.Add(deck);
            await world.Context.SaveChangesAsync(cancellationToken);
            if (content.Email == DemoPeople.Student)
            {
                deck.Settle(DeckSettings.Of(deck) with { ExamDay = world.TodayOf(content.Email).AddDays(45), Limits = new ReviewLimits(10) });
            }
            var cards = content.Cards.Select(c => Card.Of(student, deck.Id, new CardText(c.Front, c.Back), content.Language, sittings[0].StartedAt!.Value)).ToList();
            cards.ForEach(c => c.Meet(new CardOrigin(CardSourceKind.Manual, null, content.Name), sittings[0].StartedAt!.Value));
            world.Context.AddRange(cards);
            await world.Context.SaveChangesAsync(cancellationToken);
            await PlayAsync(world, deck, cards, sittings, calendar, cancellationToken);
        }
    }

    private static async Task PlayAsync(
        DemoWorld world, Deck deck, IReadOnlyList<Card> cards, IReadOnlyList<StudySession> sittings, StudyCalendar calendar, CancellationToken cancellationToken)
    {
        var context = world.Context;
        var scheduler = new FsrsScheduler(deck.Parameters);
        var unseen = new Queue<Card>(cards.SkipLast(Unseen));
        var dayEnd = calendar.StartOf(calendar.DayOf(world.NowUtc).AddDays(1));
        var seen = new List<Card>();
        foreach (var sitting in sittings)
        {
            var random = new Random((sitting.StudyDay!.Value.DayNumber * 31) + deck.Name.Length);
            var fresh = NewInASitting;
            var length = sitting.EndedAt!.Value - sitting.StartedAt!.Value;
            for (var i = 1; i <= sitting.CardsReviewed; i++)
            {
                var at = sitting.StartedAt.Value + (length * i / sitting.CardsReviewed);
                var card = Next(seen, unseen, at, world.NowUtc - at < NotAhead ? dayEnd : at, ref fresh);
                var before = card.Schedule;
                var recall = scheduler.Retrievability(before, at, calendar) ?? 0.7;
                // On the day of the answer before the model says 1; nobody is that good.
                var grade = random.NextDouble() > Math.Min(recall, 0.93) ? ReviewGrade.Again : random.Next(10) switch { 0 => ReviewGrade.Hard, 9 => ReviewGrade.Easy, _ => ReviewGrade.Good };
                card.Put(scheduler.Answer(before, grade, at, calendar, card.Id));
                card.NameLeech(card.IsLeech || (card.Lapses > before.Lapses && deck.Leeches.Strikes(card.Lapses)));
                var answer = new CardAnswer(grade, at, (int)(length.TotalMilliseconds / sitting.CardsReviewed), ReviewSource.Review, sitting.Id);
                context.Add(new ReviewLogEntry(card, answer, before, before.ElapsedDays(at, calendar), default, deck.WeightsVersion));
            }
        }
        context.ChangeTracker.DetectChanges();
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What is due and was longest, else a new card, else the one that is due next after an instant.</summary>
    private static Card Next(List<Card> seen, Queue<Card> unseen, DateTime at, DateTime aheadFrom, ref int fresh)
    {
        if (seen.MinBy(c => c.Due) is { } due && due.Due <= at && due.LastReviewAt != at)
        {
            return due;
        }
        if (unseen.Count > 0 && fresh-- > 0)
        {
            seen.Add(unseen.Dequeue());
            return seen[^1];
        }
        // Two answers to one card in the same moment would be one.
        var others = seen.Where(c => c.LastReviewAt != at).ToList();
        return others.Where(c => c.Due > aheadFrom).MinBy(c => c.Due) ?? others.MinBy(c => c.Due) ?? unseen.Dequeue();
    }
}

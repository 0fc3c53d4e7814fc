using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Queue;

/// <summary>What is to be asked today, out of any number of cards in a handful of statements.</summary>
public sealed class QueueService(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>Due cards that are put in order at once; of a longer backlog those that have waited longest.</summary>
    public const int MostCandidates = 5000;

    /// <summary>A person's decks with what today has of each.</summary>
    public async Task<ReviewDay> DayAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (calendar, choices) = await PersonAsync(context, studentId, cancellationToken);
        return await DayAsync(context, studentId, calendar, choices, cancellationToken);
    }

    /// <summary>The same for whom is known already; two statements.</summary>
    public async Task<ReviewDay> DayAsync(Profile person, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await DayAsync(context, person.Id, person.Calendar, person.Preferences.Review, cancellationToken);
    }

    private async Task<ReviewDay> DayAsync(StudyDbContext context, int studentId, StudyCalendar calendar, ReviewChoices choices, CancellationToken cancellationToken)
    {
        var decks = await DecksAsync(context, studentId, cancellationToken);
        if (decks.Count == 0)
        {
            return new ReviewDay([], 0, choices.CatchUpPerDay, choices.CatchUpPerDay);
        }
        var (today, start, end) = SpanOf(calendar);
        // Counted only as far as the limit goes: a deck of a million new cards is not walked.
        var most = decks.Max(d => d.Limits.NewPerDay);
        var due = context.AskableOf(studentId, today).DueBefore(end).GroupBy(c => new { c.DeckId, c.State })
            .Select(g => new { Part = Part.Due, g.Key.DeckId, State = (CardState?)g.Key.State, Count = g.Count(), Late = g.Count(c => c.Due < start) });
        var fresh = context.Set<Deck>().Where(d => d.StudentId == studentId && d.DeletedAt == null).Select(d => new
        {
            Part = Part.New,
            DeckId = d.Id,
            State = (CardState?)null,
            Count = context.Set<Card>().Where(c => c.DeckId == d.Id && c.State == CardState.New && c.DeletedAt == null && !c.IsSuspended
                && (c.BuriedUntil == null || c.BuriedUntil <= today)).OrderBy(c => c.Due).Take(most).Count(),
            Late = 0,
        });
        var done = DoneSince(context, studentId, start).Select(d => new { Part = Part.Done, d.DeckId, State = d.Before, d.Count, Late = 0 });
        var counted = (await due.Concat(fresh).Concat(done).ToListAsync(cancellationToken)).ToLookup(c => c.Part);
        var day = DayOf(calendar, decks, [.. counted[Part.Done].Select(c => new Answered { DeckId = c.DeckId, Before = c.State, Count = c.Count })], choices);
        var rows = day.Decks.Select(d =>
        {
            int Count(Part part, Func<CardState?, bool> isMeant) => counted[part].Where(c => c.DeckId == d.Deck.Id && isMeant(c.State)).Sum(c => c.Count);
            var reviews = Count(Part.Due, s => s == CardState.Review);
            return new DeckToday(
                d.Deck.Id, d.Deck.Name, d.Deck.Kind, d.Deck.ExamDay, Count(Part.Due, s => s != CardState.Review),
                Math.Min(reviews, d.ReviewsLeft), reviews, Math.Min(Count(Part.New, _ => true), d.NewLeft), d.Done);
        }).ToList();
        return new ReviewDay(rows, counted[Part.Due].Where(c => c.State == CardState.Review).Sum(c => c.Late), day.CatchUpPerDay, day.CatchUpLeft);
    }

    /// <summary>How many cards can be answered today, within the limits.</summary>
    public async Task<int> CountAsync(int studentId, CancellationToken cancellationToken) => (await DayAsync(studentId, cancellationToken)).ToDo;

    /// <summary>The cards to ask now, in order, of one deck or of all.</summary>
    public async Task<IReadOnlyList<QueuedCard>> CardsAsync(int studentId, int? deckId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var day = await DayOf(context, studentId, cancellationToken);
        List<DeckDay> decks = [.. day.Decks.Where(d => deckId is null || d.Deck.Id == deckId)];
        var wanted = decks.Select(d => d.Deck.Id).ToList();
        var due = await context.AskableOf(studentId, day.Today).DueBefore(day.End).Where(c => deckId == null || c.DeckId == deckId)
            .OrderBy(c => c.Due).ThenBy(c => c.Id).Take(MostCandidates)
            .Select(c => new Waiting(c.Id, c.DeckId, c.State, c.Due, c.Stability, c.LastReviewAt)).ToListAsync(cancellationToken);
        foreach (var deck in decks.Where(d => d.NewLeft > 0))
        {
            due.AddRange(await context.AskableOf(studentId, day.Today).Where(c => c.DeckId == deck.Deck.Id && c.State == CardState.New)
                .OrderBy(c => c.Due).ThenBy(c => c.Id).Take(deck.NewLeft)
                .Select(c => new Waiting(c.Id, c.DeckId, c.State, c.Due, c.Stability, c.LastReviewAt)).ToListAsync(cancellationToken));
        }
        var now = clock.GetUtcNow().UtcDateTime;
        var byDeck = due.ToLookup(c => c.DeckId);
        var queues = decks.Select(d => TodayCards.Of(
            byDeck[d.Deck.Id].Select(c => c.Queued(d.Scheduler, day.Today, day.Calendar)),
            d.Limits, d.DoneToday, now, day.End, day.CatchUpPerDay is null ? d.Deck.Order : QueueOrder.HighestRecallFirst)).ToList();
        var all = queues.SelectMany(q => q.Cards).ToLookup(c => c.State);
        var steps = all[CardState.Learning].Concat(all[CardState.Relearning]).OrderBy(c => c.Due).ThenBy(c => c.Id).ToList();
        return
        [
            .. steps.Where(c => c.Due <= now), .. all[CardState.Review].Take(day.CatchUpLeft ?? int.MaxValue), .. all[CardState.New], .. steps.Where(c => c.Due > now),
        ];
    }

    /// <summary>The day on which a backlog would be worked off with so many answers a day; null when that is not within a year.</summary>
    public async Task<DateOnly?> FinishAsync(int studentId, int perDay, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
        var today = calendar.DayOf(clock.NowUtc());
        var end = calendar.StartOf(today.AddDays(DueForecast.Length));
        var due = await context.AskableOf(studentId, today).Where(c => c.State == CardState.Review && c.Due < end).Select(c => c.Due).ToListAsync(cancellationToken);
        var forecast = DueForecast.Of(due, calendar, today);
        return CatchUp.FinishOn(forecast.Backlog, [.. forecast.Days.Select(d => d.Count)], perDay, today);
    }

    private async Task<Day> DayOf(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var (calendar, choices) = await PersonAsync(context, studentId, cancellationToken);
        var decks = await DecksAsync(context, studentId, cancellationToken);
        var done = decks.Count == 0 ? [] : await DoneSince(context, studentId, SpanOf(calendar).Start).ToListAsync(cancellationToken);
        return DayOf(calendar, decks, done, choices);
    }

    private Day DayOf(StudyCalendar calendar, IReadOnlyList<Deck> decks, IReadOnlyList<Answered> done, ReviewChoices choices)
    {
        var (today, start, end) = SpanOf(calendar);
        var rows = decks.Select(deck =>
        {
            var own = done.Where(d => d.DeckId == deck.Id).ToList();
            return new DeckDay(
                deck, new DoneToday(own.Where(d => d.Before == CardState.New).Sum(d => d.Count), own.Where(d => d.Before == CardState.Review).Sum(d => d.Count)),
                own.Sum(d => d.Count));
        }).ToList();
        var perDay = choices.CatchUpPerDay;
        return new Day(calendar, today, start, end, rows, perDay, perDay is { } limit ? Math.Max(0, limit - rows.Sum(r => r.DoneToday.Reviews)) : null);
    }

    private (DateOnly Today, DateTime Start, DateTime End) SpanOf(StudyCalendar calendar)
    {
        var today = calendar.DayOf(clock.NowUtc());
        return (today, calendar.StartOf(today), calendar.StartOf(today.AddDays(1)));
    }

    private static async Task<(StudyCalendar Calendar, ReviewChoices Choices)> PersonAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var person = await context.Users.AsNoTracking().Where(p => p.Id == studentId).Select(p => new { p.TimeZone, p.DayStartHour, p.Preferences }).SingleAsync(cancellationToken);
        return (StudyCalendar.For(person.TimeZone, person.DayStartHour), person.Preferences.Review);
    }

    private static readonly Func<StudyDbContext, int, IAsyncEnumerable<Deck>> DecksOf = ReadyQuery.Of((StudyDbContext context, int studentId) =>
        context.Set<Deck>().AsNoTracking().Where(d => d.StudentId == studentId && d.DeletedAt == null).OrderBy(d => d.Name).ThenBy(d => d.Id));

    private static ValueTask<List<Deck>> DecksAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        DecksOf(context, studentId).ToListAsync(cancellationToken);

    private static IQueryable<Answered> DoneSince(StudyDbContext context, int studentId, DateTime start) =>
        from entry in context.Set<ReviewLogEntry>()
        where entry.StudentId == studentId && entry.ReviewedAt >= start && entry.Source == ReviewSource.Review && entry.VoidedAt == null
        join card in context.Set<Card>() on entry.CardId equals card.Id
        group entry by new { card.DeckId, entry.StateBefore } into g
        select new Answered { DeckId = g.Key.DeckId, Before = g.Key.StateBefore, Count = g.Count() };

    /// <summary>What a row of the day's counts is about.</summary>
    private enum Part
    {
        Due,
        New,
        Done,
    }

    /// <summary>Answers of the day to cards of a deck, by where they stood before.</summary>
    private sealed class Answered
    {
        public required int DeckId { get; init; }

        public required CardState? Before { get; init; }

        public required int Count { get; init; }
    }

    private sealed record Day(
        StudyCalendar Calendar, DateOnly Today, DateTime Start, DateTime End, IReadOnlyList<DeckDay> Decks, int? CatchUpPerDay, int? CatchUpLeft);

    private sealed record DeckDay(Deck Deck, DoneToday DoneToday, int Done)
    {
        public ReviewLimits Limits => Deck.Limits;

        public int NewLeft => Math.Max(0, Limits.NewPerDay - DoneToday.New);

        public int ReviewsLeft => Math.Max(0, (Limits.ReviewsPerDay ?? int.MaxValue) - DoneToday.Reviews);

        public FsrsScheduler Scheduler { get; } = new(Deck.Parameters);
    }

    private sealed record Waiting(int Id, int DeckId, CardState State, DateTime Due, double Stability, DateTime? LastReviewAt)
    {
        public QueuedCard Queued(FsrsScheduler scheduler, DateOnly today, StudyCalendar calendar) => new(
            Id, State, Due,
            State == CardState.New ? null : scheduler.Retrievability(new FsrsCard { State = State, Stability = Stability, LastReview = LastReviewAt }, today, calendar), Due.Ticks);
    }
}

/// <summary>A deck and what today has of it.</summary>
/// <param name="Id">The deck.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="ExamDay">The day for which it is learned.</param>
/// <param name="Steps">Cards on their steps before the end of the study day.</param>
/// <param name="Due">Due cards within the limit.</param>
/// <param name="AllDue">Due cards, those beyond the limit too.</param>
/// <param name="New">New cards within the limit.</param>
/// <param name="Done">Answers given today.</param>
public sealed record DeckToday(int Id, string Name, DeckKind Kind, DateOnly? ExamDay, int Steps, int Due, int AllDue, int New, int Done)
{
    public int ToDo => Steps + Due + New;
}

/// <summary>A person's review today.</summary>
/// <param name="Decks">Every deck.</param>
/// <param name="Backlog">Cards that were due before today.</param>
/// <param name="CatchUpPerDay">Answers a day while the backlog is worked off.</param>
/// <param name="CatchUpLeft">What is left of them today.</param>
public sealed record ReviewDay(IReadOnlyList<DeckToday> Decks, int Backlog, int? CatchUpPerDay, int? CatchUpLeft)
{
    public int ToDo => Decks.Sum(d => d.Steps + d.New) + Math.Min(Decks.Sum(d => d.Due), CatchUpLeft ?? int.MaxValue);
}

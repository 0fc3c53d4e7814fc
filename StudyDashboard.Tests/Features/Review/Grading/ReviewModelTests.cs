using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Features.Review.Grading;

/// <summary>Random answers, undos and cards put aside, against a plain reference that keeps lists.</summary>
public sealed class ReviewModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RandomActs_AtAnyTime_LeaveWhatAPlainReferenceHas(int seed)
    {
        using var world = new CardWorld();
        await world.SetAsync(s => s with { Limits = s.Limits with { NewPerDay = 1000 }, Leeches = s.Leeches with { First = 2, Every = 2 } });
        var calendar = StudyCalendar.For("UTC", 4);
        var scheduler = new FsrsScheduler(FsrsParameters.Default);
        var random = new Random(seed);
        var cards = new Dictionary<int, FsrsCard>();
        var aside = new Dictionary<int, DateOnly>();
        var suspended = new HashSet<int>();
        var answers = new List<(int Card, DateTime At, int Duration, FsrsCard Before, bool Suspended)>();
        for (var i = 0; i < 12; i++)
        {
            cards.Add(await world.AddAsync($"word {i}"), FsrsCard.New(world.Study.Clock.UtcNow));
        }

        for (var step = 0; step < 90; step++)
        {
            world.Study.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(10) < 8 ? random.Next(1000, 240_000) : random.Next(600_000, 100_000_000)));
            var now = world.Study.Clock.UtcNow;
            var today = calendar.DayOf(now);
            var id = cards.Keys.ElementAt(random.Next(cards.Count));
            switch (random.Next(10))
            {
                case < 6:
                    var (grade, duration) = ((ReviewGrade)random.Next(1, 5), random.Next(500, 90_000));
                    var before = cards[id];
                    var after = scheduler.Answer(before, grade, now, calendar, id);
                    var sets = after.Lapses > before.Lapses && after.Lapses >= 2 && after.Lapses % 2 == 0 && !suspended.Contains(id);
                    await world.AnswerAsync(id, grade, duration);
                    answers.Add((id, now, duration, before, sets));
                    cards[id] = after;
                    if (sets)
                    {
                        suspended.Add(id);
                    }
                    break;
                case < 8:
                    var undone = await world.Grading.UndoAsync(world.StudentId, 1, Token);
                    if (answers.Count > 0 && calendar.DayOf(answers[^1].At) == today)
                    {
                        Assert.Null(undone.Refusal);
                        cards[answers[^1].Card] = answers[^1].Before;
                        if (answers[^1].Suspended)
                        {
                            suspended.Remove(answers[^1].Card);
                        }
                        answers.RemoveAt(answers.Count - 1);
                    }
                    else
                    {
                        Assert.NotNull(undone.Refusal);
                    }
                    break;
                case 8:
                    Assert.Null(await world.Cards.BuryAsync(world.StudentId, id, true, Token));
                    aside[id] = today.AddDays(1);
                    break;
                default:
                    var puts = !suspended.Remove(id);
                    Assert.Null(await world.Cards.SuspendAsync(world.StudentId, id, puts, Token));
                    if (puts)
                    {
                        suspended.Add(id);
                    }
                    break;
            }
        }

        var at = world.Study.Clock.UtcNow;
        var day = calendar.DayOf(at);
        await using var context = world.Study.Context();
        var stored = await context.Set<Card>().AsNoTracking().ToDictionaryAsync(c => c.Id, Token);
        Assert.All(cards, c => Assert.Equal(c.Value, stored[c.Key].Schedule with { Due = c.Value.State == CardState.New ? c.Value.Due : stored[c.Key].Due }));
        var end = calendar.StartOf(day.AddDays(1));
        var wanted = cards.Where(c => !suspended.Contains(c.Key) && (!aside.TryGetValue(c.Key, out var until) || until <= day))
            .Where(c => c.Value.State is CardState.New || (c.Value.State == CardState.Review && c.Value.Due < end) || (c.Value.State != CardState.Review && c.Value.Due <= at.AddMinutes(20)))
            .Select(c => (long)c.Key).Order();
        Assert.Equal(wanted, (await world.QueueAsync()).Order());

        var sittings = Sitting.Of(answers.Select(a => new LoggedReview($"#{a.Card}", a.At, ReviewGrade.Good, a.Duration))).ToList();
        var sessions = await context.Sessions.AsNoTracking().OrderBy(s => s.StartedAt).ToListAsync(Token);
        Assert.Equal(
            sittings.Select(s => (s.Start, s.End, s.Reviews.Count, s.HoursIn(calendar).Sum(h => h.NetSeconds))),
            sessions.Select(s => (s.StartedAt!.Value, s.EndedAt!.Value, s.CardsReviewed, s.NetSeconds)));
        Assert.Equal(answers.Count, await context.Set<ReviewLogEntry>().CountAsync(e => e.VoidedAt == null, Token));
        Assert.Equal(0, await world.Study.Get<Rebuild>().RunAsync(Token));
    }
}

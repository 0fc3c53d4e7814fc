using FsCheck;
using FsCheck.Fluent;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review.Fsrs;

public sealed class FsrsSchedulerTests
{
    private static readonly StudyCalendar Utc = StudyCalendar.For("UTC", 0);
    private static readonly StudyCalendar Sofia = StudyCalendar.For("Europe/Sofia", 4);
    private static readonly FsrsScheduler Standard = new(FsrsParameters.Default);

    [Theory]
    [InlineData(0.70, 929)]
    [InlineData(0.80, 332)]
    [InlineData(0.85, 191)]
    [InlineData(0.90, 100)]
    [InlineData(0.95, 40)]
    [InlineData(0.97, 22)]
    [InlineData(0.99, 7)]
    public void IntervalOf_AHundredDays_FollowsDesiredRetention(double retention, int days) =>
        Assert.Equal(days, new FsrsScheduler(new FsrsParameters { DesiredRetention = retention }).IntervalOf(100));

    [Fact]
    public void Answer_StudyDayBoundary_CountsStudyDaysNotHours()
    {
        // 02:30 in Sofia belongs to the day before, so twenty hours lie within one study day, and two hours over it make another.
        var evening = Make.At("2026-03-10 06:00");
        var card = Standard.Answer(FsrsCard.New(evening), ReviewGrade.Easy, evening, Sofia);

        Assert.Equal(0, card.ElapsedDays(Make.At("2026-03-11 00:30"), Sofia));
        Assert.Equal(1, card.ElapsedDays(Make.At("2026-03-11 02:30"), Sofia));
    }

    [Fact]
    public void Answer_ClocksChangeMeanwhile_IsDueAtTheSameTimeOfDay()
    {
        // 09:00 in Sofia, before and after 29 March.
        var at = Make.At("2026-03-26 07:00");

        var card = Standard.Answer(FsrsCard.New(at), ReviewGrade.Easy, at, Sofia);

        Assert.Equal((8, Make.At("2026-04-03 06:00")), (card.ScheduledDays, card.Due));
    }

    [Theory]
    [InlineData("Europe/Sofia", 4)]
    [InlineData("Europe/Sofia", 3)]
    [InlineData("America/Havana", 0)]
    [InlineData("Pacific/Apia", 4)]
    [InlineData("Australia/Lord_Howe", 2)]
    public void SameTimeAfter_AnyTimeAndZone_LiesSoManyStudyDaysOn(string zone, int dayStart)
    {
        var calendar = StudyCalendar.For(zone, dayStart);
        Prop.ForAll<int, byte>((minutes, days) =>
        {
            var at = Make.At("2011-01-01 00:00").AddMinutes(Math.Abs((long)minutes * 7919) % (4 * 525_600));
            var due = calendar.SameTimeAfter(at, days);
            var wanted = calendar.DayOf(at).AddDays(days);
            // A date that the zone skipped is the next one.
            Assert.Equal(calendar.DayOf(calendar.StartOf(wanted)), calendar.DayOf(due));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Answer_ClockSetBack_CountsNoNegativeDays()
    {
        var at = Make.At("2026-03-10 09:00");
        var card = Standard.Answer(FsrsCard.New(at), ReviewGrade.Easy, at, Utc);

        var again = Standard.Answer(card, ReviewGrade.Good, at.AddDays(-3), Utc);

        Assert.Equal(card.Stability, again.Stability);
    }

    [Fact]
    public void Answer_HardOnTheSameDay_DoesNotShortenMemory()
    {
        var at = Make.At("2026-03-10 09:00");
        var card = Standard.Answer(FsrsCard.New(at), ReviewGrade.Easy, at, Utc);

        Assert.Equal(card.Stability, Standard.Answer(card, ReviewGrade.Hard, at.AddHours(1), Utc).Stability);
    }

    [Fact]
    public void Answer_MaximumInterval_GoodAndEasyStayApartBeyondIt()
    {
        var scheduler = new FsrsScheduler(new FsrsParameters { MaximumInterval = 30 });
        var at = Make.At("2026-03-10 09:00");
        var known = new FsrsCard { State = CardState.Review, Stability = 500, Difficulty = 3, LastReview = at.AddDays(-30), Reps = 9 };

        var preview = scheduler.Preview(known, at, Utc);

        Assert.Equal((30, 31, 32), (preview.Hard.ScheduledDays, preview.Good.ScheduledDays, preview.Easy.ScheduledDays));
    }

    [Theory]
    // Recorded from ts-fsrs 5.4.2 with the seed "card_answers".
    [InlineData(1, new[] { 0, 2, 11, 50, 174, 500, 2192, 3974 })]
    [InlineData(41, new[] { 0, 2, 10, 40, 157, 483, 1923, 3929 })]
    [InlineData(100000, new[] { 0, 2, 10, 42, 157, 480, 2119, 4071 })]
    public void Answer_WithFuzz_HasTheIntervalsOfTheSameSeed(long cardId, int[] days)
    {
        var scheduler = new FsrsScheduler(new FsrsParameters { Fuzz = true });
        var at = Make.At("2025-01-06 09:00");
        var card = FsrsCard.New(at);
        var found = new List<int>();
        foreach (var grade in (ReviewGrade[])[.. Enumerable.Repeat(ReviewGrade.Good, 6), ReviewGrade.Easy, ReviewGrade.Hard])
        {
            card = scheduler.Answer(card, grade, card.Due, Utc, cardId);
            found.Add(card.ScheduledDays);
        }

        Assert.Equal(days, found);
    }

    [Fact]
    public void Answer_AnyHistory_IntervalsGrowWithTheGradeAndMemoryStaysInBounds() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var scheduler = new FsrsScheduler(new FsrsParameters { Fuzz = random.Next(2) == 0, ShortTerm = random.Next(4) > 0, DesiredRetention = 0.7 + (random.NextDouble() * 0.29) });
        var (card, at) = (FsrsCard.New(default), Make.At("2025-01-06 09:00"));
        for (var i = 0; i < 30; i++)
        {
            var next = scheduler.Preview(card, at, Sofia, seed);
            if (card.State == CardState.Review)
            {
                Assert.True(next.Hard.ScheduledDays <= next.Good.ScheduledDays && next.Good.ScheduledDays < next.Easy.ScheduledDays);
            }
            card = next[(ReviewGrade)random.Next(1, 5)];
            Assert.InRange(card.Difficulty, 1, 10);
            Assert.InRange(card.Stability, 0.001, 36_500);
            Assert.True(card.Due > at);
            at = at.AddMinutes(random.Next(1, 100_000));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Replay_AnyHistory_IsTheCardThatTheAnswersMade()
    {
        var scheduler = new FsrsScheduler(new FsrsParameters { Fuzz = true });
        var start = FsrsCard.New(Make.At("2025-01-06 09:00"));
        var (card, reviews) = (start, new List<PastReview>());
        foreach (var grade in (ReviewGrade[])[ReviewGrade.Good, ReviewGrade.Good, ReviewGrade.Good, ReviewGrade.Again, ReviewGrade.Good, ReviewGrade.Hard])
        {
            reviews.Add(new PastReview(card.Due, grade));
            card = scheduler.Answer(card, grade, card.Due, Sofia, 7);
        }

        var steps = scheduler.Steps(start, reviews, Sofia, 7).ToList();

        Assert.Equal(card, scheduler.Replay(start, reviews, Sofia, 7));
        Assert.Equal(card, steps[^1].After);
        Assert.Null(steps[0].Retrievability);
        Assert.Equal(steps[..^1].Select(s => s.After), steps[1..].Select(s => s.Before));
        Assert.Equal(2, steps[2].ElapsedDays);
    }

    [Fact]
    public void Reschedule_LowerRetention_KeepsMemoryAndMovesTheDueDay()
    {
        var at = Make.At("2026-03-10 09:00");
        var card = Standard.Answer(FsrsCard.New(at), ReviewGrade.Easy, at, Utc);
        var relaxed = new FsrsScheduler(new FsrsParameters { DesiredRetention = 0.80 });

        var moved = relaxed.Reschedule(card, Utc);

        Assert.Equal(card with { ScheduledDays = 28, Due = at.AddDays(28) }, moved);
        Assert.Equal(FsrsCard.New(at), relaxed.Reschedule(FsrsCard.New(at), Utc));
    }

    [Theory]
    [InlineData(0.69, 100, "Desired retention")]
    [InlineData(double.NaN, 100, "Desired retention")]
    [InlineData(0.9, 0, "longest interval")]
    [InlineData(0.9, 36_501, "longest interval")]
    public void Scheduler_ParametersOutOfRange_AreRefusedByName(double retention, int maximum, string named)
    {
        var parameters = new FsrsParameters { DesiredRetention = retention, MaximumInterval = maximum };

        Assert.Contains(named, Assert.Single(parameters.Faults()).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<ArgumentException>(() => new FsrsScheduler(parameters));
    }

    [Fact]
    public void Presets_Each_CanBeTaken() => Assert.All(FsrsPreset.All, p => Assert.Empty(p.Parameters.Faults()));
}

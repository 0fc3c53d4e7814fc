using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>
/// When a card comes back after an answer: FSRS-6 with the scheduling of ts-fsrs 5.4.2 (docs/decisions/0013). Pure: the same card, answer
/// and time give the same result. Immutable; safe to share.
/// </summary>
public sealed class FsrsScheduler
{
    private readonly FsrsModel _model;
    private readonly double _modifier;

    /// <exception cref="ArgumentException">A parameter is out of range; <see cref="FsrsParameters.Faults"/> says which.</exception>
    public FsrsScheduler(FsrsParameters parameters)
    {
        if (parameters.Faults() is [var fault, ..])
        {
            throw new ArgumentException(fault.Message, nameof(parameters));
        }
        Parameters = parameters;
        _model = new FsrsModel(parameters.Weights, parameters.ShortTerm, parameters.RelearningSteps.Minutes.Count);
        _modifier = _model.IntervalModifier(parameters.DesiredRetention);
    }

    public FsrsParameters Parameters { get; }

    /// <summary>The card after an answer.</summary>
    /// <param name="card">The card before it.</param>
    /// <param name="grade">The answer.</param>
    /// <param name="at">When it was given, UTC.</param>
    /// <param name="calendar">The study days by which waiting is counted. A card due in days is due at the same time of day.</param>
    /// <param name="cardId">With the count of answers the seed of the fuzz.</param>
    /// <param name="pick">Chooses the day within the fuzz range, also where fuzz is off; null leaves it to the fuzz.</param>
    public FsrsCard Answer(in FsrsCard card, ReviewGrade grade, DateTime at, StudyCalendar calendar, long cardId = 0, IntervalPick? pick = null)
    {
        var intervals = new IntervalMaker(this, card.ElapsedDays(at, calendar), cardId, card.Reps + 1, pick);
        var (memory, wait) = card.State switch
        {
            _ when !Parameters.ShortTerm => ByDays(card, grade, ref intervals),
            CardState.Review => Reviewed(card, grade, ref intervals),
            _ => OnSteps(card, grade, ref intervals),
        };
        return new FsrsCard
        {
            State = wait.State,
            Step = wait.Step,
            Stability = memory.Stability,
            Difficulty = memory.Difficulty,
            ScheduledDays = wait.Days,
            Reps = card.Reps + 1,
            Lapses = card.Lapses + (grade == ReviewGrade.Again && IsLearned(card.State) ? 1 : 0),
            LastReview = at,
            Due = wait.Minutes > 0 ? at.AddMinutes(wait.Minutes) : calendar.SameTimeAfter(at, wait.Days),
        };
    }

    /// <summary>The card after each of the four answers: what the buttons promise.</summary>
    /// <inheritdoc cref="Answer"/>
    public FsrsPreview Preview(in FsrsCard card, DateTime at, StudyCalendar calendar, long cardId = 0, IntervalPick? pick = null) => new(
        Answer(card, ReviewGrade.Again, at, calendar, cardId, pick),
        Answer(card, ReviewGrade.Hard, at, calendar, cardId, pick),
        Answer(card, ReviewGrade.Good, at, calendar, cardId, pick),
        Answer(card, ReviewGrade.Easy, at, calendar, cardId, pick));

    /// <summary>
    /// A card whose memory stays and whose interval is made anew, after a change of retention, maximum or easy days. Cards that are new or
    /// on their steps stay as they are.
    /// </summary>
    /// <inheritdoc cref="Answer"/>
    public FsrsCard Reschedule(in FsrsCard card, StudyCalendar calendar, long cardId = 0, IntervalPick? pick = null)
    {
        if (card is not { State: CardState.Review, LastReview: { } last })
        {
            return card;
        }
        var days = new IntervalMaker(this, 0, cardId, card.Reps, pick).Days(card.Stability);
        return card with { ScheduledDays = days, Due = calendar.SameTimeAfter(last, days) };
    }

    /// <summary>How probable it is that a card is recalled on a study day, 0 to 1; null while it is new.</summary>
    public double? Retrievability(in FsrsCard card, DateOnly day, StudyCalendar calendar) =>
        card.State == CardState.New ? null : _model.Retrievability(card.ElapsedDays(day, calendar), card.Stability);

    /// <summary>How probable it is that a card is recalled at an instant, 0 to 1; null while it is new.</summary>
    public double? Retrievability(in FsrsCard card, DateTime utc, StudyCalendar calendar) =>
        Retrievability(card, calendar.DayOf(utc), calendar);

    /// <summary>The interval in days, before fuzz, after which a memory of this stability has faded to the desired retention.</summary>
    public int IntervalOf(double stability) =>
        Math.Min(Math.Max(1, FsrsRounding.ToWhole(stability * _modifier)), Parameters.MaximumInterval);

    private bool IsLearned(CardState state) => state == CardState.Review || (!Parameters.ShortTerm && state != CardState.New);

    /// <summary>New, learning or relearning.</summary>
    private (FsrsMemory Memory, Wait Wait) OnSteps(in FsrsCard card, ReviewGrade grade, ref IntervalMaker intervals)
    {
        var memory = NextMemory(card, grade, intervals.ElapsedDays);
        var steps = card.State == CardState.Relearning ? Parameters.RelearningSteps : Parameters.LearningSteps;
        var (minutes, step) = steps.After(card.Step, grade);
        var state = card.State == CardState.New ? CardState.Learning : card.State;
        return (memory, minutes > 0 ? Wait.OnStep(state, minutes, step) : Wait.Review(intervals.Days(memory.Stability)));
    }

    /// <summary>In review, with steps after a lapse: Hard at most as long as Good, Good longer than Hard, Easy longer than Good.</summary>
    private (FsrsMemory Memory, Wait Wait) Reviewed(in FsrsCard card, ReviewGrade grade, ref IntervalMaker intervals)
    {
        var difficulty = _model.NextDifficulty(card.Difficulty, grade);
        if (grade == ReviewGrade.Again)
        {
            var memory = new FsrsMemory(_model.Lapsed(card.Memory, intervals.ElapsedDays), difficulty);
            var minutes = Parameters.RelearningSteps.AfterLapse(card.Step);
            return (memory, minutes > 0 ? Wait.OnStep(CardState.Relearning, minutes, 0) : Wait.Review(intervals.Days(memory.Stability)));
        }
        var passed = _model.Passed(card.Memory, intervals.ElapsedDays);
        var good = intervals.Days(passed.Good);
        var hard = Math.Min(intervals.Days(passed.Hard), good);
        if (grade == ReviewGrade.Hard)
        {
            return (new FsrsMemory(passed.Hard, difficulty), Wait.Review(hard));
        }
        good = Math.Max(good, hard + 1);
        return grade == ReviewGrade.Good
            ? (new FsrsMemory(passed.Good, difficulty), Wait.Review(good))
            : (new FsrsMemory(passed.Easy, difficulty), Wait.Review(Math.Max(intervals.Days(passed.Easy), good + 1)));
    }

    /// <summary>Without steps: every answer gives days, each grade more than the one below.</summary>
    private (FsrsMemory Memory, Wait Wait) ByDays(in FsrsCard card, ReviewGrade grade, ref IntervalMaker intervals)
    {
        var isNew = card.State == CardState.New;
        var passed = isNew
            ? new PassedStability(_model.First(ReviewGrade.Hard).Stability, _model.First(ReviewGrade.Good).Stability, _model.First(ReviewGrade.Easy).Stability)
            : _model.Passed(card.Memory, intervals.ElapsedDays);
        var memory = isNew ? _model.First(grade) : new FsrsMemory(0, _model.NextDifficulty(card.Difficulty, grade));
        var lapsed = isNew ? _model.First(ReviewGrade.Again).Stability : _model.Lapsed(card.Memory, intervals.ElapsedDays);
        var hard = intervals.Days(passed.Hard);
        var again = Math.Min(intervals.Days(lapsed), hard);
        hard = Math.Max(hard, again + 1);
        var good = Math.Max(intervals.Days(passed.Good), hard + 1);
        var (stability, days) = grade switch
        {
            ReviewGrade.Again => (lapsed, again),
            ReviewGrade.Hard => (passed.Hard, hard),
            ReviewGrade.Good => (passed.Good, good),
            _ => (passed.Easy, Math.Max(intervals.Days(passed.Easy), good + 1)),
        };
        return (memory with { Stability = stability }, Wait.Review(days));
    }

    private FsrsMemory NextMemory(in FsrsCard card, ReviewGrade grade, int elapsedDays) =>
        card.State == CardState.New ? _model.First(grade) : _model.Next(card.Memory, elapsedDays, grade);

    /// <summary>What follows an answer: a step of some minutes, or a review after some days.</summary>
    private readonly record struct Wait(CardState State, int Step, int Minutes, int Days)
    {
        private const int DayMinutes = 1440;

        /// <summary>A step of a day or more is a review that remembers its step; a step of whole days is counted in study days.</summary>
        public static Wait OnStep(CardState state, int minutes, int step) => minutes < DayMinutes
            ? new Wait(state, step, minutes, 0)
            : new Wait(CardState.Review, step, minutes % DayMinutes == 0 ? 0 : minutes, minutes / DayMinutes);

        public static Wait Review(int days) => new(CardState.Review, 0, 0, days);
    }

    /// <summary>Makes the intervals of one answer; its draw is made once, when an interval is long enough for it.</summary>
    private struct IntervalMaker(FsrsScheduler scheduler, int elapsedDays, long cardId, int reps, IntervalPick? pick)
    {
        private double _draw = -1;

        public readonly int ElapsedDays => elapsedDays;

        public int Days(double stability)
        {
            var days = scheduler.IntervalOf(stability);
            if (days < FuzzRange.FromDays || (pick is null && !scheduler.Parameters.Fuzz))
            {
                return days;
            }
            _draw = _draw < 0 ? FuzzDraw.Of(cardId, reps) : _draw;
            var range = FuzzRange.Of(days, elapsedDays, scheduler.Parameters.MaximumInterval);
            return pick is null ? range.At(_draw) : Math.Clamp(pick(range, _draw), range.Lowest, range.Highest);
        }
    }
}

/// <summary>The card after each answer.</summary>
public readonly record struct FsrsPreview(FsrsCard Again, FsrsCard Hard, FsrsCard Good, FsrsCard Easy)
{
    public FsrsCard this[ReviewGrade grade] => grade switch
    {
        ReviewGrade.Again => Again,
        ReviewGrade.Hard => Hard,
        ReviewGrade.Good => Good,
        _ => Easy,
    };
}

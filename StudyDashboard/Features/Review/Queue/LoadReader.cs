using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Queue;

/// <summary>Reads how many cards each coming day has, for load balance and easy days.</summary>
public static class LoadReader
{
    /// <summary>The choice of the day for an answer, or null when the person has neither load balance nor easy days.</summary>
    /// <param name="context">An open context.</param>
    /// <param name="studentId">Whose cards.</param>
    /// <param name="deck">The card's deck.</param>
    /// <param name="card">The card before the answer.</param>
    /// <param name="cardId">Its id.</param>
    /// <param name="at">When it is answered, UTC.</param>
    /// <param name="calendar">The student's study days.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal static async Task<IntervalPick?> PickAsync(
        StudyDbContext context, int studentId, Deck deck, FsrsCard card, int cardId, DateTime at, StudyCalendar calendar, CancellationToken cancellationToken)
    {
        var choices = (await context.Users.AsNoTracking().Where(p => p.Id == studentId).Select(p => p.Preferences).SingleAsync(cancellationToken)).Review;
        if (!Chooses(choices))
        {
            return null;
        }
        var preview = new FsrsScheduler(deck.Parameters).Preview(card, at, calendar, cardId, Middle);
        int[] days = [.. Enum.GetValues<ReviewGrade>().Select(g => preview[g].ScheduledDays).Where(d => d >= FuzzRange.FromDays)];
        if (days.Length == 0)
        {
            return null;
        }
        var ranges = days.Select(d => FuzzRange.Of(d, 0, deck.MaximumInterval)).ToList();
        var today = calendar.DayOf(at);
        var due = choices.LoadBalance
            ? await DueAsync(context, studentId, today.AddDays(ranges.Min(r => r.Lowest)), today.AddDays(ranges.Max(r => r.Highest) + 1), calendar, null, cancellationToken)
            : [];
        return new LoadBalance(today, due, EasyDaysOf(choices)).Pick;
    }

    /// <summary>Whether these choices move any card.</summary>
    public static bool Chooses(ReviewChoices choices) => choices.LoadBalance || choices.DayShares.Any(s => s < 100);

    public static EasyDays EasyDaysOf(ReviewChoices choices) =>
        new(choices.DayShares.Select((share, i) => (Day: (DayOfWeek)i, share)).ToDictionary(d => d.Day, d => d.share / 100.0));

    /// <summary>Cards in review by the study day of their due time, those of one deck left out if asked.</summary>
    internal static async Task<Dictionary<DateOnly, int>> DueAsync(
        StudyDbContext context, int studentId, DateOnly from, DateOnly to, StudyCalendar calendar, int? exceptDeckId, CancellationToken cancellationToken)
    {
        var (first, end) = (calendar.StartOf(from), calendar.StartOf(to));
        var counts = new Dictionary<DateOnly, int>();
        // By the hour, so that few rows come and each is of one study day (but where days begin on a half hour of UTC: within an hour).
        var hours = await context.Set<Card>()
            .Where(c => c.StudentId == studentId && c.DeletedAt == null && !c.IsSuspended && c.State == CardState.Review && c.Due >= first && c.Due < end
                && (exceptDeckId == null || c.DeckId != exceptDeckId))
            .GroupBy(c => new { c.Due.Date, c.Due.Hour }).Select(g => new { g.Key.Date, g.Key.Hour, Count = g.Count() }).ToListAsync(cancellationToken);
        foreach (var hour in hours)
        {
            var day = calendar.DayOf(DateTime.SpecifyKind(hour.Date, DateTimeKind.Utc).AddHours(hour.Hour));
            counts[day] = counts.GetValueOrDefault(day) + hour.Count;
        }
        return counts;
    }

    private static int Middle(FuzzRange range, double draw) => (range.Lowest + range.Highest) / 2;
}

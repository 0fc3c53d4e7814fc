using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review;

/// <summary>Reviews that belong together: each less than ten minutes after the one before (rules.md section 9).</summary>
public sealed class Sitting
{
    /// <summary>A pause of this length begins a new sitting.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);

    /// <summary>What one answer counts at most.</summary>
    public const int MaxAnswerMs = 60_000;

    private Sitting(IReadOnlyList<LoggedReview> reviews)
    {
        Reviews = reviews;
        Start = Clock.ToSecond(reviews[0].At.AddMilliseconds(-reviews[0].DurationMs));
        End = Clock.ToSecond(reviews[^1].At);
    }

    /// <summary>Its reviews in order of time.</summary>
    public IReadOnlyList<LoggedReview> Reviews { get; }

    /// <summary>When the first answer began, whole seconds.</summary>
    public DateTime Start { get; }

    /// <summary>When the last answer was given, whole seconds.</summary>
    public DateTime End { get; }

    /// <summary>Cuts reviews into sittings.</summary>
    public static IEnumerable<Sitting> Of(IEnumerable<LoggedReview> reviews)
    {
        var open = new List<LoggedReview>();
        foreach (var review in reviews.OrderBy(r => r.At).ThenBy(r => r.CardKey, StringComparer.Ordinal))
        {
            if (open.Count > 0 && review.At - open[^1].At >= Gap)
            {
                yield return new Sitting(open);
                open = [];
            }
            open.Add(review);
        }
        if (open.Count > 0)
        {
            yield return new Sitting(open);
        }
    }

    /// <summary>
    /// Net seconds by study day and clock hour of each answer.
    /// Milliseconds add up over the sitting and are rounded as they add up: each hour is whole seconds, and their sum is the whole
    /// sitting rounded once.
    /// </summary>
    public IReadOnlyList<SessionHour> HoursIn(StudyCalendar calendar)
    {
        var hours = new List<SessionHour>();
        long milliseconds = 0, seconds = 0;
        foreach (var hour in Reviews.GroupBy(r => (Day: calendar.DayOf(r.At), calendar.LocalOf(r.At).Hour)))
        {
            milliseconds += hour.Sum(r => (long)Math.Min(r.DurationMs, MaxAnswerMs));
            var upToHere = (milliseconds + 500) / 1000;
            hours.Add(new SessionHour(hour.Key.Day, hour.Key.Hour, (int)(upToHere - seconds)));
            seconds = upToHere;
        }
        return hours;
    }
}

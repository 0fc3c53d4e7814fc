namespace StudyDashboard.Features.Review.Queue;

/// <summary>Working off a backlog with a limit a day.</summary>
public static class CatchUp
{
    /// <summary>No plan looks further.</summary>
    public const int MaxDays = 365;

    /// <summary>
    /// The study day on which nothing is left over, if so many are answered a day; null when that is not within a year. Cards that come
    /// back meanwhile are not known yet: beyond the forecast each day is taken to bring as many as its days did on average.
    /// </summary>
    /// <param name="backlog">Cards that were due before today.</param>
    /// <param name="dueByDay">Cards due today, tomorrow and so on.</param>
    /// <param name="perDay">Cards answered a day, from 1.</param>
    /// <param name="today">The study day.</param>
    public static DateOnly? FinishOn(int backlog, IReadOnlyList<int> dueByDay, int perDay, DateOnly today)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perDay, 1);
        var average = dueByDay.Count == 0 ? 0 : dueByDay.Average();
        double left = backlog;
        for (var day = 0; day < MaxDays; day++)
        {
            left += (day < dueByDay.Count ? dueByDay[day] : average) - perDay;
            if (left <= 0)
            {
                return today.AddDays(day);
            }
        }
        return null;
    }
}

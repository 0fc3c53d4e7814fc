namespace StudyDashboard.Infrastructure.Time;

/// <summary>
/// The one place that knows what a study day is: the date of an instant's local time in <see cref="Zone"/>, less
/// <see cref="DayStartHour"/> hours (rules.md 9). Days are counted by dates, never by adding 24 hours, so a day on which the
/// clocks change has 23 or 25 hours.
/// </summary>
/// <param name="Zone">The person's time zone.</param>
/// <param name="DayStartHour">The wall-clock hour at which a new study day begins, 0 to 23.</param>
public sealed record StudyCalendar(TimeZoneInfo Zone, int DayStartHour)
{
    // The largest offset and the largest change together; no zone changed twice in so short a time.
    private static readonly TimeSpan FarFromAnyChange = TimeSpan.FromHours(14 + 24);

    private readonly ZoneOffsets _offsets = ZoneOffsets.Of(Zone);

    /// <summary>The calendar of an IANA zone.</summary>
    /// <exception cref="TimeZoneNotFoundException">The zone is not known to the system.</exception>
    public static StudyCalendar For(string ianaZone, int dayStartHour)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dayStartHour, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dayStartHour, 23);
        return new StudyCalendar(TimeZoneInfo.FindSystemTimeZoneById(ianaZone), dayStartHour);
    }

    /// <summary>The study day to which an instant belongs.</summary>
    public DateOnly DayOf(DateTime utc)
    {
        var ticks = utc.Ticks + OffsetAt(utc).Ticks - (DayStartHour * TimeSpan.TicksPerHour);
        return DateOnly.FromDayNumber((int)(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks) / TimeSpan.TicksPerDay));
    }

    /// <summary>What the wall clock is ahead of UTC at an instant.</summary>
    public TimeSpan OffsetAt(DateTime utc) => _offsets.Ahead(utc);

    /// <summary>The wall-clock time of an instant in this zone.</summary>
    public DateTime LocalOf(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>
    /// The instant of a wall-clock time. One that does not exist moves forward by the gap, one that comes twice is the first
    /// (rules.md 23).
    /// </summary>
    public DateTime InstantOf(DateTime local)
    {
        // Asked by instants only: what the framework says of wall times is wrong where summer time is the standard one (Dublin, Casablanca)
        // and where a day was skipped (Apia).
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var (before, after) = (Zone.GetUtcOffset(utc - FarFromAnyChange), Zone.GetUtcOffset(utc + FarFromAnyChange));
        return before == after || Zone.GetUtcOffset(utc - before) == before || Zone.GetUtcOffset(utc - after) != after ? utc - before : utc - after;
    }

    /// <summary>The first instant that belongs to a study day or, for a date that the zone skipped, to the next one.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var guess = InstantOf(day.ToDateTime(new TimeOnly(DayStartHour, 0)));
        return DayOf(guess) >= day && DayOf(guess.AddSeconds(-1)) < day ? guess : FirstInstantBySearch(day, guess);
    }

    /// <summary>Divides <c>[start, end)</c> at study-day boundaries. The parts touch, none is empty.</summary>
    public IEnumerable<DayPart> SplitByDay(DateTime start, DateTime end) => Split(start, end, at => StartOf(DayOf(at).AddDays(1)));

    /// <summary>Divides <c>[start, end)</c> at the full hours of the wall clock, and so at study-day boundaries too.</summary>
    public IEnumerable<DayPart> SplitByHour(DateTime start, DateTime end) => Split(start, end, NextHour);

    private IEnumerable<DayPart> Split(DateTime start, DateTime end, Func<DateTime, DateTime> boundaryAfter)
    {
        for (var from = start; from < end;)
        {
            var to = Clock.Earlier(boundaryAfter(from), end);
            yield return new DayPart(DayOf(from), LocalOf(from).Hour, from, to);
            from = to;
        }
    }

    private DateTime NextHour(DateTime utc)
    {
        var local = LocalOf(utc);
        var next = utc.AddTicks(TimeSpan.TicksPerHour - (local.Ticks % TimeSpan.TicksPerHour));
        // A change of less than an hour (Lord Howe: 30 minutes) falls inside the step: stop at it.
        return Zone.GetUtcOffset(next) == Zone.GetUtcOffset(utc) ? next : FirstInstantWithAnotherOffset(utc, next);
    }

    private DateTime FirstInstantWithAnotherOffset(DateTime from, DateTime to)
    {
        var before = Zone.GetUtcOffset(from);
        return FirstSecond(from, to, at => Zone.GetUtcOffset(at) != before);
    }

    private DateTime FirstInstantBySearch(DateOnly day, DateTime near) =>
        FirstSecond(near.AddHours(-48), near.AddHours(48), at => DayOf(at) >= day);

    private static DateTime FirstSecond(DateTime low, DateTime high, Func<DateTime, bool> holds)
    {
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low.AddSeconds(Math.Floor((high - low).TotalSeconds / 2));
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }
        return high;
    }
}

/// <summary>A part of an interval that lies within one study day (and, split by hour, within one hour of the wall clock).</summary>
/// <param name="Day">The study day.</param>
/// <param name="Hour">The wall-clock hour, 0 to 23, in which the part begins.</param>
/// <param name="Start">First instant, UTC.</param>
/// <param name="End">End, UTC, exclusive.</param>
public readonly record struct DayPart(DateOnly Day, int Hour, DateTime Start, DateTime End)
{
    /// <summary>Length in seconds.</summary>
    public int Seconds => (int)(End - Start).TotalSeconds;
}

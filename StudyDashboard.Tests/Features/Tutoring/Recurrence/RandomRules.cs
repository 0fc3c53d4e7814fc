using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

/// <summary>Valid rules from all of the language, the same ones in each run.</summary>
internal sealed class RandomRules(int seed)
{
    private static readonly int[] MonthDays = [1, 2, 8, 13, 15, 25, 28, 29, 30, 31, -1, -2, -15, -29, -30, -31];
    private static readonly int[] YearDays = [1, 59, 60, 61, 100, 365, 366, -1, -2, -306, -307, -365, -366];
    private static readonly int[] Weeks = [1, 2, 9, 20, 51, 52, 53, -1, -2, -52, -53];
    private static readonly int[] Positions = [1, 2, 3, 5, 12, -1, -2, -4];

    private readonly Random _random = new(seed);

    public Random Random => _random;

    public DateTime Start() => new DateTime(1996, 1, 1).AddDays(_random.Next(3000)).AddMinutes(15 * _random.Next(96));

    public RecurrenceRule Next(DateTime start)
    {
        while (true)
        {
            var frequency = (RecurrenceFrequency)_random.Next(4);
            var rule = new RecurrenceRule(frequency)
            {
                Interval = _random.Next(3) == 0 ? _random.Next(1, 15) : 1,
                WeekStart = _random.Next(2) == 0 ? DayOfWeek.Monday : (DayOfWeek)_random.Next(7),
                ByMonth = Some(3, [.. Enumerable.Range(1, 12)]),
                ByMonthDay = frequency == RecurrenceFrequency.Weekly ? [] : Some(3, MonthDays),
                ByYearDay = frequency == RecurrenceFrequency.Yearly ? Some(6, YearDays) : [],
                ByWeekNo = frequency == RecurrenceFrequency.Yearly ? Some(4, Weeks) : [],
                BySetPos = Some(4, Positions),
                Count = _random.Next(4) == 0 ? _random.Next(1, 80) : null,
            };
            rule = rule with
            {
                ByDay = _random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Weekday(rule))],
                Until = rule.Count is null && _random.Next(4) == 0 ? Until(start) : null,
            };
            if (RuleChecks.Reason(rule) is null)
            {
                return rule;
            }
        }
    }

    private RuleUntil Until(DateTime start) => (UntilForm)_random.Next(3) is var form && form == UntilForm.Date
        ? new RuleUntil(start.Date.AddDays(_random.Next(6000)), form)
        : new RuleUntil(start.AddDays(_random.Next(6000)).AddMinutes(_random.Next(-1, 2)), form);

    private WeekdayNum Weekday(RecurrenceRule rule)
    {
        var most = rule.Frequency < RecurrenceFrequency.Monthly || rule.ByWeekNo.Count > 0 ? 0
            : rule.Frequency == RecurrenceFrequency.Monthly || rule.ByMonth.Count > 0 ? 5 : 53;
        return new WeekdayNum((DayOfWeek)_random.Next(7), _random.Next(2) == 0 ? 0 : _random.Next(-most, most + 1));
    }

    private int[] Some(int oneIn, int[] values) =>
        _random.Next(oneIn) > 0 ? [] : [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => values[_random.Next(values.Length)])];
}

using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

/// <summary>The jump gives what the walk gives, for rules from all of the language.</summary>
public sealed class RecurrencePropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Between_AnyRuleAndWindow_IsWhatTheWalkFinds(int seed) => ForAny(seed, 250, (rules, start, rule) =>
    {
        var (series, horizon) = (Series(start, rule), start.AddDays(9000));
        var walked = new DayByDay(rule, start).Until(horizon).ToList();

        Assert.Equal(walked, Locals(series.Between(Utc(start), Utc(horizon.AddTicks(1)))));
        for (var window = 0; window < 6; window++)
        {
            var from = start.AddMinutes(rules.Random.Next(-500_000, 9000 * 1440));
            var to = from.AddDays(rules.Random.Next(400));
            to = to < horizon ? to : horizon;
            Assert.Equal(walked.Where(d => d >= from && d < to), Locals(series.Between(Utc(from), Utc(to))));
            Assert.Equal(walked.Where(d => d > from).Take(3), Locals(series.Next(3, Utc(from))).Where(d => d <= horizon));
            DateTime? before = walked.LastOrDefault(d => d < from) is var last && last == default ? null : last;
            Assert.Equal(before, series.LastBefore(from)?.Local);
        }
        Assert.All(walked.Take(30), day => Assert.True(series.IsInstance(day)));
        Assert.All(Enumerable.Range(0, 400).Select(i => start.AddDays(i)), day => Assert.Equal(walked.Contains(day), series.IsInstance(day)));
    });

    [Fact]
    public void Split_AnyRuleAtAnyOccurrence_LosesAndDoublesNone() => ForAny(11, 400, (rules, start, rule) =>
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var dates = Enumerable.Range(0, rules.Random.Next(3)).Select(_ => start.AddDays(rules.Random.Next(-50, 2000)).AddHours(rules.Random.Next(2))).ToList();
        var all = new RecurrenceSeries(start, zone, rule, additions: dates);
        var some = all.FromLocal(DateTime.MinValue).Take(60).ToList();
        if (some.Count == 0)
        {
            return;
        }
        var series = new RecurrenceSeries(start, zone, rule, [.. some.Where(_ => rules.Random.Next(8) == 0).Select(o => o.Local)], dates);
        var cut = some[rules.Random.Next(some.Count)].Local;

        var (before, after) = SeriesSplit.At(series, cut);

        var expected = series.FromLocal(DateTime.MinValue).Take(150).ToList();
        Assert.Equal(expected.Where(o => o.Local < cut), Starts(before).TakeWhile(o => o.Local <= expected[^1].Local));
        Assert.Equal(expected.Where(o => o.Local >= cut), Starts(after).Take(expected.Count(o => o.Local >= cut)));
        Assert.Equal(series.Last, after is null ? before?.Last : after.Last);
    });

    [Fact]
    public void Parse_OfWhatWasWritten_IsTheSameRule() => ForAny(21, 2000, (_, _, rule) =>
    {
        var read = RuleParser.Parse(rule.ToString()).Value;

        Assert.Equal(rule, read);
        Assert.Equal((rule.Until, rule.Count, rule.Interval, rule.WeekStart), (read.Until, read.Count, read.Interval, read.WeekStart));
        Assert.Equal(rule.ByDay, read.ByDay);
    });

    [Fact]
    public void Pattern_OfAnySeriesItCanSay_GivesTheSameStarts() => ForAny(31, 4000, (rules, start, rule) =>
    {
        var series = new RecurrenceSeries(start, TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia"), rule, additions: [start.AddDays(3)]);
        var (pattern, frequency) = PatternWriter.Write(series);
        if (pattern is null || pattern.Until < DateOnly.FromDateTime(start))
        {
            Assert.Equal(pattern is null && rule.Frequency < RecurrenceFrequency.Monthly ? SessionFrequency.Weekly : frequency, frequency);
            return;
        }

        var read = PatternReader.Read(pattern, frequency, start, series.Zone).Value;

        Assert.Equal(series.FromLocal(DateTime.MinValue).Take(100), read.FromLocal(DateTime.MinValue).Take(100));
    });

    private static void ForAny(int seed, int runs, Action<RandomRules, DateTime, RecurrenceRule> holds)
    {
        var rules = new RandomRules(seed);
        for (var run = 0; run < runs; run++)
        {
            var start = rules.Start();
            var rule = rules.Next(start);
            try
            {
                holds(rules, start, rule);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"{rule} from {start:s}: {fault.Message}", fault);
            }
        }
    }

    private static IEnumerable<Occurrence> Starts(RecurrenceSeries? series) => series?.FromLocal(DateTime.MinValue) ?? [];

    private static RecurrenceSeries Series(DateTime start, RecurrenceRule rule) => new(start, TimeZoneInfo.Utc, rule);

    private static IEnumerable<DateTime> Locals(IEnumerable<Occurrence> occurrences) => occurrences.Select(o => o.Local);

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}

using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Tests.Features.Sessions.Recorder;

/// <summary>
/// The simplest log one can think of: a session is its ends and the set of seconds in which it stood still; every total is counted
/// second by second. It shares no code with the product.
/// </summary>
internal sealed class ReferenceLog(string zone, int dayStartHour)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public Dictionary<int, Entry> Sessions { get; private set; } = [];

    public IEnumerable<Entry> Live => Sessions.Values.Where(s => !s.Deleted);

    public IEnumerable<Entry> Counted => Live.Where(s => s.Status == SessionStatus.Completed);

    public Entry? Running => Live.SingleOrDefault(s => s.Status == SessionStatus.InProgress);

    /// <summary>The seconds of a session that count.</summary>
    public IEnumerable<long> Seconds(Entry session)
    {
        var cut = session.Source == SessionSource.Timer
            ? Counted.Where(s => s.Source == SessionSource.Review).Select(s => (s.Start, s.End)).ToList()
            : [];
        for (var second = session.Start; second < session.End; second++)
        {
            if (!session.Still.Contains(second) && !cut.Exists(c => second >= c.Start && second < c.End))
            {
                yield return second;
            }
        }
    }

    public DateOnly DayOf(long second) => DateOnly.FromDateTime(Local(second).AddHours(-dayStartHour));

    public int HourOf(long second) => Local(second).Hour;

    private DateTime Local(long second) => TimeZoneInfo.ConvertTimeFromUtc(DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime, _zone);

    public sealed record Entry
    {
        public required int Id { get; init; }

        public required SessionKind Kind { get; init; }

        public required string Subject { get; init; }

        public required SessionSource Source { get; init; }

        public required SessionStatus Status { get; init; }

        public required long Start { get; init; }

        public long End { get; init; }

        public HashSet<long> Still { get; init; } = [];

        public long? StillSince { get; init; }

        public int Answered { get; init; }

        public int Correct { get; init; }

        public bool Deleted { get; init; }

        public bool IsTimed => Source is not (SessionSource.Manual or SessionSource.Import);

        public Entry Close(long at) => this with
        {
            Still = StillSince is { } since ? [.. Still, .. Range(since, at)] : Still,
            StillSince = null,
        };

        public static IEnumerable<long> Range(long from, long to)
        {
            for (var second = from; second < to; second++)
            {
                yield return second;
            }
        }
    }
}

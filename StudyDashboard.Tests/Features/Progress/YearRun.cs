using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>A random year of one student: what is done to the product is noted in a <see cref="ReferenceYear"/>, too.</summary>
internal sealed partial class YearRun : IDisposable
{
    private static readonly string[] Subjects = ["Algebra", "Anatomy", ""];
    private static readonly SessionKind[] Kinds = [SessionKind.Theory, SessionKind.Practice, SessionKind.Test];

    private readonly Random _random;
    private readonly Queue<Func<Task>> _deck = [];
    private readonly DateTime _start;
    private (string Zone, int DayStart) _place;
    private int _dealt;

    public YearRun(int seed, string zone, int dayStart, DateTime start)
    {
        (_random, _place, _start) = (new Random(seed), (zone, dayStart), start);
        Study = new StudyFixture(zone, dayStart);
        Study.Clock.SetUtc(start);
    }

    public StudyFixture Study { get; }

    public ReferenceYear Year { get; } = new();

    /// <summary>How often each kind of step was done.</summary>
    public Dictionary<string, int> Done { get; } = [];

    public bool IsOver => Study.Clock.UtcNow >= _start.AddDays(365) && _deck.Count == 0;

    public DateOnly Today => Year.DayOf(_place, Now);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private long Now => new DateTimeOffset(Study.Clock.UtcNow).ToUnixTimeSeconds();

    public async Task BeginAsync()
    {
        await AddClassAsync();
        for (var goal = 0; goal < 8; goal++)
        {
            await AddGoalAsync();
        }
    }

    public async Task StepAsync()
    {
        // Nobody studies for a day on end: with a timer the next step is near, without it is some hours or days away.
        var hours = Year.Running is not null ? _random.Next(1, 90) / 60.0 : _random.Next(3) > 0 ? _random.Next(1, 1200) / 60.0 : _random.Next(20, 220);
        Study.Clock.Advance(TimeSpan.FromSeconds((int)(hours * 3600) + _random.Next(60)));
        if (_deck.Count == 0)
        {
            Deal();
        }
        await _deck.Dequeue()();
    }

    public void Dispose() => Study.Dispose();

    /// <summary>All kinds of steps, shuffled; a year has room for some such decks, so that each kind comes up.</summary>
    private void Deal()
    {
        (int Times, Func<Task> Step)[] kinds =
        [
            (5, StartAsync), (6, PauseAsync), (9, ResumeAsync), (5, FinishAsync), (4, AddAsync), (2, AddLongAgoAsync), (2, AddLengthAsync), (3, SitAsync),
            (2, ImportAsync), (1, AttendAsync), (1, TakeQuizAsync), (4, EditAsync), (2, SplitAsync), (2, MergeAsync), (4, DeleteAsync), (2, RestoreAsync), (1, BulkAsync), (5, UndoAsync),
            (2, PlanAsync), (2, StartPlannedAsync), (2, SkipAsync), (1, AddUnknownAsync),
            (2, EditPlanAsync), (2, KnowAsync), (3, AssignCodeAsync), (1, AssignSessionsAsync), (2, ActivateAsync),
            (2, AddGoalAsync), (2, EditGoalAsync), (3, PauseGoalAsync), (5, ResumeGoalAsync), (1, ArchiveGoalAsync), (3, UnarchiveGoalAsync), (2, DeleteGoalAsync), (4, RestoreGoalAsync),
            (3, CountAsync), (2, UncountAsync), (1, SetRewardsAsync), (3, FreezeAsync), (4, ThawAsync), (1, MoveAsync),
        ];
        var cards = kinds.SelectMany(k => Enumerable.Repeat(k.Step, k.Times)).ToArray();
        _random.Shuffle(cards);
        List<Func<Task>> deck = [.. cards];
        if (_dealt is 0 or 1)
        {
            // Before the first plan, some sessions of none; the second waits beside it.
            deck.Insert(15, AddPlanAsync);
        }
        if (_dealt == 1)
        {
            deck.Insert(_random.Next(10, 50), StudyHardAsync);
        }
        deck.ForEach(_deck.Enqueue);
        _dealt++;
    }

    private void Note(string what) => Done[what] = Done.GetValueOrDefault(what) + 1;

    private static async Task<Profile> StudentAsync(StudyFixture study) =>
        (await study.Get<ProfileService>().GetAsync(study.StudentId, Token))! with { Roles = [Roles.Student] };

    private T? Any<T>(IEnumerable<T> things)
        where T : class
    {
        var some = things.ToList();
        return some.Count == 0 ? null : some[_random.Next(some.Count)];
    }

    private static DateTime At(long second) => DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime;

    private static long SecondOf(DateTime utc) => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeSeconds();
}

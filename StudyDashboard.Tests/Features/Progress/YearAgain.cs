using StudyDashboard.Features.Review;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>
/// The year once more in a fresh database: what was set is set again in its order (and the quizzes are taken again, whose counters depend on it);
/// the sessions that are left at the end come in any order, each as it was in the end.
/// </summary>
internal sealed class YearAgain(YearRun run, int seed, string zone, int dayStart) : IDisposable
{
    private readonly Random _random = new(seed);

    public StudyFixture Study { get; } = new(zone, dayStart);

    public ReferenceYear Year { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task RecordAsync()
    {
        foreach (var (at, act) in run.Settings)
        {
            Study.Clock.SetUtc(at);
            await act(Study);
        }
        Study.Clock.SetUtc(run.Study.Clock.UtcNow);
        Year.TakeOver(run.Year);
        await QuizzesAsync();
        var facts = run.Year.Live.Where(f => f.Source != SessionSource.Quiz && f.Status != SessionStatus.InProgress).ToArray();
        _random.Shuffle(facts);
        // Where neither day nor start tells two apart, the one that came first stays the first.
        var order = facts.Select(f => f.Id).ToArray();
        foreach (var same in facts.GroupBy(f => (f.GivenDay, f.Start)).Where(g => g.Count() > 1).ToList())
        {
            var places = same.Select(f => Array.IndexOf(order, f.Id)).Order().ToList();
            foreach (var (fact, place) in same.OrderBy(f => f.Id).Zip(places).ToList())
            {
                facts[place] = fact;
            }
        }
        for (var done = 0; done < facts.Length;)
        {
            var some = facts.Skip(done).Take(_random.Next(1, 12)).ToList();
            await AddAsync(some);
            done += some.Count;
        }
    }

    public void Dispose() => Study.Dispose();

    /// <summary>Written as an undo writes: what these sessions say was allowed when it was said, whatever the plans know by now.</summary>
    private Task<Recording<T>> WriteAsync<T>(Func<SessionBook, Task<T>> write) => Recorded(Study.Get<SessionRecorder>().RecordAsync<T>(
        Study.StudentId, ChangeVerb.Undo, async book => await write(book), Token));

    private static async Task<Recording<T>> Recorded<T>(Task<StudyDashboard.Infrastructure.Outcome<Recording<T>>> recording)
    {
        var recorded = await recording;
        Assert.Null(recorded.Refusal);
        return recorded.Value;
    }

    private async Task AddAsync(IReadOnlyList<YearFact> facts)
    {
        var added = await WriteAsync(async book =>
        {
            var made = facts.Select(Made).ToList();
            made.ForEach(m => book.Add(m));
            foreach (var day in facts.Where(f => f.Sitting is not null).Select(f => run.Year.DayOf(f.Place, f.Start)).Where(d => run.Year.Rewards.Clear.Contains(d) && Year.Rewards.Clear.Add(d)))
            {
                book.Context.Add(new ClearDay(Study.StudentId, day));
            }
            await Task.CompletedTask;
            return made;
        });
        foreach (var (fact, session) in facts.Zip(added.Value))
        {
            Year.Facts[session.Id] = fact with { Id = session.Id };
        }
    }

    private StudySession Made(YearFact fact)
    {
        var calendar = StudyCalendar.For(fact.Place.Zone, fact.Place.DayStart);
        var about = AboutOf(fact);
        StudySession session;
        if (fact.PlannedDay is { } planned)
        {
            session = StudySession.Planned(Study.StudentId, about, planned, null, 30, calendar);
            if (fact.Status != SessionStatus.Completed)
            {
                if (fact.Status == SessionStatus.Skipped)
                {
                    session.Skip();
                }
                return session;
            }
            session.StartPlanned(TimerPlan.Stopwatch, calendar, At(fact.Start));
            session.Finish(At(fact.End));
        }
        else
        {
            session = fact.GivenDay is { } day
                ? StudySession.CompletedByDuration(Study.StudentId, about, fact.Source, null, calendar, day, fact.GivenSeconds)
                : StudySession.Completed(Study.StudentId, about, fact.Source, null, calendar, At(fact.Start), At(fact.End));
        }
        if (fact.Still.Count > 0)
        {
            // Seconds one after another are one pause.
            var pauses = fact.Still.Order().Select((second, i) => (second, Run: second - i)).GroupBy(s => s.Run, s => s.second);
            session.SetPauses(pauses.Select(p => (new Interval(At(p.Min()), At(p.Max() + 1)), PauseReason.Pause)));
            session.Settle([]);
        }
        if (fact.Sitting is { } sitting)
        {
            session.SetSitting(
                [.. sitting.GroupBy(s => (Day: run.Year.DayOf(fact.Place, s), run.Year.LocalOf(fact.Place, s).Hour)).Select(g => new SessionHour(g.Key.Day, g.Key.Hour, g.Count()))], fact.Cards);
        }
        session.Rate(fact.Answered, fact.Correct, null);
        return session;
    }

    /// <summary>The quizzes are there again; those deleted go, and each is of the plan that it was of in the end.</summary>
    private async Task QuizzesAsync()
    {
        var quizzes = run.Year.Facts.Values.Where(f => f.Source == SessionSource.Quiz).OrderBy(f => f.Id).ToList();
        var ids = (await WriteAsync(async book =>
        {
            var sessions = await book.FetchAsync(s => s.Source == SessionSource.Quiz, deletedToo: true, Token);
            foreach (var (fact, session) in quizzes.Zip(sessions.OrderBy(s => s.Id)))
            {
                session.Describe(AboutOf(fact));
            }
            return sessions.Select(s => s.Id).Order().ToList();
        })).Value;
        Assert.Equal(quizzes.Count, ids.Count);
        foreach (var (fact, id) in quizzes.Zip(ids))
        {
            Year.Facts[id] = fact with { Id = id };
        }
        var gone = Year.Facts.Values.Where(f => f.Deleted).Select(f => f.Id).ToList();
        if (gone.Count > 0)
        {
            Assert.Null((await Study.Get<LogService>().DeleteAsync(Study.StudentId, gone, Token)).Refusal);
        }
        await using var context = Study.Context();
        Year.Rewards.Clear.UnionWith(context.Set<ClearDay>().Select(d => d.StudyDay));
    }

    private static SessionAbout AboutOf(YearFact fact) => new()
    {
        Kind = fact.Kind, Subject = fact.Subject, ClassId = fact.ClassId == 0 ? null : fact.ClassId, PlanId = fact.PlanId == 0 ? null : fact.PlanId, DomainCode = fact.Code.Length == 0 ? null : fact.Code,
    };

    private static DateTime At(long second) => DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime;
}

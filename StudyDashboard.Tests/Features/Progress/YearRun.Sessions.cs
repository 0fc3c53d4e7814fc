using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Features.Progress;

/// <content>New sessions: by timer, typed, planned, imported, attended.</content>
internal sealed partial class YearRun
{
    private async Task StartAsync()
    {
        var about = About();
        var started = await Study.Get<TimerService>().StartAsync(Study.StudentId, new StartTimer { About = about }, Token);
        Assert.Equal(Year.Running is not null, started.Refusal is not null);
        if (started.Refusal is null)
        {
            Applied("start", started.Value.ChangeId, New(started.Value.Value.Id, about, SessionSource.Timer) with { Status = SessionStatus.InProgress, Start = Now });
        }
    }

    private async Task PauseAsync()
    {
        if (Year.Running is { StillSince: null } running)
        {
            var paused = await Study.Get<TimerService>().PauseAsync(Study.StudentId, running.Id, Token);
            Applied("pause", paused.Value.ChangeId, running with { StillSince = Now });
        }
    }

    private async Task ResumeAsync()
    {
        if (Year.Running is { StillSince: not null } running)
        {
            var resumed = await Study.Get<TimerService>().ResumeAsync(Study.StudentId, running.Id, Token);
            Applied("resume", resumed.Value.ChangeId, running.Close(Now));
        }
    }

    private async Task FinishAsync()
    {
        if (Year.Running is { } running)
        {
            // One that was forgotten, or that an undo brought back days later, is ended back.
            var end = Now - running.Start > 6 * 3600 ? running.Start + _random.Next(1, 5 * 3600) : Now;
            var (answered, correct) = Answers(12);
            var finished = await Study.Get<TimerService>().FinishAsync(Study.StudentId, running.Id, new FinishTimer(answered, correct, EndedAt: end == Now ? null : At(end)), Token);
            Applied("finish", finished.Value.ChangeId, running.Close(Math.Max(end, running.StillSince ?? 0)) with
            {
                Status = SessionStatus.Completed, End = end, Answered = answered, Correct = correct, Still = [.. running.Close(end).Still.Where(s => s < end)],
            });
        }
    }

    private Task AddAsync() => TypeAsync("add", Now - _random.Next(0, 200_000));

    private Task AddLongAgoAsync() => TypeAsync("add long ago", Now - _random.Next(200_000, 200 * 86_400));

    private Task TypeAsync(string what, long end) => TypeAsync(what, end - _random.Next(0, 5400), end, Answers(25));

    private async Task TypeAsync(string what, long start, long end, (int Answered, int Correct) answers)
    {
        var entry = Typed(About(), start, end, answers);
        var added = await Study.Get<LogService>().AddAsync(Study.StudentId, entry, Token);
        Assert.Null(added.Refusal);
        Applied(what, added.Value.ChangeId, Retimed(New(added.Value.Value.Id, entry.About, SessionSource.Manual), start, end) with { Answered = answers.Answered, Correct = answers.Correct });
    }

    private async Task AddLengthAsync()
    {
        var (about, (answered, correct)) = (About(), Answers(12));
        var entry = new SessionEntry { About = about, Day = Today.AddDays(-_random.Next(0, 60)), NetSeconds = _random.Next(0, 5400), QuestionsAnswered = answered, CorrectAnswers = correct };
        var added = await Study.Get<LogService>().AddAsync(Study.StudentId, entry, Token);
        Applied("add a length", added.Value.ChangeId, New(added.Value.Value.Id, about, SessionSource.Manual) with
        {
            GivenDay = entry.Day, GivenSeconds = entry.NetSeconds!.Value, Answered = answered, Correct = correct,
        });
    }

    private async Task AddUnknownAsync()
    {
        var entry = Typed(About() with { DomainCode = "NOSUCH" }, Now - 600, Now, (0, 0));
        if (Year.Active is not null)
        {
            Assert.Equal(RefusalKind.Invalid, (await Study.Get<LogService>().AddAsync(Study.StudentId, entry, Token)).Refusal?.Kind);
            Note("unknown code");
        }
    }

    private async Task SitAsync()
    {
        var end = Now - _random.Next(0, 20_000);
        await SitAsync(end - _random.Next(60, 2400), end, _random.Next(1, 30), _random.Next(3) == 0);
    }

    /// <summary>A review sitting: its net is what its answers took, each in the hour of its time.</summary>
    private async Task SitAsync(long start, long end, int cards, bool isClear)
    {
        var seconds = YearFact.Range(start, end).Where(s => (s - start) % 100 < 60).ToList();
        var hours = seconds.GroupBy(s => (Year.DayOf(_place, s), Year.LocalOf(_place, s).Hour)).Select(g => new SessionHour(g.Key.Item1, g.Key.Hour, g.Count())).ToList();
        var day = Year.DayOf(_place, start);
        var about = About() with { Kind = SessionKind.VocabularyReview, DomainCode = null };
        var recorded = await RecordAsync(ChangeVerb.Add, async book =>
        {
            if (isClear && Year.Rewards.Clear.Add(day))
            {
                book.Context.Add(new ClearDay(Study.StudentId, day));
            }
            var session = StudySession.Completed(Study.StudentId, about, SessionSource.Review, null, StudyCalendar.For(_place.Zone, _place.DayStart), At(start), At(end));
            session.SetSitting(hours, cards);
            return session;
        });
        Applied("sit", recorded.ChangeId, New(recorded.Value.Id, about, SessionSource.Review) with { Start = start, End = end, Sitting = seconds, Cards = cards });
    }

    private async Task ImportAsync()
    {
        var end = Now - _random.Next(0, 90 * 86_400);
        var (start, (answered, correct)) = (end - _random.Next(60, 5400), Answers(12));
        var about = About() with { DomainCode = _random.Next(3) == 0 ? null : _random.Next(2) == 0 ? "OLDSURG" : "OLDPAR" };
        var recorded = await RecordAsync(ChangeVerb.Import, async book =>
        {
            var session = StudySession.Completed(Study.StudentId, about, SessionSource.Import, null, StudyCalendar.For(_place.Zone, _place.DayStart), At(start), At(end));
            session.Rate(answered, correct, null);
            return session;
        });
        Applied("import", recorded.ChangeId, New(recorded.Value.Id, about, SessionSource.Import) with { Start = start, End = end, Answered = answered, Correct = correct });
    }

    private Task AttendAsync() => AttendAsync(Now - 3600, Now);

    private async Task AttendAsync(long start, long end)
    {
        var about = new SessionAbout { Kind = SessionKind.Lesson, Subject = Subjects[0] };
        var recorded = await RecordAsync(ChangeVerb.Lesson, async book => StudySession.Completed(
            Study.StudentId, about, SessionSource.Lesson, null, StudyCalendar.For(_place.Zone, _place.DayStart), At(start), At(end)));
        Applied("attend", recorded.ChangeId, New(recorded.Value.Id, about, SessionSource.Lesson) with { Start = start, End = end });
    }

    private async Task PlanAsync()
    {
        var about = About();
        var day = Today.AddDays(_random.Next(-3, 8));
        var planned = await Study.Get<SessionPlanner>().PlanAsync(Study.StudentId, new PlannedSession(about, day, null, 30), Token);
        Applied("plan", planned.Value.ChangeId, New(planned.Value.Value.Id, about, SessionSource.Manual) with { Status = SessionStatus.Planned, PlannedDay = day });
    }

    private async Task StartPlannedAsync()
    {
        if (Year.Running is null && Any(Year.Live.Where(f => f.Status == SessionStatus.Planned)) is { } planned)
        {
            await StartPlannedAsync(planned);
        }
    }

    private async Task StartPlannedAsync(YearFact planned)
    {
        var started = await Study.Get<TimerService>().StartAsync(Study.StudentId, new StartTimer { About = About(), PlannedSessionId = planned.Id }, Token);
        Assert.Null(started.Refusal);
        Applied("start as planned", started.Value.ChangeId, planned with { Status = SessionStatus.InProgress, Source = SessionSource.Timer, Start = Now, Place = _place });
    }

    private async Task SkipAsync()
    {
        if (Any(Year.Live.Where(f => f.Status == SessionStatus.Planned)) is { } planned)
        {
            var skipped = await Study.Get<SessionPlanner>().SkipAsync(Study.StudentId, planned.Id, Token);
            Applied("skip", skipped.Value.ChangeId, planned with { Status = SessionStatus.Skipped });
        }
    }

    private async Task<Recording<StudySession>> RecordAsync(ChangeVerb verb, Func<SessionBook, Task<StudySession>> make)
    {
        var recorded = await Study.Get<SessionRecorder>().RecordAsync<StudySession>(Study.StudentId, verb, async book => book.Add(await make(book)), Token);
        Assert.Null(recorded.Refusal);
        return recorded.Value;
    }

    private SessionAbout About() => new()
    {
        Kind = Kinds[_random.Next(3)],
        Subject = Subjects[_random.Next(3)],
        ClassId = _random.Next(4) == 0 ? _class : null,
        DomainCode = _random.Next(3) == 0 ? null : KnownCode(),
    };

    /// <summary>A code that can be typed now: of the active plan, one that it knows besides, or in small letters.</summary>
    private string KnownCode()
    {
        var known = Year.Active is { } plan ? plan.Domains.Select(d => d.Code).Concat(plan.Domains.Select(d => d.Code)).Concat(plan.Aliases.Keys) : ["SURG", "PROTH"];
        var code = Any(known)!;
        return _random.Next(6) == 0 && Year.Active is not null ? code.ToLowerInvariant() : code;
    }

    private (int Answered, int Correct) Answers(int most)
    {
        var answered = _random.Next(3) == 0 ? 0 : _random.Next(1, most + 1);
        return (answered, _random.Next(2) == 0 ? answered : _random.Next(answered + 1));
    }

    private YearFact New(int id, SessionAbout about, SessionSource source)
    {
        var (plan, code) = Joined(about.DomainCode ?? "");
        return new YearFact
        {
            Id = id, Kind = about.Kind, Source = source, Status = SessionStatus.Completed, Place = _place, Subject = about.Subject ?? "", ClassId = about.ClassId ?? 0, PlanId = plan, Code = code,
        };
    }

    /// <summary>A code belongs to the active plan; what the plan knows is written as the plan writes it.</summary>
    private (int Plan, string Code) Joined(string code) => code.Length == 0 || Year.Active is not { } plan ? (0, code) : (plan.Id, plan.Resolve(code)?.Code ?? code);

    private static YearFact Retimed(YearFact fact, long start, long end) =>
        fact with { Start = start, End = end, GivenDay = null, GivenSeconds = 0, Still = [.. fact.Still.Where(s => s >= start && s < end)] };

    private static SessionEntry Typed(SessionAbout about, long start, long end, (int Answered, int Correct) answers) => new()
    {
        About = about, StartedAt = At(start), EndedAt = At(end), QuestionsAnswered = answers.Answered, CorrectAnswers = answers.Correct, Fix = OverlapFix.KeepBoth,
    };
}

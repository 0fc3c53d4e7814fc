using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Demo;

/// <summary>
/// Makes believable sessions of a persona up to now. A day follows from persona and date alone, so the same date gives the same
/// history; sessions never overlap and none lies ahead of now.
/// </summary>
public sealed class StudyHistory(Persona persona, HistoryOwner owner)
{
    private const int PlannedBackDays = 27;

    private readonly SessionScript _script = new(persona, owner);
    private readonly StudyCalendar _calendar = owner.Calendar;
    private readonly DateOnly _today = owner.Today;

    /// <summary>All of it: what was studied, what was planned and skipped, what is planned.</summary>
    public IEnumerable<StudySession> Sessions()
    {
        for (var day = _today.AddDays(-persona.Days); day < _today; day = day.AddDays(1))
        {
            foreach (var session in Day(day))
            {
                yield return session;
            }
        }
        foreach (var session in Today().Concat(new StudyPlans(persona, owner).Sessions()))
        {
            yield return session;
        }
    }

    private IEnumerable<StudySession> Day(DateOnly day)
    {
        var random = persona.ChancesOf(day);
        var blocks = Blocks(day, random);
        if (blocks > 0 && random.NextDouble() < persona.Cards)
        {
            yield return _script.Cards(At(day, 7, 5 + random.Next(50)), random);
        }
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var cursor = weekend ? At(day, 10, random.Next(80)) : At(day, 15, 40 + random.Next(70));
        var last = At(day, persona.ForgotTimer && day == _today.AddDays(-2) ? 19 : 21, 30);
        for (var i = 0; i < blocks && cursor < last; i++)
        {
            var minutes = Minutes(day, random);
            var session = _script.Session(cursor.AddSeconds(random.Next(60)), minutes, IsPlanned(day, random), random);
            yield return session;
            cursor = Clock.Later(cursor, session.EndedAt ?? cursor.AddMinutes(minutes)).AddMinutes(random.Next(12, weekend ? 150 : 55));
        }
        var late = At(day, 23, 5 + random.Next(30));
        if (blocks > 0 && random.NextDouble() < persona.Nights && cursor < late && day < _today.AddDays(-1))
        {
            yield return _script.Session(late, random.Next(60, 95), false, random);
        }
    }

    /// <summary>What a day of the plan comes to so far: what ended, and one session that ended a little while ago.</summary>
    private IEnumerable<StudySession> Today()
    {
        var latest = owner.NowUtc.AddMinutes(-78);
        var free = _calendar.StartOf(_today);
        foreach (var session in Day(_today).TakeWhile(s => s.EndedAt is not null && s.EndedAt < latest.AddMinutes(-10)))
        {
            free = session.EndedAt!.Value;
            yield return session;
        }
        if (persona.Streak > 0 && latest > free && _calendar.LocalOf(latest).Hour >= 6)
        {
            yield return _script.Session(latest, 43, false, persona.ChancesOf(_today.AddDays(1)));
        }
    }

    private int Blocks(DateOnly day, Random random)
    {
        var (chance, off) = (random.NextDouble(), random.NextDouble());
        var streakFrom = _today.AddDays(-persona.Streak - (persona.Streak / 6));
        var recent = persona.Streak > 0 && day > streakFrom;
        if (persona.Streak > 0 && day == streakFrom)
        {
            return 0;
        }
        var expected = persona.Rhythm[(int)day.DayOfWeek];
        if (!recent && ((persona.IsHoliday(day) && off < 0.92) || off < 0.05))
        {
            return 0;
        }
        expected *= persona.IsExamPhase(day) ? 1.5 : 1;
        var blocks = (int)(expected + chance);
        return recent && day.DayOfWeek != persona.RestDay ? Math.Max(blocks, 1) : blocks;
    }

    private int Minutes(DateOnly day, Random random) =>
        Math.Clamp((int)(persona.Minutes * (0.55 + (0.9 * random.NextDouble())) * (persona.IsExamPhase(day) ? 1.25 : 1)), 12, 120);

    private bool IsPlanned(DateOnly day, Random random) =>
        persona.Plans && random.NextDouble() < 0.85 && day >= _today.AddDays(-PlannedBackDays);

    private DateTime At(DateOnly day, int hour, int minute) =>
        _calendar.InstantOf(day.ToDateTime(default).AddHours(hour).AddMinutes(minute));
}

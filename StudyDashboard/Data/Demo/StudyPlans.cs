using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Data.Demo;

/// <summary>What a persona has planned: the next two weeks, something for today, something late, and what was skipped.</summary>
internal sealed class StudyPlans(Persona persona, HistoryOwner owner)
{
    private const int Ahead = 14;
    private const int Back = 24;

    public IEnumerable<StudySession> Sessions()
    {
        if (!persona.Plans)
        {
            yield break;
        }
        for (var day = owner.Today.AddDays(-Back); day <= owner.Today.AddDays(Ahead); day = day.AddDays(1))
        {
            var random = new Random((persona.Seed * 7_919) + day.DayNumber);
            var chance = random.NextDouble();
            if (day < owner.Today.AddDays(-1) && chance < 0.12)
            {
                var skipped = Planned(day, random);
                skipped.Skip();
                yield return skipped;
            }
            else if (day == owner.Today.AddDays(-1) || day == owner.Today || (day > owner.Today && day.DayOfWeek != persona.RestDay && chance < 0.75))
            {
                yield return Planned(day, random);
            }
        }
    }

    private StudySession Planned(DateOnly day, Random random)
    {
        var subject = persona.SubjectFor(random);
        var kind = subject.Kinds[random.Next(subject.Kinds.Count)];
        var time = new TimeOnly(16 + random.Next(4), 15 * random.Next(4));
        // Nothing of today is planned for an hour that has passed.
        var timed = random.Next(4) > 0 && (day != owner.Today || day.ToDateTime(time) > owner.Calendar.LocalOf(owner.NowUtc));
        return StudySession.Planned(owner.StudentId, subject.About(kind), day, timed ? time : null, 15 * random.Next(2, 5), owner.Calendar);
    }
}

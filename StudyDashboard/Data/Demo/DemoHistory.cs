using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Data.Demo;

/// <summary>The study sessions of the demo's students.</summary>
internal sealed class DemoHistory : IDemoPart
{
    private static readonly TimeSpan HeardOf = TimeSpan.FromMinutes(54);

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        foreach (var person in DemoPeople.All.Where(p => p.History is not null))
        {
            var owner = new HistoryOwner(world.IdOf(person.Email), world.CalendarOf(person.Email), world.NowUtc);
            await BulkSessions.WriteAsync(world.Context, new StudyHistory(person.History!, owner).Sessions(), cancellationToken);
            if (person.History!.ForgotTimer)
            {
                Forget(world.Context, owner, person.History);
            }
        }
    }

    /// <summary>A timer that nobody stopped two days ago; its page was last heard of within the hour.</summary>
    private static void Forget(StudyDbContext context, HistoryOwner owner, Persona persona)
    {
        var start = owner.Calendar.InstantOf(owner.Today.AddDays(-2).ToDateTime(new TimeOnly(21, 40)));
        var session = StudySession.Start(
            owner.StudentId, persona.Subjects[0].About(SessionKind.Theory), TimerPlan.Stopwatch, null, owner.Calendar, start);
        session.Forget();
        session.CountVersion();
        context.Add(session).Property(s => s.LastHeartbeatAt).CurrentValue = start + HeardOf;
    }
}

using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>How long a Flowtime break is meant to be, after how much work.</summary>
public static class FlowtimeBreak
{
    /// <summary>5 minutes after up to 25 of work since the last break, 8 up to 50, 10 up to 90, then 15: the steps in common use.</summary>
    /// <returns>Seconds.</returns>
    public static int SecondsAfter(StudySession session, DateTime nowUtc)
    {
        var since = session.Pauses.Where(p => p.Reason == PauseReason.Break && p.EndedAt is not null).Select(p => p.EndedAt!.Value)
            .Append(session.StartedAt!.Value).Max();
        var worked = new Interval(since, nowUtc)
            .Without(session.Pauses.Select(p => new Interval(p.StartedAt, p.EndedAt ?? nowUtc))).Sum(i => i.Seconds) / 60;
        return 60 * (worked < 25 ? 5 : worked < 50 ? 8 : worked < 90 ? 10 : 15);
    }
}

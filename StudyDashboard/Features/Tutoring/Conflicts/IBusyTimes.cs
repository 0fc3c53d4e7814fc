using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Conflicts;

/// <summary>Times at which a person is not free, from elsewhere than their lessons. A feature joins by registering one.</summary>
public interface IBusyTimes
{
    /// <summary>Those that share time with a span.</summary>
    Task<IReadOnlyList<BusyTime>> BetweenAsync(int personId, Interval span, CancellationToken cancellationToken);
}

/// <summary>A time at which someone is not free.</summary>
/// <param name="Span">From when to when.</param>
/// <param name="Title">What it is, for the person themselves.</param>
public sealed record BusyTime(Interval Span, string Title);

using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Schedule.Layers;

/// <summary>
/// Something besides lessons that a schedule shows, which its viewer switches on and off. A feature joins by registering one: study,
/// exams, reviews due, imported calendars.
/// </summary>
public interface IScheduleLayer
{
    /// <summary>A word that names it for good: what a person has switched off is kept under it.</summary>
    string Key { get; }

    /// <summary>Its name in the reader's language.</summary>
    string Name { get; }

    /// <summary>Whether it is there for someone.</summary>
    bool IsFor(Profile viewer);

    /// <summary>What shares time with a span, of the viewer's own.</summary>
    Task<IReadOnlyList<LayerItem>> BetweenAsync(Profile viewer, Interval span, CancellationToken cancellationToken);
}

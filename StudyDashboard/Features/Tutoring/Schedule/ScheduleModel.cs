using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Schedule.Layers;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>What a schedule page shows.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Today">The viewer's date.</param>
/// <param name="NowUtc">The instant of the reading.</param>
/// <param name="Items">All of the shown layers.</param>
/// <param name="Closed">The viewer's closed periods that reach into the days.</param>
/// <param name="People">Whom the viewer can choose among: a tutor's students, a guardian's children.</param>
/// <param name="Layers">The layers that are there for the viewer.</param>
/// <param name="Offered">The hours that the viewer offers as a tutor.</param>
/// <param name="NeedsClosing">How many lessons are over and want to be closed.</param>
public sealed record ScheduleModel(
    DateOnly First, DateOnly Last, DateOnly Today, DateTime NowUtc, IReadOnlyList<LayerItem> Items, IReadOnlyList<ClosedDays> Closed,
    IReadOnlyList<SchedulePerson> People, IReadOnlyList<LayerChoice> Layers, IReadOnlyList<OfferedHours> Offered, int NeedsClosing);

/// <summary>Days on which the viewer gives no lessons.</summary>
public sealed record ClosedDays(DateOnly First, DateOnly Last, string Name)
{
    public bool Contains(DateOnly day) => day >= First && day <= Last;
}

public sealed record SchedulePerson(int Id, string Name);

/// <summary>A layer and whether it is shown.</summary>
public sealed record LayerChoice(string Key, string Name, bool IsOn);

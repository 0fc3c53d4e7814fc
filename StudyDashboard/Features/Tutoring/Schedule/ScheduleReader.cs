using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>Reads what a schedule shows, for whoever looks: tutor, student or guardian.</summary>
public sealed class ScheduleReader(
    LessonReader lessons, IEnumerable<IScheduleLayer> layers, EnrollmentService enrollments, GuardianService guardians, ClosureService closures,
    OfferService offers, TimeProvider clock)
{
    /// <summary>The range of a query; too far ahead is refused.</summary>
    public async Task<Outcome<ScheduleModel>> ReadAsync(Profile viewer, ScheduleQuery query, CancellationToken cancellationToken)
    {
        var (now, zone) = (clock.NowUtc(), WallOf(viewer));
        var today = zone.DayOf(now);
        var (first, last) = query.Range(today, viewer.WeekOf);
        var span = new Interval(zone.StartOf(first), zone.StartOf(last.AddDays(1)));
        var choices = Choices(viewer);
        var rows = await lessons.BetweenAsync(viewer.Id, span.Start, span.End, query.Filter, cancellationToken);
        if (rows.Refusal is { } refusal)
        {
            return refusal;
        }
        var items = choices[0].IsOn ? LessonLayer.Items(viewer, rows.Value, now).ToList() : [];
        foreach (var layer in layers.Where(l => choices.Any(c => c.Key == l.Key && c.IsOn)))
        {
            items.AddRange(await layer.BetweenAsync(viewer, span, cancellationToken));
        }
        return new ScheduleModel(
            first, last, today, now, Clashes.Mark(items, viewer.Id, now), await ClosedAsync(viewer, first, last, cancellationToken),
            await PeopleAsync(viewer, cancellationToken), choices,
            viewer.IsTutor ? (await offers.OfAsync(viewer.Id, cancellationToken)).Hours : [], viewer.IsTutor ? (await lessons.NeedingCloseAsync(viewer.Id, cancellationToken)).DistinctBy(r => r.Block).Count() : 0);
    }

    /// <summary>Dates of the viewer's wall clock: a lesson at one in the night belongs to the date on the calendar, not to a study day.</summary>
    public static StudyCalendar WallOf(Profile viewer) => StudyCalendar.For(viewer.TimeZone, 0);

    /// <summary>The layers that are there for someone, lessons first.</summary>
    private List<LayerChoice> Choices(Profile viewer)
    {
        var hidden = viewer.Preferences.ScheduleHidden;
        return [new(LessonLayer.Word, ScheduleTexts.Layer_Lessons, !hidden.Contains(LessonLayer.Word)),
            .. layers.Where(l => l.IsFor(viewer)).Select(l => new LayerChoice(l.Key, l.Name, !hidden.Contains(l.Key)))];
    }

    private async Task<IReadOnlyList<ClosedDays>> ClosedAsync(Profile viewer, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        viewer.IsTutor
            ? [.. (await closures.OfAsync(viewer.Id, cancellationToken)).Where(c => c.First <= last && c.Last >= first).Select(c => new ClosedDays(c.First, c.Last, c.Name))]
            : [];

    private async Task<IReadOnlyList<SchedulePerson>> PeopleAsync(Profile viewer, CancellationToken cancellationToken)
    {
        var people = new List<SchedulePerson>();
        if (viewer.IsTutor)
        {
            people.AddRange((await enrollments.OfTutorAsync(viewer.Id, cancellationToken)).Select(e => new SchedulePerson(e.StudentId, e.Name)));
        }
        if (viewer.IsGuardian)
        {
            people.AddRange((await guardians.ChildrenAsync(viewer.Id, cancellationToken)).Select(c => new SchedulePerson(c.Id, c.Name)));
        }
        return [.. people.DistinctBy(p => p.Id)];
    }
}

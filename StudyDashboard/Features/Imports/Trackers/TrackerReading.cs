using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>Makes entries of the rows of a whole file: only all of them together say whose they are and how the dates are meant.</summary>
internal sealed class TrackerReading(ImportFile file, TrackerMap map, TrackerPlan plan)
{
    /// <summary>Fills the plan, or refuses the file when the map names somebody who is not in it.</summary>
    public Outcome<ImportPlan> Take(IReadOnlyList<TrackerRow> rows, Func<StudyCalendar, DateTime, DateOrder, TrackerClock> clockFor)
    {
        var (people, dates) = (new TrackerPeople(), new OpenDates());
        foreach (var row in rows.Where(r => !r.IsBlank))
        {
            people.Add(row.Person);
            dates.Add(row);
        }
        var chosen = people.Choose(map, file.Person, out var isUnknown);
        if (isUnknown)
        {
            return ImportService.Unreadable(TrackerTexts.Map_NoSuchUser.With(map.User, string.Join(", ", people.All.Take(20).Select(p => p.Person.Label))));
        }
        plan.TakenTogether = people.AreSeveral && chosen is null && map.User != TrackerMap.Everyone ? people.All.Count : 0;

        var clock = clockFor(file.Calendar, file.NowUtc, dates.Settle(map.DateOrder));
        foreach (var row in rows)
        {
            if (chosen is not null && row.Person.Key is { Length: > 0 } who && who != chosen)
            {
                plan.OfOthers++;
            }
            else if (row.IsBlank)
            {
                plan.WithoutLength++;
            }
            else if (clock.Read(row, out var reason) is { } time)
            {
                plan.Add(row, time);
            }
            else if (reason is null)
            {
                plan.WithoutLength++;
            }
            else
            {
                plan.Refusals.Add(row.Line, reason);
            }
        }
        plan.Asked = file.Asks ? Questions(people, dates, chosen) : null;
        return plan;
    }

    private TrackerQuestions Questions(TrackerPeople people, OpenDates dates, string? chosen) => new()
    {
        Answers = map.Choices with { User = people.AreSeveral ? chosen ?? TrackerMap.Everyone : map.Choices.User },
        Projects = plan.Projects,
        People = people.AreSeveral ? [.. people.All.Select(p => (p.Person.Key, p.Person.Label, p.Rows))] : [],
        OpenDate = dates is { IsOpen: true, Example: { } text, Meanings: { } meant } ? (text, meant.MonthFirst, meant.DayFirst) : null,
    };
}

using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers.SuperProductivity;

/// <summary>Makes entries of the days on which tasks were worked on.</summary>
internal sealed class BackupTime
{
    private readonly BackupFile _file;
    private readonly ILookup<string, BackupTask> _children;

    public BackupTime(BackupFile file)
    {
        _file = file;
        var links = file.Tasks.Values.Where(t => t.ParentId is not null).Select(t => (Parent: t.ParentId!, Child: t))
            .Concat(file.Tasks.Values.SelectMany(t => t.SubTaskIds.Where(file.Tasks.ContainsKey).Select(id => (Parent: t.Id, Child: file.Tasks[id]))));
        _children = links.Where(l => l.Child.Id != l.Parent).Distinct().ToLookup(l => l.Parent, l => l.Child);
    }

    /// <summary>Fills the plan with an entry for each task and day.</summary>
    public void Take(TrackerPlan plan, DateTime nowUtc)
    {
        var clock = new TrackerClock(StudyCalendar.For("UTC", 0), nowUtc, DateOrder.MonthFirst, hasEnd: false, hasClock: false);
        foreach (var task in _file.Tasks.Values)
        {
            // A parent's time is the sum of its sub-tasks, so it is counted with them.
            if (_children[task.Id].Any())
            {
                continue;
            }
            if (task.OnDays.Count == 0)
            {
                if (task.Spent >= 1000)
                {
                    plan.Refusals.Add(task.Place, TrackerTexts.Task_NoDay.With(TrackerClock.Shown(task.Title), Durations.Format((int)Math.Min(task.Spent / 1000, int.MaxValue))));
                }
                continue;
            }
            foreach (var (day, milliseconds) in task.OnDays)
            {
                Take(task, day, milliseconds, clock, plan);
            }
        }
    }

    private void Take(BackupTask task, string day, double? milliseconds, TrackerClock clock, TrackerPlan plan)
    {
        if (milliseconds is not { } length)
        {
            plan.Refusals.Add(task.Place, TrackerTexts.Task_NoNumber.With(TrackerClock.Shown(task.Title), TrackerClock.Shown(day)));
            return;
        }
        var seconds = (long)Math.Clamp(Math.Round(length / 1000, MidpointRounding.AwayFromZero), -1e9, 1e9);
        var row = new TrackerRow(task.Place)
        {
            Start = day, StartTime = "", End = "", EndTime = "", Duration = Durations.FormatClock((int)Math.Abs(seconds)).Insert(0, seconds < 0 ? "-" : ""), Break = "",
            Project = ProjectOf(task), Client = "", Task = "", Description = task.Title,
            Tags = string.Join('\n', TagsOf(task)), Person = default,
        };
        if (clock.Read(row, out var reason) is { } time)
        {
            // By its task and day alone: more time on the same day is the same entry, not a second one.
            plan.Add(row, time, $"{task.Id}\u001f{time.Day:O}");
        }
        else if (reason is null)
        {
            plan.WithoutLength++;
        }
        else
        {
            plan.Refusals.Add(row.Line, TrackerTexts.Task_Refused.With(TrackerClock.Shown(task.Title), reason));
        }
    }

    private string ProjectOf(BackupTask task) =>
        _file.Projects.GetValueOrDefault(task.ProjectId ?? "") is { Length: > 0 } own ? own
        : task.ParentId is { } parent && _file.Tasks.GetValueOrDefault(parent) is { } over ? _file.Projects.GetValueOrDefault(over.ProjectId ?? "") ?? "" : "";

    /// <summary>Its own tags, else those of the task that it is a part of.</summary>
    private IEnumerable<string> TagsOf(BackupTask task)
    {
        var own = Named(task.TagIds);
        return own.Count > 0 || task.ParentId is null ? own : Named(_file.Tasks.GetValueOrDefault(task.ParentId)?.TagIds ?? []);
    }

    private List<string> Named(IReadOnlyList<string> ids) => [.. ids.Select(id => _file.Tags.GetValueOrDefault(id) ?? "").Where(t => t.Length > 0)];
}

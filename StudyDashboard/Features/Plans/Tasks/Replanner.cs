using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Plans.Tasks;

/// <summary>A planned session of the plan that has not begun.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Version">Its version when it was read.</param>
/// <param name="Day">Its day.</param>
/// <param name="Time">Its time of day, if a person gave it one.</param>
/// <param name="Minutes">Its length.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Unwanted">Why it is not wanted any more, if it is not.</param>
public sealed record WaitingTask(int SessionId, int Version, DateOnly Day, TimeOnly? Time, int Minutes, SessionKind Kind, string Name, SkipReason? Unwanted = null);

/// <summary>Why a planned session would be skipped.</summary>
public enum SkipReason
{
    /// <summary>The plan has no such domain any more.</summary>
    DomainGone,

    /// <summary>Nothing is missing in its domain any more.</summary>
    Reached,

    /// <summary>There is no free time for it before the target day, or within four weeks.</summary>
    NoRoom,
}

/// <summary>What re-planning would do to a session: move it, or skip it for a reason.</summary>
public sealed record TaskMove(WaitingTask Task, DateOnly? To, SkipReason? Skip);

/// <summary>
/// Finds days for late sessions, and for those that no longer fit where they stand because the plan's target day or the weekly
/// availability changed. What still fits stays where it is; a session with a time of day, or beyond the days that are planned, was placed by a person and stays too.
/// </summary>
public static class Replanner
{
    /// <summary>Only what would change, by the session's day.</summary>
    /// <param name="tasks">All waiting sessions of the plan.</param>
    /// <param name="today">The student's study day.</param>
    /// <param name="lastDay">The last day that may be used: the day before the target, at most four weeks ahead.</param>
    /// <param name="target">The target day, or null.</param>
    /// <param name="availability">Minutes for study on each weekday, Sunday first.</param>
    /// <param name="taken">Minutes of a day that something else has.</param>
    public static IReadOnlyList<TaskMove> Propose(
        IReadOnlyList<WaitingTask> tasks, DateOnly today, DateOnly lastDay, DateOnly? target, IReadOnlyList<int> availability,
        IReadOnlyDictionary<DateOnly, int> taken)
    {
        var room = new Room(availability, taken);
        var moves = tasks.Where(t => t.Unwanted is not null).Select(t => new TaskMove(t, null, t.Unwanted)).ToList();
        var homeless = new List<WaitingTask>();
        foreach (var task in tasks.Where(t => t.Unwanted is null).OrderBy(t => t.Time is null).ThenBy(t => t.Day).ThenBy(t => t.SessionId))
        {
            var isInTime = task.Day >= today && !(task.Day >= target);
            if (isInTime && (task.Time is not null || task.Day > lastDay || room.Fits(task.Day, task.Minutes)))
            {
                room.Take(task.Day, task.Minutes);
            }
            else
            {
                homeless.Add(task);
            }
        }
        // What is late comes first, then what lost its place.
        foreach (var task in homeless.OrderBy(t => t.Day >= today).ThenBy(t => t.Day).ThenBy(t => t.SessionId))
        {
            var day = task.Day < today || task.Day >= target ? today : task.Day;
            while (day <= lastDay && !room.Fits(day, task.Minutes))
            {
                day = day.AddDays(1);
            }
            if (day <= lastDay)
            {
                room.Take(day, task.Minutes);
            }
            moves.Add(day <= lastDay ? new TaskMove(task, day, null) : new TaskMove(task, null, SkipReason.NoRoom));
        }
        return [.. moves.OrderBy(m => m.Task.Day).ThenBy(m => m.Task.SessionId)];
    }

    private sealed class Room(IReadOnlyList<int> availability, IReadOnlyDictionary<DateOnly, int> taken)
    {
        private readonly Dictionary<DateOnly, int> _used = taken.ToDictionary(t => t.Key, t => t.Value);

        /// <summary>A session that is longer than the whole day has still room on a day that is free.</summary>
        public bool Fits(DateOnly day, int minutes)
        {
            var whole = availability[(int)day.DayOfWeek];
            return whole > 0 && whole - _used.GetValueOrDefault(day) >= Math.Min(minutes, whole);
        }

        public void Take(DateOnly day, int minutes) => _used[day] = _used.GetValueOrDefault(day) + minutes;
    }
}

using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Demo;

/// <summary>A feature's part of the demo. Registering one class adds it; parts run in the order of their registration.</summary>
public interface IDemoPart
{
    /// <summary>Parts with a larger number come later; those with one number in the order of their registration.</summary>
    int Order => 0;

    /// <summary>Adds to <see cref="DemoWorld.Context"/>; saving at the end is not needed. Everything is relative to now.</summary>
    Task AddAsync(DemoWorld world, CancellationToken cancellationToken);
}

/// <summary>The demo in the making: its people are there, in one open transaction.</summary>
public sealed class DemoWorld(StudyDbContext context, IReadOnlyDictionary<string, (int Id, StudyCalendar Calendar)> people, DateTime nowUtc)
{
    public StudyDbContext Context { get; } = context;

    public DateTime NowUtc { get; } = nowUtc;

    /// <summary>The id of one of <see cref="DemoPeople"/>.</summary>
    public int IdOf(string email) => people[email].Id;

    public StudyCalendar CalendarOf(string email) => people[email].Calendar;

    /// <summary>The person's study day now.</summary>
    public DateOnly TodayOf(string email) => CalendarOf(email).DayOf(NowUtc);
}

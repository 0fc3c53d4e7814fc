using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Data.Seeding;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data;

/// <summary>The seeded history is a short cut past the recorder; it must come to the same rows.</summary>
public sealed class SeedHistoryTests : IDisposable
{
    private const int Sessions = 400;

    private static readonly StudyCalendar Calendar = StudyCalendar.For("Europe/Sofia", 4);

    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SeedHistory History => new(_study.Get<IDbContextFactory<StudyDbContext>>(), _study.Get<SessionRecorder>(), _study.Clock);

    [Fact]
    public async Task Seed_Rebuilt_ChangesNothing()
    {
        await History.WriteAsync(_study.StudentId, Calendar, Sessions, null, Token);

        var changed = await _study.Get<Rebuild>().RunAsync(Token);

        Assert.Equal(0, changed);
        await using var context = _study.Context();
        Assert.Equal(Sessions, await context.Days.SumAsync(d => d.Sessions, Token));
        Assert.Equal(await context.Sessions.SumAsync(s => s.NetSeconds, Token), await context.Days.SumAsync(d => d.NetSeconds, Token));
        Assert.False(await context.Sessions.AnyAsync(s => s.EndedAt > _study.Clock.UtcNow, Token));
    }

    [Fact]
    public async Task Seed_AgainstTheRecorder_HasTheSameTotals()
    {
        var other = _study.AddPerson("Other");
        await History.WriteAsync(_study.StudentId, Calendar, Sessions, null, Token);

        await _study.Get<SessionRecorder>().RecordAsync(other, ChangeVerb.Add, book =>
        {
            foreach (var session in Days().SelectMany(d => SeedDay.Of(
                other, Calendar, d.Day, Clock.Earlier(_study.Clock.UtcNow, Calendar.StartOf(d.Day.AddDays(1))), d.First, d.Count)))
            {
                book.Add(session);
            }
            return Task.FromResult<Outcome<bool>>(true);
        }, Token);

        await using var context = _study.Context();
        Assert.Equal(await Totals(context, other), await Totals(context, _study.StudentId));
    }

    public void Dispose() => _study.Dispose();

    /// <summary>The fixture's clock stands at 11:00 of a study day that begins at 04:00, so today takes part.</summary>
    private IEnumerable<(DateOnly Day, int First, int Count)> Days()
    {
        var firstDay = Calendar.DayOf(_study.Clock.UtcNow).AddDays(1 - SeedHistory.Days);
        return Enumerable.Range(0, SeedHistory.Days).Select(i => (firstDay.AddDays(i), i * Sessions / SeedHistory.Days, ((i + 1) * Sessions / SeedHistory.Days) - (i * Sessions / SeedHistory.Days)))
            .Where(d => d.Item3 > 0);
    }

    private static async Task<string> Totals(StudyDbContext context, int student)
    {
        var days = await context.Days.AsNoTracking().Where(d => d.StudentId == student).OrderBy(d => d.StudyDay).ToListAsync(Token);
        var hours = await context.Hours.AsNoTracking().Where(d => d.StudentId == student).OrderBy(d => d.StudyDay).ThenBy(h => h.Hour).ToListAsync(Token);
        var points = await context.Points.AsNoTracking().Where(d => d.StudentId == student).OrderBy(d => d.StudyDay).ThenBy(p => p.SessionId)
            .Select(p => new { p.StudyDay, p.Points }).ToListAsync(Token);
        Assert.NotEmpty(points);
        return string.Join('\n', [.. days.Select(d => $"{d with { StudentId = 0 }}"), .. hours.Select(h => $"{h with { StudentId = 0 }}"), .. points.Select(p => $"{p}")]);
    }
}

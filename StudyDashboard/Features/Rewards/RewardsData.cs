using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Rewards.Achievements;

namespace StudyDashboard.Features.Rewards;

/// <summary>Terms, points, freezes, achievements and the days they look at. The deletion of the person's row takes them along.</summary>
internal sealed class RewardsData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("reward_terms", "Settings of points and streak, each valid from a study day on.", () => context.RewardTerms.AsNoTracking()
            .Where(t => t.StudentId == personId).OrderBy(t => t.ValidFrom)
            .Select(t => new ArchivedTerms
            {
                ValidFrom = t.ValidFrom, PointsPerMinute = t.PointsPerMinute, DailyCap = t.DailyCap, ManualEarns = t.ManualEarns,
                StreakMinutes = t.StreakMinutes, RestDays = t.RestDays,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("points", "What each session earned; it follows from the sessions and the terms.", () => context.Points.AsNoTracking()
            .Where(p => p.StudentId == personId).OrderBy(p => p.SessionId)
            .Select(p => new { p.SessionId, p.StudyDay, p.Points }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("streak_freezes", "Days that you froze ahead.", () => context.Set<StreakFreeze>().AsNoTracking()
            .Where(f => f.StudentId == personId).OrderBy(f => f.StudyDay).Select(f => new ArchivedDay { StudyDay = f.StudyDay }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("achievements", "What you reached and when; it follows from the sessions.", () => context.Set<Achievement>().AsNoTracking()
            .Where(a => a.StudentId == personId).OrderBy(a => a.ReachedOn).ThenBy(a => a.Code).Select(a => new { a.Code, a.ReachedOn }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("review_clear_days", "Days on which you answered all cards that were due.", () => context.Set<ClearDay>().AsNoTracking()
            .Where(d => d.StudentId == personId).OrderBy(d => d.StudyDay).Select(d => new ArchivedDay { StudyDay = d.StudyDay }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}

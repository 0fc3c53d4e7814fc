using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Rewards;

/// <summary>Terms and points. The deletion of the person's row takes them along.</summary>
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
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Rewards;

internal static class RewardsFeature
{
    public static IServiceCollection AddRewards(this IServiceCollection services) => services
        .AddSingleton<ISessionConsequence, PointsConsequence>()
        .AddSingleton<ISessionConsequence, AchievementConsequence>()
        .AddSingleton<IDerivedDays, PointsDays>()
        .AddSingleton<IDerivedDays, AchievementDays>()
        .AddSingleton<AchievementReader>()
        .AddSingleton<RewardsReader>()
        .AddSingleton<StreakFreezes>()
        .AddSingleton<IDayShift, SkippedDays>()
        .AddSingleton<PointsService>()
        .AddSingleton<ILeaderboardFigure, ClassPoints>()
        .AddSingleton<RewardTermsService>()
        .AddSingleton<IDemoPart, RewardsDemo>()
        .AddSingleton<IPersonalData, RewardsData>()
        .AddSingleton<IArchivePart, RewardsArchive>()
        .AddSingleton<IArchivePart, RewardDaysArchive>()
        .AddSingleton<StreakService>();

    /// <summary>The days for which the ledger has lines.</summary>
    private sealed class PointsDays : IDerivedDays
    {
        public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
            await context.Points.Where(e => e.StudentId == studentId).Select(e => e.StudyDay)
                .Union(context.Set<PointsDay>().Where(d => d.StudentId == studentId).Select(d => d.StudyDay))
                .ToListAsync(cancellationToken);
    }
}

using StudyDashboard.Data;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>What studying earned in the range.</summary>
internal sealed class RewardsSection : IReportSection
{
    public int Order => 80;

    public Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var rewards = scope.Figures!.Rewards;
        return Task.FromResult(rewards is { LongestStreak: 0, Reached: [] } ? null : new ReportSection(
            "rewards", RewardTexts.Report_Title,
            [
                new ReportFigure("longest_streak", RewardTexts.Report_Streak, rewards.LongestStreak, FigureUnit.Count, RewardTexts.Report_StreakHow),
                new ReportFigure("achievements", RewardTexts.Report_Achievements, rewards.Reached.Count, FigureUnit.Count, RewardTexts.Report_AchievementsHow),
            ],
            rewards.Reached.Count == 0 ? [] :
            [
                new ReportTable("achievements", RewardTexts.Report_Achievements,
                    [new("achievement", RewardTexts.Report_Achievement, FigureUnit.Text), new("day", RewardTexts.Report_Day, FigureUnit.Text)],
                    [.. rewards.Reached.Select(a => (IReadOnlyList<object?>)[AchievementLabels.NameOf(a.Code), a.ReachedOn])]),
            ],
            []));
    }
}

using StudyDashboard.Texts;

namespace StudyDashboard.Features.Rewards.Achievements;

/// <summary>Achievements in words.</summary>
public static class AchievementLabels
{
    /// <summary>Its name; a code that is no longer known is its own name.</summary>
    public static string NameOf(string code) => RewardTexts.ResourceManager.GetString($"Achievement_{code}", RewardTexts.Culture) ?? code;

    /// <summary>What it takes.</summary>
    public static string HowOf(string code) => RewardTexts.ResourceManager.GetString($"How_{code}", RewardTexts.Culture) ?? "";
}

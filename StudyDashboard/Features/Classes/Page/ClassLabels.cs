using System.Globalization;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Page;

/// <summary>What is said of classes in words.</summary>
public static class ClassLabels
{
    public static string Day(DateOnly day) => day.ToString(AssignmentTexts.DayFormat, CultureInfo.CurrentCulture);

    public static string Percent(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    public static string Of(LeaderboardMetric metric) => LeaderboardTexts.ResourceManager.GetString($"Metric_{metric}", LeaderboardTexts.Culture) ?? metric.ToString();

    public static string Of(AssignmentLinkKind kind) => AssignmentTexts.ResourceManager.GetString($"Link_{kind}", AssignmentTexts.Culture) ?? kind.ToString();

    public static string Of(AssignmentStanding standing) => AssignmentTexts.ResourceManager.GetString($"Standing_{standing}", AssignmentTexts.Culture) ?? standing.ToString();

    /// <summary>"12 min", "69 %", "+5 min", "21 points".</summary>
    public static string Value(LeaderboardMetric metric, double value) => metric switch
    {
        LeaderboardMetric.Minutes => LeaderboardTexts.Value_Minutes.With(value),
        LeaderboardMetric.GoalPercent => LeaderboardTexts.Value_Percent.With(Math.Round(value, 1)),
        LeaderboardMetric.Improvement => LeaderboardTexts.Value_Improvement.With(value.ToString("+0;-0;0", CultureInfo.CurrentCulture)),
        _ => LeaderboardTexts.Value_Points.With(value),
    };

    /// <summary>"Mathematics · Vera Ilieva · 12 in it · until 3 May".</summary>
    public static string About(ClassRow row) => string.Join(" · ", new[]
    {
        row.Subject,
        row.Role switch { ClassRole.Owner => ClassTexts.Role_Owner, ClassRole.Teacher => ClassTexts.Role_Teacher, _ => row.Teacher ?? ClassTexts.NoTeacher },
        row.Role == ClassRole.Owner ? null : Plural.Of(ClassTexts.ResourceManager, "Members", row.Members),
        row.EndedOn is { } ended ? ClassTexts.Ended_On.With(Day(ended)) : null,
    }.OfType<string>());

    /// <summary>"Due Fri 3 May", "no day".</summary>
    public static string Due(DateOnly? due) => due is { } day ? AssignmentTexts.Due.With(Day(day)) : AssignmentTexts.Due_None;
}

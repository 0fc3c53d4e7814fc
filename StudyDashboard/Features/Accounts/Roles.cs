namespace StudyDashboard.Features.Accounts;

/// <summary>The roles; one person may hold several.</summary>
public static class Roles
{
    public const string Admin = "Admin";
    public const string Tutor = "Tutor";
    public const string Student = "Student";
    public const string Guardian = "Guardian";

    public static IReadOnlyList<string> All { get; } = [Admin, Tutor, Student, Guardian];
}

using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>Roles as people read them.</summary>
public static class RoleNames
{
    public static string Of(string role) => role switch
    {
        Roles.Admin => PeopleTexts.Role_Admin,
        Roles.Tutor => PeopleTexts.Role_Tutor,
        Roles.Student => PeopleTexts.Role_Student,
        Roles.Guardian => PeopleTexts.Role_Guardian,
        _ => role,
    };
}

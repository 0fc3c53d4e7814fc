using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Data.Demo;

/// <summary>Who is there in the demo. The sign-in page shows them; all share one password, which is why the demo listens on loopback only.</summary>
public static class DemoPeople
{
    public const string Password = "demo-password";

    public const string Student = "student@demo.local";
    public const string Tutor = "tutor@demo.local";
    public const string Guardian = "guardian@demo.local";
    public const string Admin = "admin@demo.local";
    public const string Jonas = "jonas@demo.local";
    public const string Aiko = "aiko@demo.local";
    public const string Leo = "leo@demo.local";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new(Student, "Mina Park", Roles.Student) { History = Personas.Mina },
        new(Tutor, "Vera Ilieva", Roles.Tutor),
        new(Guardian, "Sun Park", Roles.Guardian),
        new(Admin, "Ada Berg", Roles.Admin),
        new(Jonas, "Jonas Meyer", Roles.Student) { History = Personas.Jonas, DayStartHour = 0 },
        new(Aiko, "Aiko Tanaka", Roles.Student) { History = Personas.Aiko, TimeZone = "Asia/Tokyo" },
        new(Leo, "Leo Brandt", Roles.Student) { History = Personas.Leo },
    ];
}

/// <summary>Someone in the demo.</summary>
public sealed record DemoPerson(string Email, string Name, string Role)
{
    public Persona? History { get; init; }

    /// <summary>IANA name; the machine's zone unless given.</summary>
    public string? TimeZone { get; init; }

    public int DayStartHour { get; init; } = 4;
}

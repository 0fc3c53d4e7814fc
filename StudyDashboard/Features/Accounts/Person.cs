using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Accounts;

/// <summary>Someone who uses the product, or a student without an account yet whom a tutor has created.</summary>
public sealed class Person : IdentityUser<int>
{
    /// <summary>Longest display name.</summary>
    public const int MaxName = 80;

    public string DisplayName { get; private set; } = "";

    /// <summary>IANA name. It comes from here, never from the device.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>Wall-clock hour at which a new study day begins, 0 to 23.</summary>
    public int DayStartHour { get; private set; } = 4;

    public DayOfWeek FirstDayOfWeek { get; private set; } = DayOfWeek.Monday;

    /// <summary>Culture of texts, dates and numbers.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>All that a person sets and no derivation reads, in one JSON column.</summary>
    public Preferences Preferences { get; private set; } = new();

    public DateTime CreatedAt { get; private set; }

    /// <summary>When the first-visit steps were gone through; null while they wait.</summary>
    public DateTime? WelcomedAt { get; private set; }

    /// <summary>Whether nobody can sign in as this person yet: an invitation lets the student claim it with the history.</summary>
    public bool IsUnclaimed => PasswordHash is null;

    public StudyCalendar Calendar => StudyCalendar.For(TimeZone, DayStartHour);

    /// <summary>A person with an address to sign in with.</summary>
    public static Person Create(string displayName, string email, DateTime nowUtc) =>
        new() { DisplayName = displayName, UserName = email, Email = email, EmailConfirmed = true, CreatedAt = nowUtc };

    /// <summary>A student whom nobody can sign in as yet.</summary>
    public static Person CreateUnclaimed(string displayName, DateTime nowUtc) =>
        new() { DisplayName = displayName, UserName = $"unclaimed-{Guid.NewGuid():n}", CreatedAt = nowUtc };

    /// <summary>Gives an unclaimed person the address of who claims it.</summary>
    /// <exception cref="InvalidOperationException">Someone can sign in as this person already.</exception>
    public void Claim(string displayName, string email)
    {
        if (!IsUnclaimed)
        {
            throw new InvalidOperationException("This person has an account.");
        }
        (DisplayName, UserName, Email, EmailConfirmed) = (displayName, email, email, true);
    }

    public void Rename(string displayName) => DisplayName = displayName;

    /// <summary>Sets zone and days for what is recorded from now on; history keeps its own (rules.md 7).</summary>
    public void SetDays(string timeZone, int dayStartHour, DayOfWeek firstDayOfWeek)
    {
        _ = StudyCalendar.For(timeZone, dayStartHour);
        (TimeZone, DayStartHour, FirstDayOfWeek) = (timeZone, dayStartHour, firstDayOfWeek);
    }

    public void Prefer(Preferences preferences) => Preferences = preferences;

    public void Welcome(DateTime nowUtc) => WelcomedAt ??= nowUtc;
}

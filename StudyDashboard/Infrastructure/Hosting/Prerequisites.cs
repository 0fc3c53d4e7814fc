using System.Globalization;
using StudyDashboard.Data;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>What the operating system must bring: SQLite, time zones, cultures (rules.md 34).</summary>
internal static class Prerequisites
{
    /// <exception cref="MissingPrerequisiteException">Something is missing; the message says which package to install.</exception>
    public static void Check()
    {
        if (!SqliteSeam.LibraryFound)
        {
            throw new MissingPrerequisiteException("The system's SQLite is missing. Install the package libsqlite3-0.");
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Sofia", out _))
        {
            throw new MissingPrerequisiteException("Time-zone data is missing. Install the package tzdata.");
        }
        if (CultureInfo.GetCultureInfo("ru").DateTimeFormat.GetMonthName(1) == CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(1))
        {
            throw new MissingPrerequisiteException("Cultures are missing. Install ICU (the package libicu72 or later).");
        }
    }
}

/// <summary>The machine lacks something that the product cannot do without.</summary>
public sealed class MissingPrerequisiteException(string message) : OperatorException(message);

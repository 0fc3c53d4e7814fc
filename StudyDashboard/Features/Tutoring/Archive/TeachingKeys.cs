using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>
/// What identifies a record whichever copy of an archive it stands in (rules.md 18): its number and the instant it was made, which no edit
/// changes and which two instances do not share.
/// </summary>
internal static class TeachingKeys
{
    public static string Of(ArchivedLesson row) => Of("lesson", row.Id, At(row.CreatedAt));

    public static string Of(ArchivedSeries row) => Of("series", row.Id, At(row.CreatedAt));

    public static string Of(ArchivedRequest row) => Of("request", row.Id, At(row.CreatedAt));

    public static string Of(ArchivedEnrollment row) => Of("enrollment", row.Id, $"{row.Taught} {row.From:yyyy-MM-dd} {row.Course} {row.Other}");

    public static string Of(ArchivedClosure row) => Of("closure", 0, $"{row.First:yyyy-MM-dd} {row.Last:yyyy-MM-dd} {row.Name}");

    /// <summary>For what is made anew with each import.</summary>
    public static string OfMade(int runId, int number) => string.Create(CultureInfo.InvariantCulture, $"{StoredTeaching.Prefix}{runId} {number}");

    private static string At(DateTime at) => TeachingTables.Utc(at).ToString("s", CultureInfo.InvariantCulture);

    private static string Of(string what, int id, string rest) =>
        StoredTeaching.Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{what} {id} {rest}")));
}

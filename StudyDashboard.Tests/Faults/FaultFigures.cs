using System.Globalization;

namespace StudyDashboard.Tests.Faults;

/// <summary>The long form of these tests, which <c>bin/faults</c> asks for by naming a file that gets what each of them came to.</summary>
internal static class FaultFigures
{
    private static readonly Lock Gate = new();

    private static readonly string? File = Environment.GetEnvironmentVariable("STUDYDASHBOARD_FAULTS");

    public static bool IsLong => File is not null;

    /// <summary>Writes one line: name, number, what of.</summary>
    public static void Note(string what, long figure, string unit)
    {
        lock (Gate)
        {
            if (File is not null)
            {
                System.IO.File.AppendAllText(File, string.Create(CultureInfo.InvariantCulture, $"{what}\t{figure}\t{unit}\n"));
            }
        }
    }
}

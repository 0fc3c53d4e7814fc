namespace StudyDashboard.Infrastructure;

/// <summary>Cells of the CSV files that the product writes (RFC 4180).</summary>
public static class CsvCell
{
    /// <summary>A text that someone typed. One that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection).</summary>
    public static string OfText(string text) => Of(text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? $"'{text}" : text);

    /// <summary>A value that the product has written itself: in quotes where it has to be.</summary>
    public static string Of(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

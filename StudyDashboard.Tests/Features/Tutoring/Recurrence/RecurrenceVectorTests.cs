using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

/// <summary>
/// Recorded cases: rule, start and zone with the starts that follow. Besides the file here, those of the same form in the folder that
/// the environment variable STUDYDASHBOARD_VECTORS names; files of another form there are passed over.
/// </summary>
public sealed class RecurrenceVectorTests
{
    [Theory]
    [MemberData(nameof(Files))]
    public void Series_OfEachCase_HasTheRecordedStarts(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var wrong = new List<string>();
        foreach (var element in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var recorded = RecordedCase.Read(element);
            if (recorded.Fault() is { } fault)
            {
                wrong.Add($"{recorded.Name}: {fault}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} cases differ:\n{string.Join('\n', wrong.Take(50))}");
    }

    public static TheoryData<string> Files()
    {
        var files = new List<string> { Path.Combine(Folder(), "recurrence.json") };
        if (Environment.GetEnvironmentVariable("STUDYDASHBOARD_VECTORS") is { Length: > 0 } folder)
        {
            files.AddRange(Directory.EnumerateFiles(folder, "*.json").Where(IsOfThisForm).Order(StringComparer.Ordinal));
        }
        return [.. files];
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static bool IsOfThisForm(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path));
            return file.RootElement.ValueKind == JsonValueKind.Object
                && file.RootElement.TryGetProperty("cases", out var cases)
                && cases.ValueKind == JsonValueKind.Array
                && cases.GetArrayLength() > 0
                && cases.EnumerateArray().All(c => c.ValueKind == JsonValueKind.Object
                    && c.TryGetProperty("rrule", out _) && c.TryGetProperty("dtstart", out _) && c.TryGetProperty("expected_local", out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed record RecordedCase(
        string Name, DateTime Start, string Zone, string? Rule, DateTime[] Exceptions, DateTime[] Additions, DateTime[] Local, DateTime[]? Utc, int? Take)
    {
        public static RecordedCase Read(JsonElement element) => new(
            $"{Text(element, "id")} {Text(element, "rrule")} from {Text(element, "dtstart")} in {Text(element, "tz")}",
            Time(Text(element, "dtstart")!),
            Text(element, "tz") ?? "UTC", // Only a day-long case has no zone.
            Text(element, "rrule"),
            Times(element, "exdate") ?? [],
            Times(element, "rdate") ?? [],
            Times(element, "expected_local")!,
            Times(element, "expected_utc"),
            element.TryGetProperty("take", out var take) ? take.GetInt32() : null);

        public string? Fault()
        {
            var rule = Rule is null ? null : RuleParser.Parse(Rule);
            if (rule?.Refusal is { } refusal)
            {
                return refusal.Message;
            }
            var series = new RecurrenceSeries(Start, TimeZoneInfo.FindSystemTimeZoneById(Zone), rule?.Value, Exceptions, Additions);
            var found = series.FromLocal(DateTime.MinValue).Take(Take ?? Local.Length + 1).ToList();
            return !found.Select(o => o.Local).SequenceEqual(Local) ? $"local {Join(found.Select(o => o.Local))}\n  instead of {Join(Local)}"
                : Utc is not null && !found.Select(o => o.Utc).SequenceEqual(Utc) ? $"UTC {Join(found.Select(o => o.Utc))}\n  instead of {Join(Utc)}"
                : null;
        }

        private static string? Text(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        private static DateTime[]? Times(JsonElement element, string name) =>
            element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(t => Time(t.GetString()!))] : null;

        private static DateTime Time(string text) => DateTime.Parse(text.TrimEnd('Z'), CultureInfo.InvariantCulture);

        private static string Join(IEnumerable<DateTime> times) => string.Join(' ', times.Select(t => t.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)));
    }
}

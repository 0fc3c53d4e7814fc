using System.Text.Json;
using StudyDashboard.Components;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Csv;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Legacy;

/// <summary>The former <c>tutor_sessions</c> table as CSV or JSON (product.md 9, rules.md 26).</summary>
internal sealed class LegacyLessonsImport(LegacyWriter writer) : IImportKind
{
    public const string Kind = "legacy-lessons";

    public string Word => Kind;

    public (string Address, string Text) Place => (PageAddresses.Schedule, ImportTexts.Done_Schedule);

    public string Title => LegacyTexts.Import_Title;

    public string Explanation => LegacyTexts.Import_Explanation;

    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt", ".json"];

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = new LegacyPlan(writer);
        var rows = 0;
        try
        {
            foreach (var (line, fields) in IsJson(file.Content) ? FromJson(file.Content, plan.Refusals) : FromCsv(file.Content, plan.Refusals, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows++;
                var record = new LegacyRecord(line, fields);
                if (record.Read(file.Calendar, file.NowUtc, out var reason) is { } lesson)
                {
                    plan.Add(lesson, record.Kept);
                }
                else
                {
                    plan.Refusals.Add(line, reason!);
                }
            }
        }
        catch (JsonException broken)
        {
            return ImportService.Unreadable(LegacyTexts.Refused_Json.With((broken.LineNumber ?? 0) + 1));
        }
        progress?.Report(new ImportProgress(ImportStep.Read, 100));
        return rows + plan.Refusals.Count == 0 ? ImportService.Unreadable(LegacyTexts.Refused_NoRows) : plan;
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => writer.RemoveAsync(job, cancellationToken);

    private static bool IsJson(Stream content)
    {
        Span<byte> start = stackalloc byte[64];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position = 0;
        var bytes = start[..read];
        var at = bytes.IndexOfAnyExcept([(byte)0xEF, (byte)0xBB, (byte)0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);
        return at >= 0 && bytes[at] is (byte)'[' or (byte)'{';
    }

    private static IEnumerable<(int Line, IReadOnlyDictionary<string, string> Fields)> FromCsv(Stream content, Refusals refusals, CancellationToken cancellationToken)
    {
        using var table = CsvTable.Open(content, refusals, cancellationToken);
        if (table.Column("session_date", "date", "scheduled_at") is null)
        {
            yield break;
        }
        foreach (var row in table.Rows())
        {
            yield return (row.Line, table.Header.Select((name, at) => (Name: NameOf(name), Value: row[at])).DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Value));
        }
    }

    /// <summary>A list of objects, or an object that holds one.</summary>
    private static IEnumerable<(int Line, IReadOnlyDictionary<string, string> Fields)> FromJson(Stream content, Refusals refusals)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        var list = root.ValueKind == JsonValueKind.Array ? root
            : root.EnumerateObject().Select(p => p.Value).FirstOrDefault(v => v.ValueKind == JsonValueKind.Array);
        if (list.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                refusals.Add(index + 1, LegacyTexts.Row_NoObject);
                continue;
            }
            if (FieldsOf(item) is { } fields)
            {
                yield return (index + 1, fields);
            }
            else
            {
                refusals.Add(index + 1, LegacyTexts.Row_Text);
            }
        }
    }

    /// <summary>The fields; null where a text is no Unicode, which is found only when it is read.</summary>
    private static Dictionary<string, string>? FieldsOf(JsonElement item)
    {
        try
        {
            return item.EnumerateObject().DistinctBy(f => NameOf(f.Name)).ToDictionary(f => NameOf(f.Name), f => TextOf(f.Value));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => string.Join('\n', value.EnumerateArray().Select(v => v.GetString())),
        _ => value.GetRawText(),
    };

    private static string NameOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.Trim().Replace(' ', '_')).Replace("__", "_", StringComparison.Ordinal);
}

using System.Text.Json;
using StudyDashboard.Features.Imports.Csv;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers.SuperProductivity;

/// <summary>
/// A backup of Super Productivity: an object with <c>project</c>, <c>tag</c>, <c>task</c> and archives, each with its <c>entities</c>, or the
/// same under <c>data</c>.
/// </summary>
internal sealed class BackupFile
{
    // Which list of the day a task stands in is no tag that somebody gave it.
    private const string TodayTag = "TODAY";

    private readonly Dictionary<string, BackupTask> _tasks = [];
    private int _place;

    /// <summary>The tasks of the lists and of the archives, each once.</summary>
    public IReadOnlyDictionary<string, BackupTask> Tasks => _tasks;

    public Dictionary<string, string> Projects { get; } = [];

    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>Reads a backup; null for a file that is none.</summary>
    public static BackupFile? Read(Stream content, Refusals refusals)
    {
        using var reader = new StreamReader(content, CsvTable.EncodingOf(content), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var text = reader.ReadToEnd();
        // What was synchronised begins with a mark of its version.
        text = text.StartsWith("pf_", StringComparison.Ordinal) && text.IndexOf('{', StringComparison.Ordinal) is > 0 and var at ? text[at..] : text;
        try
        {
            using var document = JsonDocument.Parse(text.Trim('\uFEFF', ' ', '\0'), new JsonDocumentOptions { AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement, refusals) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BackupFile? Of(JsonElement root, Refusals refusals)
    {
        var data = Child(root, "data") is { } inner && Child(inner, "task") is not null ? inner : root;
        if (Entities(data, "task") is null)
        {
            return null;
        }
        var file = new BackupFile();
        foreach (var (name, titles) in new[] { ("project", file.Projects), ("tag", file.Tags) })
        {
            foreach (var entity in Entities(data, name)?.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.Object) ?? [])
            {
                titles[entity.Name] = Text(entity.Value, "title");
            }
        }
        file.Tags.Remove(TodayTag);
        file.Take(Entities(data, "task"), refusals);
        foreach (var archive in (ReadOnlySpan<string>)["taskArchive", "archiveYoung", "archiveOld"])
        {
            // The newer shape has the tasks of an archive one step deeper.
            file.Take(Entities(data, archive) ?? (Child(data, archive) is { } deeper ? Entities(deeper, "task") : null), refusals);
        }
        return file;
    }

    private void Take(JsonElement? entities, Refusals refusals)
    {
        foreach (var entity in entities?.EnumerateObject() ?? default)
        {
            _place++;
            if (entity.Value.ValueKind != JsonValueKind.Object)
            {
                refusals.Add(_place, TrackerTexts.Task_NoObject.With(TrackerClock.Shown(entity.Name)));
            }
            else if (!_tasks.ContainsKey(entity.Name))
            {
                _tasks.Add(entity.Name, TaskOf(entity));
            }
        }
    }

    private BackupTask TaskOf(JsonProperty entity) => new(_place, entity.Name)
    {
        Title = Text(entity.Value, "title"),
        ProjectId = Text(entity.Value, "projectId").NullIfBlank(),
        ParentId = Text(entity.Value, "parentId").NullIfBlank(),
        SubTaskIds = [.. Texts(entity.Value, "subTaskIds")],
        TagIds = [.. Texts(entity.Value, "tagIds")],
        OnDays = Child(entity.Value, "timeSpentOnDay") is { } days ? [.. days.EnumerateObject().Select(d => (d.Name, Number(d.Value)))] : [],
        Spent = entity.Value.TryGetProperty("timeSpent", out var spent) ? Number(spent) ?? 0 : 0,
    };

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    private static JsonElement? Entities(JsonElement parent, string name) => Child(parent, name) is { } list ? Child(list, "entities") : null;

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object ? child : null;

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : "";

    private static IEnumerable<string> Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(TextOf) : [];

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!.Trim();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate is found only when the text is read.
            return "";
        }
    }
}

using StudyDashboard.Features.Imports.Csv;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>The CSV export of a time tracker. Its entries become sessions of the kind that the project says.</summary>
internal sealed class TrackerCsvImport(TrackerFormat format) : IImportKind
{
    public string Word => format.Word;

    public string Title => format.Title;

    public string Explanation => format.Explanation;

    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt"];

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var mapped = TrackerMap.Of(file, Word);
        if (mapped.Refusal is { } wrong)
        {
            return wrong;
        }
        var (map, plan) = (mapped.Value, new TrackerPlan(Word, file.Calendar, mapped.Value));
        using var table = CsvTable.Open(file.Content, plan.Refusals, cancellationToken);
        var named = map.Columns.Where(c => table.Column(c.Value) is not null).ToDictionary();
        if (!map.IsLenient && map.Columns.Values.Where(name => table.Column(name) is null).ToList() is { Count: > 0 } absent)
        {
            return ImportService.Unreadable(TrackerTexts.Map_NoColumn.With(string.Join(", ", absent), string.Join(", ", table.Header)));
        }
        var columns = new TrackerColumns(table, named, format.HasClock);
        if (!columns.AreEnough)
        {
            return format.IsMapped && file.Asks && table.HasHeader
                ? Ask(plan, map, table)
                : ImportService.Unreadable((format.IsMapped ? TrackerTexts.Refused_ColumnsOfCsv : TrackerTexts.Refused_Columns).With(Title, format.Example, string.Join(", ", table.Header.Take(30))));
        }
        var rows = new List<TrackerRow>();
        foreach (var row in table.Rows())
        {
            rows.Add(columns.Read(row));
            progress?.Report(new ImportProgress(ImportStep.Read, (int)(file.Content.Position * 100 / file.Content.Length)));
        }
        return rows.Count + plan.Refusals.Count == 0
            ? ImportService.Unreadable(ImportTexts.Refused_NoRows)
            : new TrackerReading(file, map, plan).Take(rows, (calendar, now, order) => new TrackerClock(calendar, now, order, columns.HasEnd, format.HasClock));
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => job.RemoveRunAsync(cancellationToken);

    private static Outcome<ImportPlan> Ask(TrackerPlan plan, TrackerMap map, CsvTable table)
    {
        plan.Asked = new TrackerQuestions { Answers = map.Choices, Projects = [], Header = [.. table.Header.Where(h => h.Length > 0).Distinct()] };
        return plan;
    }
}

using StudyDashboard.Features.Imports.Csv;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>Where a file has what: by the map for what it names, by the vocabulary for the rest.</summary>
internal sealed class TrackerColumns
{
    private static readonly TrackerField[] Times = [TrackerField.Start, TrackerField.StartTime, TrackerField.End, TrackerField.EndTime, TrackerField.Duration];

    private readonly Dictionary<TrackerField, int[]> _places = [];

    public TrackerColumns(CsvTable table, IReadOnlyDictionary<TrackerField, string> mapped, bool hasClock)
    {
        var timesAreMapped = Times.Any(mapped.ContainsKey);
        foreach (var field in Enum.GetValues<TrackerField>())
        {
            IReadOnlyList<string> names = mapped.TryGetValue(field, out var name) ? [name]
                // Whoever says where the time is, says it all: a guess beside it would mix two of them.
                : timesAreMapped && Times.Contains(field) ? []
                : !hasClock && field is TrackerField.StartTime or TrackerField.End or TrackerField.EndTime ? []
                : TrackerVocabulary.Of(field);
            _places[field] = [.. names.Select(n => table.Column(n)).OfType<int>().Distinct()];
        }
    }

    /// <summary>Whether the file tells when entries end, so that one that does not is still running.</summary>
    public bool HasEnd => Has(TrackerField.End) || Has(TrackerField.EndTime);

    /// <summary>Whether entries can be made of it at all: a day, and an end or a length.</summary>
    public bool AreEnough => Has(TrackerField.Start) && (HasEnd || Has(TrackerField.Duration));

    public bool Has(TrackerField field) => _places[field].Length > 0;

    /// <summary>What a row says.</summary>
    public TrackerRow Read(CsvRow row)
    {
        var (first, last) = (Of(row, TrackerField.FirstName), Of(row, TrackerField.LastName));
        var user = Of(row, TrackerField.User);
        return new TrackerRow(row.Line)
        {
            Start = Of(row, TrackerField.Start),
            StartTime = Of(row, TrackerField.StartTime),
            End = Of(row, TrackerField.End),
            EndTime = Of(row, TrackerField.EndTime),
            Duration = Of(row, TrackerField.Duration),
            Break = Of(row, TrackerField.Break),
            Project = Of(row, TrackerField.Project),
            Client = Of(row, TrackerField.Client),
            Task = Of(row, TrackerField.Task),
            Description = Of(row, TrackerField.Description),
            Tags = Of(row, TrackerField.Tags),
            Person = new TrackerPerson(Of(row, TrackerField.Email), user.Length > 0 ? user : $"{first} {last}".Trim()),
        };
    }

    /// <summary>The first column that holds something: some files have the length in hours and again as a decimal.</summary>
    private string Of(CsvRow row, TrackerField field)
    {
        foreach (var place in _places[field])
        {
            if (row[place] is { Length: > 0 } text)
            {
                return text;
            }
        }
        return "";
    }
}

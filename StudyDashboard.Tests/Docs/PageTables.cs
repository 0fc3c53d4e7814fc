using System.Runtime.CompilerServices;

namespace StudyDashboard.Tests.Docs;

/// <summary>The tables of a page of docs/, known by the name of their first column.</summary>
internal sealed class PageTables
{
    private readonly List<(string Section, IReadOnlyDictionary<string, string> Row, string First)> _rows = [];

    private PageTables(IEnumerable<string> lines)
    {
        string[]? head = null;
        var section = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }
            if (!line.StartsWith("| ", StringComparison.Ordinal))
            {
                head = null;
                continue;
            }
            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (head is null)
            {
                head = cells;
            }
            else if (!cells.All(c => c == "---"))
            {
                _rows.Add((section, head.Zip(cells).ToDictionary(c => c.First, c => c.Second), head[0]));
            }
        }
    }

    /// <summary>The headings under which a table stands, in the order of the page.</summary>
    public IEnumerable<string> Sections => _rows.Select(r => r.Section).Distinct();

    public static async Task<PageTables> ReadAsync(string page, [CallerFilePath] string here = "") =>
        new(await File.ReadAllLinesAsync(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", page), TestContext.Current.CancellationToken));

    /// <summary>The rows of all tables with this first column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Of(string firstColumn) => [.. _rows.Where(r => r.First == firstColumn).Select(r => r.Row)];

    /// <summary>The second cell of the row that begins with a text.</summary>
    public string Cell(string firstColumn, string row) => Of(firstColumn).Single(r => r[firstColumn] == row).Values.ElementAt(1);
}

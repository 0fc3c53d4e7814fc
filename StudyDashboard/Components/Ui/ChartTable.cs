using System.Globalization;
using System.Net;
using System.Text;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Components.Ui;

/// <summary>A chart's figures as a table, which is also what its download holds.</summary>
/// <param name="Columns">Heads; the first column names the row.</param>
/// <param name="Rows">Rows in the order shown.</param>
public sealed record ChartTable(IReadOnlyList<string> Columns, IReadOnlyList<ChartRow> Rows)
{
    /// <summary>Which columns are numbers; null where all but the first are.</summary>
    public IReadOnlyList<bool>? Numbers { get; init; }

    /// <summary>The table as one piece of markup, however many rows it has.</summary>
    /// <param name="caption">Its name, for who does not see what stands around it.</param>
    /// <param name="asBlocks">Whether on a phone each row is a block with the columns' names before its values.</param>
    public string ToMarkup(string caption, bool asBlocks = false)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<table class=\"grid{(asBlocks ? " blocks" : "")}\"><caption class=\"visually-hidden\">{Encode(caption)}</caption><thead><tr>");
        for (var i = 0; i < Columns.Count; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Class(i)}>{Encode(Columns[i])}</th>");
        }
        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            var head = Encode(row.Cells[0]);
            html.Append("<tr><th scope=\"row\">").Append(row.Href is null ? head : $"<a href=\"{Encode(row.Href)}\">{head}</a>").Append("</th>");
            for (var i = 1; i < row.Cells.Count; i++)
            {
                html.Append(CultureInfo.InvariantCulture, $"<td{Class(i)}{(asBlocks ? $" data-label=\"{Encode(Columns[i])}\"" : "")}>{Encode(row.Cells[i])}</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The table as CSV (RFC 4180).</summary>
    public string ToCsv() => string.Concat(Rows.Select(r => r.Cells).Prepend(Columns).Select(cells => string.Join(',', cells.Select(CsvCell.OfText)) + "\r\n"));

    // A chart's table is right-aligned by its style sheet; a class in each cell is for those that differ.
    private string Class(int column) => Numbers?[column] == true ? " class=\"number\"" : "";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>One row.</summary>
/// <param name="Cells">As many as there are columns.</param>
/// <param name="Href">Where its first cell leads, or null.</param>
public sealed record ChartRow(IReadOnlyList<string> Cells, string? Href = null);

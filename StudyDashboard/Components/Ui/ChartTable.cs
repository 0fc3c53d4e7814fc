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
    /// <summary>The table as one piece of markup, however many rows it has.</summary>
    public string ToMarkup(string caption)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<table class=\"grid\"><caption class=\"visually-hidden\">{Encode(caption)}</caption><thead><tr>");
        foreach (var column in Columns)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Encode(column)}</th>");
        }
        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            var head = Encode(row.Cells[0]);
            html.Append("<tr><th scope=\"row\">").Append(row.Href is null ? head : $"<a href=\"{Encode(row.Href)}\">{head}</a>").Append("</th>");
            foreach (var cell in row.Cells.Skip(1))
            {
                html.Append("<td>").Append(Encode(cell)).Append("</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The table as CSV (RFC 4180).</summary>
    public string ToCsv() => string.Concat(Rows.Select(r => r.Cells).Prepend(Columns).Select(cells => string.Join(',', cells.Select(CsvCell.OfText)) + "\r\n"));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>One row.</summary>
/// <param name="Cells">As many as there are columns.</param>
/// <param name="Href">Where its first cell leads, or null.</param>
public sealed record ChartRow(IReadOnlyList<string> Cells, string? Href = null);

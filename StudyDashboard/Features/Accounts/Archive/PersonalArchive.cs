using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.Archive;

/// <summary>
/// The ZIP that a person takes along. Each table is a JSON array and a CSV with the same columns; <c>schema.json</c> says what each
/// table and column is. JSON is what an import reads; in CSV, cells that a spreadsheet would run as a formula begin with an apostrophe.
/// </summary>
public sealed class PersonalArchive(Stream output) : IDisposable
{
    /// <summary>Grows when a column changes its meaning.</summary>
    public const int FormatVersion = 1;

    /// <summary>What <c>schema.json</c> names as the product.</summary>
    public const string ProductName = "StudyDashboard";

    private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<TableSchema> _tables = [];

    /// <summary>Writes one table. The rows are read twice, never held all at once.</summary>
    /// <param name="name">File name without ending.</param>
    /// <param name="about">What a row is, for a person.</param>
    /// <param name="rows">Reads the rows from the start.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task AddAsync<T>(string name, string about, Func<IAsyncEnumerable<T>> rows, CancellationToken cancellationToken)
    {
        var count = 0;
        await using (var json = await OpenAsync($"{name}.json", cancellationToken))
        {
            await JsonSerializer.SerializeAsync(json, rows(), Json.Stored, cancellationToken);
        }
        await using (var file = await OpenAsync($"{name}.csv", cancellationToken))
        await using (var text = new StreamWriter(file))
        {
            var columns = Columns<T>();
            await text.WriteAsync(string.Join(',', columns.Select(NameOf)) + "\r\n");
            await foreach (var row in rows().WithCancellation(cancellationToken))
            {
                count++;
                await text.WriteAsync(string.Join(',', columns.Select(c => Cell(c.GetValue(row)))) + "\r\n");
            }
        }
        _tables.Add(new TableSchema(name, about, count, [.. Columns<T>().Select(c => new ColumnSchema(NameOf(c), TypeOf(c.PropertyType)))]));
    }

    /// <summary>Writes <c>schema.json</c>, last.</summary>
    public async Task DescribeAsync(DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var json = await OpenAsync("schema.json", cancellationToken);
        await JsonSerializer.SerializeAsync(json, new { Product = ProductName, FormatVersion, ExportedAt = nowUtc, Tables = _tables }, Json.Stored, cancellationToken);
    }

    public void Dispose() => _zip.Dispose();

    private Task<Stream> OpenAsync(string name, CancellationToken cancellationToken) =>
        _zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);

    private static PropertyInfo[] Columns<T>() => [.. typeof(T).GetProperties().Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];

    private static string NameOf(PropertyInfo column) => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name);

    private static string TypeOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(DateTime) ? "instant, ISO 8601, UTC" : plain == typeof(DateOnly) ? "date, ISO 8601"
            : plain == typeof(int) || plain == typeof(long) ? "whole number" : plain == typeof(double) ? "number"
            : plain == typeof(bool) ? "true or false" : plain == typeof(string) ? "text" : plain.IsEnum ? "word" : "JSON";
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string typed => CsvCell.OfText(typed),
        DateTime at => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        _ => CsvCell.Of(JsonSerializer.Serialize(value, value.GetType(), Json.Stored).Trim('"')),
    };

    private sealed record TableSchema(string Name, string About, int Rows, IReadOnlyList<ColumnSchema> Columns);

    private sealed record ColumnSchema(string Name, string Type);
}

using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StudyDashboard.Data.Copying;

/// <summary>A table of the model in one database: how its rows are read, written and summed there.</summary>
internal sealed class CopiedTable
{
    private readonly string _quoted;
    private readonly List<Column> _columns;

    private CopiedTable(string name, string quoted, List<Column> columns) => (Name, _quoted, _columns) = (name, quoted, columns);

    public string Name { get; }

    /// <summary>The tables of a context's model by name, with their columns in an order that is the same on every database.</summary>
    public static IReadOnlyDictionary<string, CopiedTable> Of(StudyDbContext context)
    {
        var quote = context.GetService<ISqlGenerationHelper>();
        return context.Model.GetRelationalModel().Tables.ToDictionary(t => t.Name, t => new CopiedTable(
            t.Name,
            quote.DelimitIdentifier(t.Name, t.Schema),
            [.. t.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Column(c, quote.DelimitIdentifier(c.Name)))]));
    }

    /// <summary>Streams the rows: each the values of the columns, as the model has them.</summary>
    public async IAsyncEnumerable<object?[]> RowsAsync(StudyDbContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = CommandOf(context, $"SELECT {string.Join(", ", _columns.Select(c => c.Quoted))} FROM {_quoted}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[_columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : _columns[i].Read(reader, i);
            }
            yield return row;
        }
    }

    /// <summary>A prepared command that writes one such row at each call, in the context's open transaction.</summary>
    public RowWriter Writer(StudyDbContext context)
    {
        var command = CommandOf(context, $"INSERT INTO {_quoted} ({string.Join(", ", _columns.Select(c => c.Quoted))}) VALUES ({string.Join(", ", _columns.Select((_, i) => $"@p{i}"))})");
        return new RowWriter(command, _columns);
    }

    /// <summary>Removes what a migration put there.</summary>
    public async Task EmptyAsync(StudyDbContext context, CancellationToken cancellationToken)
    {
        await using var command = CommandOf(context, $"DELETE FROM {_quoted}");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The row as a text that is the same on every database.</summary>
    public string TextOf(object?[] row) => JsonSerializer.Serialize(row.Select((value, i) => value is null ? null : _columns[i].Text(value)));

    private static DbCommand CommandOf(StudyDbContext context, string sql)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Tables and columns come from the model.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>Writes rows with one prepared command.</summary>
    internal sealed class RowWriter(DbCommand command, List<Column> columns) : IAsyncDisposable
    {
        public async Task WriteAsync(object?[] row, CancellationToken cancellationToken)
        {
            command.Parameters.Clear();
            for (var i = 0; i < row.Length; i++)
            {
                columns[i].AddParameter(command, $"p{i}", row[i]);
            }
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => command.DisposeAsync();
    }

    /// <summary>A column and its conversions.</summary>
    internal sealed class Column
    {
        private static readonly MethodInfo Field = typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetFieldValue))!;

        private readonly RelationalTypeMapping _mapping;
        private readonly bool _isJson;
        private readonly bool _isSeveral;
        private readonly MethodInfo _read;

        public Column(IColumn column, string quoted)
        {
            Quoted = quoted;
            _mapping = column.StoreTypeMapping;
            // What an entity keeps as one document: a text on the one database, a type of its own on the other.
            _isJson = column.PropertyMappings.Count == 0;
            _isSeveral = !_isJson && column.PropertyMappings[0].Property.IsPrimitiveCollection;
            _read = Field.MakeGenericMethod(_isJson ? typeof(string) : _mapping.Converter?.ProviderClrType ?? _mapping.ClrType);
        }

        public string Quoted { get; }

        public object? Read(DbDataReader reader, int ordinal)
        {
            var stored = _read.Invoke(reader, [ordinal]);
            return _isJson || _mapping.Converter is null ? stored : _mapping.Converter.ConvertFromProvider(stored);
        }

        public void AddParameter(DbCommand command, string name, object? value)
        {
            var parameter = _isJson ? command.CreateParameter() : _mapping.CreateParameter(command, name, value, nullable: true);
            if (_isJson)
            {
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            }
            command.Parameters.Add(parameter);
        }

        public string Text(object value) =>
            _isJson ? Sorted(JsonNode.Parse((string)value))!.ToJsonString()
            : _isSeveral ? JsonSerializer.Serialize(((IEnumerable)value).Cast<object>().Select(Plain))
            : Plain(_mapping.Converter?.ConvertToProvider(value) ?? value);

        private static string Plain(object value) => value switch
        {
            string text => text,
            DateTime instant => (instant.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            DateOnly or TimeOnly => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToHexString(bytes),
            bool or Enum => value.ToString()!,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"{value.GetType()} has no text."),
        };

        private static JsonNode? Sorted(JsonNode? node) => node switch
        {
            JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
    }
}

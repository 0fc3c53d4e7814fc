using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using StudyDashboard.Data.Copying;

namespace StudyDashboard.Data.Seeding;

/// <summary>
/// One prepared INSERT for an entity's table, with columns and conversions from the model: what a million rows need, which a change
/// tracker cannot bear. Runs within the context's open transaction.
/// </summary>
internal sealed class BulkInsert<T> : IDisposable
    where T : class
{
    private readonly DbCommand _command;
    private readonly List<(PropertyInfo Read, Func<object?, object?>? Convert, DbParameter Into)> _columns = [];
    private readonly DbParameter _id;
    private readonly StudyDbContext _context;
    private readonly string _table;
    private int _last;

    /// <summary>Prepares it.</summary>
    /// <param name="context">The context whose transaction it belongs to.</param>
    /// <param name="idProperty">The property whose value <see cref="Insert"/> is told; another one that the database fills is left to it.</param>
    public BulkInsert(StudyDbContext context, string idProperty)
    {
        var entity = context.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        (_context, _table) = (context, table.Name);
        _command = context.Database.GetDbConnection().CreateCommand();
        _command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        _id = Parameter("id");
        var columns = new List<string> { entity.FindProperty(idProperty)!.GetColumnName(table)! };
        foreach (var property in entity.GetProperties().Where(p => p.Name != idProperty && p.ValueGenerated == ValueGenerated.Never))
        {
            columns.Add(property.GetColumnName(table)!);
            _columns.Add((property.PropertyInfo!, property.GetTypeMapping().Converter?.ConvertToProvider, Parameter(columns[^1])));
        }
#pragma warning disable CA2100 // Table and columns come from the model.
        _command.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES (@id, {string.Join(", ", columns.Skip(1).Select(c => $"@{c}"))})";
#pragma warning restore CA2100
    }

    /// <summary>Inserts a row.</summary>
    /// <param name="row">The entity; it is not tracked.</param>
    /// <param name="id">Value of the property that was named.</param>
    public void Insert(T row, int id)
    {
        (_id.Value, _last) = (id, id);
        foreach (var (read, convert, into) in _columns)
        {
            var value = read.GetValue(row);
            into.Value = (value is null || convert is null ? value : convert(value)) ?? DBNull.Value;
        }
        _command.ExecuteNonQuery();
    }

    /// <summary>Tells the database the last id, so that its next one is another. SQLite sees it by itself.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _last == 0 || _context.Database.IsSqlite() ? Task.CompletedTask
        : NextIds.SetAsync(_context, new Dictionary<string, long> { [_table] = _last }, cancellationToken);

    public void Dispose() => _command.Dispose();

    private DbParameter Parameter(string name)
    {
        var parameter = _command.CreateParameter();
        parameter.ParameterName = $"@{name}";
        _command.Parameters.Add(parameter);
        return parameter;
    }
}

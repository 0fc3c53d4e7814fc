using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Tests.Faults;

/// <summary>A database looked at from beside the product: all of it as text, kept, and put back.</summary>
internal sealed partial class DatabaseState : IDisposable
{
    // What is about requests and not about what they do.
    private static readonly HashSet<string> Aside = ["idempotency_keys", "api_tokens", "server_runs"];

    private readonly SqliteConnection _file;
    private readonly SqliteConnection _kept = new("Data Source=:memory:");
    private readonly string[] _tables;
    private long _version = -1;
    private string _text = "";

    public DatabaseState(string file)
    {
        _file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _file.Open();
        _kept.Open();
        // The tables of a text index are its own.
        _tables = [.. Read("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'material_search%' ORDER BY name").Select(r => r[0]).Where(t => !Aside.Contains(t))];
    }

    public void Keep() => _file.BackupDatabase(_kept);

    public void PutBack() => _kept.BackupDatabase(_file);

    public long Pages() => long.Parse(Read("PRAGMA page_count").Single()[0], CultureInfo.InvariantCulture);

    /// <summary>Every row of every table; what is made up at random stands as a star.</summary>
    public string Dump()
    {
        var version = long.Parse(Read("PRAGMA data_version").Single()[0], CultureInfo.InvariantCulture);
        if (version == _version)
        {
            return _text;
        }
        var text = new StringBuilder();
        foreach (var table in _tables)
        {
            foreach (var row in Read($"SELECT * FROM \"{table}\""))
            {
                text.Append(table).Append(" | ").AppendJoin(" | ", row).Append('\n');
            }
        }
        _version = version;
        return _text = MadeUp().Replace(text.ToString(), "*");
    }

    /// <summary>The rows that one state has and the other has not.</summary>
    public static string Difference(string one, string other)
    {
        var (here, there) = (one.Split('\n'), other.Split('\n'));
        return string.Join('\n', here.Except(there).Select(r => $"- {r}").Concat(there.Except(here).Select(r => $"+ {r}")));
    }

    public void Dispose()
    {
        _file.Dispose();
        _kept.Dispose();
    }

    private List<string[]> Read(string sql)
    {
        using var command = _file.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        }
        return rows;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}")]
    private static partial Regex MadeUp();
}

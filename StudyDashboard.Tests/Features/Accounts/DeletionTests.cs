using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Library;

namespace StudyDashboard.Tests.Features.Accounts;

/// <summary>A person of the demo, who has something of everything, is deleted: nothing left names them.</summary>
public sealed class DeletionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study-deletion-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deletion_LeavesNoNameAndNoAddress_InAnyTableIndexOrFile()
    {
        await using var product = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("data", _folder).UseSetting("demo", "true"));
        var contexts = product.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>();
        await using var context = await contexts.CreateDbContextAsync(Cancel);
        var student = await context.Users.SingleAsync(p => p.Email == DemoPeople.Student, Cancel);
        // A name that only the search index could still know.
        Assert.NotNull((await product.Services.GetRequiredService<LibraryService>().AddAsync(
            student.Id, new MaterialDraft { Kind = MaterialKind.Document, Title = "Letter", Body = "To Quillfeather" }, Cancel)).Value);
        string[] names = [student.DisplayName, student.DisplayName.Split(' ')[0], "quillfeather", student.Email!];
        var tables = await TablesAsync(context);
        Assert.NotEmpty(await TracesAsync(context, tables, names));

        Assert.Null(await product.Services.GetRequiredService<ArchiveService>().DeleteAsync(student.Id, Cancel));

        Assert.Empty(await TracesAsync(context, tables, names));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "server.lock" && Holds(Read(f), names)).Select(f => Path.GetRelativePath(_folder, f)));
    }

    /// <summary>Every table, those of the search index among them, with its columns.</summary>
    private static async Task<List<(string Table, string Column)>> TablesAsync(StudyDbContext context)
    {
        await context.Database.OpenConnectionAsync(Cancel);
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
        var columns = new List<(string, string)>();
        using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }
        return columns;
    }

    private static async Task<List<string>> TracesAsync(StudyDbContext context, List<(string Table, string Column)> columns, string[] names)
    {
        var traces = new List<string>();
        foreach (var (table, column) in columns)
        {
            using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT CAST(\"{column}\" AS BLOB) FROM \"{table}\" WHERE typeof(\"{column}\") IN ('text', 'blob')";
            using var reader = await command.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel))
            {
                var value = (byte[])reader[0];
                if (Holds(value, names))
                {
                    var text = Encoding.UTF8.GetString(value);
                    traces.Add($"{table}.{column}: {text[..Math.Min(200, text.Length)]}");
                }
            }
        }
        return traces;
    }

    private static bool Holds(byte[] value, string[] names)
    {
        var text = Encoding.Latin1.GetString(value);
        return names.Any(n => text.Contains(n, StringComparison.Ordinal)) || text.Contains(names[^1], StringComparison.OrdinalIgnoreCase);
    }

    // The product has the database open.
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

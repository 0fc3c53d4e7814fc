using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Postgres;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Copying;

/// <summary>One end of a copy: a data folder with the embedded database, or a database of a PostgreSQL server.</summary>
internal sealed class DatabasePlace : IDisposable
{
    private readonly StudyOptions _options;
    private DataFolderLock? _held;

    private DatabasePlace(StudyOptions options) => _options = options;

    /// <summary>Takes a data folder's path, or a connection string.</summary>
    public static DatabasePlace Of(string place) => new(
        place.Contains('=', StringComparison.Ordinal) && !Directory.Exists(place) ? new StudyOptions("", Postgres: place) : new StudyOptions(Path.GetFullPath(place)));

    public bool Exists => _options.Postgres is not null || File.Exists(_options.DatabaseFile);

    public string Name => _options.Postgres is null ? _options.DataFolder : "the PostgreSQL server";

    /// <summary>Keeps servers away from the folder as long as this lives.</summary>
    /// <exception cref="OperatorException">One uses it.</exception>
    public void Hold() => _held = _options.Postgres is null ? DataFolderLock.Hold(_options) : null;

    public StudyDbContext Open()
    {
        if (_options.Postgres is { } server)
        {
            var postgres = DataServices.Standalone<PostgresContext>();
            postgres.UsePostgres(server);
            return new PostgresContext(postgres.Options);
        }
        var embedded = DataServices.Standalone<StudyDbContext>();
        embedded.UseEmbedded(_options.DatabaseFile);
        return new StudyDbContext(embedded.Options);
    }

    /// <summary>Creates the database or brings it up to date.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => new DatabaseSetup(new Opened(this)).PrepareAsync(cancellationToken);

    /// <summary>
    /// The keys that secrets in the rows are protected with: in the database of a server, in the folder of a single machine. Without them
    /// nobody could be signed in and no webhook signed.
    /// </summary>
    public async Task<IReadOnlyList<(string Name, string Xml)>> KeysAsync(CancellationToken cancellationToken)
    {
        if (_options.Postgres is null)
        {
            return Directory.Exists(_options.KeysFolder)
                ? [.. Directory.EnumerateFiles(_options.KeysFolder, "*.xml").Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))]
                : [];
        }
        await using var context = Open();
        return [.. (await context.Set<ServerKey>().ToListAsync(cancellationToken)).Select(k => (k.Name, k.Xml))];
    }

    public async Task AddKeysAsync(IEnumerable<(string Name, string Xml)> keys, CancellationToken cancellationToken)
    {
        if (_options.Postgres is null)
        {
            PrivateFile.CreateFolder(_options.KeysFolder);
            foreach (var (name, xml) in keys)
            {
                await using var file = PrivateFile.Create(Path.Combine(_options.KeysFolder, $"{name}.xml"));
                await XElement.Parse(xml).SaveAsync(file, SaveOptions.None, cancellationToken);
            }
            return;
        }
        await using var context = Open();
        context.AddRange(keys.Select(k => new ServerKey(k.Name, k.Xml)));
        await context.SaveChangesAsync(cancellationToken);
    }

    public void Dispose() => _held?.Dispose();

    private sealed class Opened(DatabasePlace place) : IDbContextFactory<StudyDbContext>
    {
        public StudyDbContext CreateDbContext() => place.Open();
    }
}

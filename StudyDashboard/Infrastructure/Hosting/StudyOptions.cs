namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>What the command line says about how to run.</summary>
/// <param name="DataFolder">Absolute path of the folder with database, files, keys and backups.</param>
/// <param name="Demo">Whether to serve sample people and history, on loopback only.</param>
/// <param name="Postgres">How to reach the PostgreSQL server (<c>Host=…;Database=…;Username=…;Password=…</c>), or null for the embedded database.</param>
public sealed record StudyOptions(string DataFolder, bool Demo = false, string? Postgres = null)
{
    /// <summary>Where the product listens unless told otherwise. A name, because passkeys need one.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    public string DatabaseFile => Path.Combine(DataFolder, "study.db");

    public string KeysFolder => Path.Combine(DataFolder, "keys");

    public string FilesFolder => Path.Combine(DataFolder, "files");

    public string BackupsFolder => Path.Combine(DataFolder, "backups");

    public string LockFile => Path.Combine(DataFolder, "server.lock");

    /// <summary>The folder within the user's local application data.</summary>
    public static string DefaultFolder(bool demo) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        demo ? "StudyDashboard-demo" : "StudyDashboard");
}

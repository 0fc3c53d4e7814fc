using System.CommandLine;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Commands;

/// <summary>The program's command line. Without a command it serves.</summary>
public static class StudyCommands
{
    // A password on the command line is seen by everyone on the machine.
    private const string ConnectionVariable = "STUDYDASHBOARD_CONNECTION";

    /// <summary>Parses the arguments.</summary>
    /// <param name="args">As given to the program.</param>
    /// <param name="serve">Runs the server.</param>
    /// <param name="services">Builds the product's services without a server, for the other commands.</param>
    public static ParseResult For(string[] args, Func<StudyOptions, string[], Task<int>> serve, Func<StudyOptions, IServiceProvider> services)
    {
        var data = new Option<string?>("--data") { Description = "Folder of database, files, keys and backups.", Recursive = true };
        var demo = new Option<bool>("--demo") { Description = "Serve sample people and two years of history, on loopback only." };
        var database = new Option<string>("--database") { Description = "sqlite, the embedded one, or postgres.", Recursive = true, DefaultValueFactory = _ => "sqlite" };
        database.AcceptOnlyFromAmong("sqlite", "postgres");
        var connection = new Option<string?>("--connection")
        {
            Description = $"How to reach the PostgreSQL server: Host=…;Database=…;Username=…;Password=…. Unless given, the environment variable {ConnectionVariable} says it.",
            Recursive = true,
        };
        StudyOptions OptionsOf(ParseResult parsed) => new(
            Path.GetFullPath(parsed.GetValue(data) ?? StudyOptions.DefaultFolder(parsed.GetValue(demo))), parsed.GetValue(demo),
            parsed.GetValue(database) == "postgres" ? PostgresOf(parsed.GetValue(connection), parsed.GetValue(demo)) : null);

        var root = new RootCommand("StudyDashboard: a study dashboard for students and their tutors.")
        {
            data,
            demo,
            database,
            connection,
            new Option<string?>("--log") { Description = "How to log: json for a line of JSON an event." },
            // The server reads these itself; they are named here for --help.
            new Option<string?>("--urls") { Description = $"Where to listen; {StudyOptions.DefaultUrl} unless given." },
        };
        // What else the server is told is read by its configuration: --Import:MaxMegabytes 200. Not so a command, or a word in its place: a
        // mistyped --dry-run must not import.
        root.TreatUnmatchedTokensAsErrors = false;
        // The server's configuration takes the word after an option as its value, and --demo has none.
        root.SetAction(parsed => serve(OptionsOf(parsed), [.. args.Where(a => a != "--demo")]));
        foreach (var command in OfflineCommands.All(parsed => services(OptionsOf(parsed))))
        {
            root.Subcommands.Add(command);
        }
        root.Subcommands.Add(DrillCommand.Create(OptionsOf, services));
        var parsed = root.Parse(args);
        if (parsed.CommandResult.Command != root || args is [[not '-', ..], ..])
        {
            root.TreatUnmatchedTokensAsErrors = true;
            parsed = root.Parse(args);
        }
        return parsed;
    }

    private static string PostgresOf(string? connection, bool demo)
    {
        if (demo)
        {
            throw new OperatorException("The demo runs on the embedded database. Leave out --database or --demo.");
        }
        return (connection ?? Environment.GetEnvironmentVariable(ConnectionVariable)) is { Length: > 0 } known
            ? known
            : throw new OperatorException($"Say how to reach the PostgreSQL server: --connection 'Host=…;Database=…;Username=…;Password=…', or the environment variable {ConnectionVariable}.");
    }
}

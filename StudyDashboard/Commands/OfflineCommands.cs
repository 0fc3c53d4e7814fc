using System.CommandLine;
using System.Text.Json;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Commands;

/// <summary>The commands that do one thing and end. A result goes alone to standard output as JSON, words for people to standard error.</summary>
internal static class OfflineCommands
{
    public static IEnumerable<Command> All(Func<ParseResult, IServiceProvider> services)
    {
        var rebuild = new Command("rebuild", "Derives every total anew from the facts and says how many rows changed.");
        rebuild.SetAction(async (parsed, cancellationToken) =>
        {
            var provider = services(parsed);
            await provider.PrepareDatabaseAsync();
            var changed = await provider.GetRequiredService<Rebuild>().RunAsync(cancellationToken);
            WriteResult(new { RowsChanged = changed });
            return 0;
        });
        yield return rebuild;
        yield return ImportCommands.Import(services);
        yield return TokenCommand.Create(services);
        yield return ExportCommand.Create(services);
    }

    internal static void WriteResult(object result) => Console.Out.WriteLine(JsonSerializer.Serialize(result, Json.Stored));
}

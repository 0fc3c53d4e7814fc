using System.Diagnostics;
using System.Text.Json;
using StudyDashboard.Bench;

namespace StudyDashboard.Faults;

/// <summary>The program as published, and its commands.</summary>
/// <param name="Folder">Where it is.</param>
internal sealed record Product(string Folder)
{
    public const string Password = "seeded students study";

    private string Program => Path.Combine(Folder, "StudyDashboard.dll");

    /// <summary>Publishes it.</summary>
    public static async Task<Product> PublishAsync(string root, string to)
    {
        Shell.Say("publishing the product");
        await Shell.RunAsync("dotnet", ["publish", Path.Combine(root, "StudyDashboard"), "-c", "Release", "-o", to, "-v", "quiet", "-nologo"]);
        return new Product(to);
    }

    /// <summary>Runs a command that must succeed; what it printed.</summary>
    public Task<string> RunAsync(params string[] args) => Shell.RunAsync("dotnet", [Program, .. args], Folder);

    /// <summary>Runs a command that may fail.</summary>
    public async Task<(int Code, string Output, string Words)> TryAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder })!;
        var words = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await words);
    }

    /// <summary>A data folder with so many students.</summary>
    public async Task SeedAsync(string data, int students, int sessions) =>
        await RunAsync("seed", "--students", $"{students}", "--sessions", $"{sessions}", "--data", data);

    public async Task<string> TokenAsync(string data, int student)
    {
        using var made = JsonDocument.Parse(await RunAsync("token", "create", "--user", $"student-{student}@seed.local", "--scopes", "read,write", "--data", data));
        return made.RootElement.GetProperty("token").GetString()!;
    }

    /// <summary>What <c>check</c> finds; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(string data)
    {
        var (_, output, words) = await TryAsync("check", "--data", data);
        if (output.Length == 0)
        {
            return [words.Trim()];
        }
        using var result = JsonDocument.Parse(output);
        return [.. result.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetString()!)];
    }

    public async Task<int> RebuildAsync(string data)
    {
        using var result = JsonDocument.Parse(await RunAsync("rebuild", "--data", data));
        return result.RootElement.GetProperty("rows_changed").GetInt32();
    }

    public Process Start(string data, string address, params string[] more) => Process.Start(
        new ProcessStartInfo("dotnet", [Program, "--data", data, "--urls", address, .. more])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        })!;
}

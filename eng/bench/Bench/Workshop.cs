using System.Text.Json;

namespace StudyDashboard.Bench;

/// <summary>What is measured: the product as published, the stock template as published, and two data folders.</summary>
/// <param name="Product">Folder of the product's publish.</param>
/// <param name="Library">Folder of a publish for any platform, whose code is loaded beside the bench.</param>
/// <param name="Stock">Folder of the template's publish.</param>
/// <param name="Hook">The startup hook's assembly.</param>
/// <param name="Short">Data folder of a thousand sessions.</param>
/// <param name="Long">Data folder of as many as asked for.</param>
/// <param name="SeedTime">How long the long log took to seed, or null when it was there.</param>
internal sealed record Workshop(string Product, string Library, string Stock, string Hook, string Short, string Long, TimeSpan? SeedTime)
{
    public const string Password = "seeded students study";

    public const string Email = "student-1@seed.local";

    /// <summary>A second student in both folders, whose timer does not run.</summary>
    public const string OtherEmail = "student-2@seed.local";

    public static async Task<Workshop> PrepareAsync(Options options, string folder)
    {
        var product = Path.Combine(folder, "product");
        if (!File.Exists(Path.Combine(product, "StudyDashboard")))
        {
            Shell.Say("publishing the product");
            await Shell.RunAsync("dotnet", ["publish", Path.Combine(options.Root, "StudyDashboard"), "-c", "Release", "-r", Runtime, "--self-contained", "-o", product, "-v", "quiet", "-nologo"]);
        }
        var library = Path.Combine(folder, "library");
        if (!File.Exists(Path.Combine(library, "StudyDashboard.dll")) && (options.Wants("fsrs") || options.Wants("recurrence")))
        {
            await Shell.RunAsync("dotnet", ["publish", Path.Combine(options.Root, "StudyDashboard"), "-c", "Release", "-o", library, "-v", "quiet", "-nologo"]);
        }
        var (stock, brief, full) = (Path.Combine(folder, "stock"), Path.Combine(folder, "short"), Path.Combine(folder, $"long-{options.Sessions}"));
        var hook = Path.Combine(options.Root, "eng/bench/Hook/bin/Release/net10.0/Hook.dll");
        if (options.Only is ["soak"])
        {
            // It has students of its own, and nothing beside it.
            return new Workshop(product, library, stock, hook, brief, full, null);
        }
        if (!File.Exists(Path.Combine(stock, "Stock")))
        {
            Shell.Say("publishing the stock template");
            await StockAsync(options.Root, Path.Combine(folder, "stock-source"), stock);
        }
        await SeedAsync(product, brief, 1000);
        var time = await SeedAsync(product, full, options.Sessions);
        return new Workshop(product, library, stock, hook, brief, full, time);
    }

    public Task<Server> ServeAsync(string data, bool hooked = false, string page = "/sign-in") =>
        Server.StartAsync(Product, "StudyDashboard", page, ["--data", data], hooked ? Hook : null);

    public Task<Server> ServeStockAsync(bool hooked = false) => Server.StartAsync(Stock, "Stock", "/", [], hooked ? Hook : null);

    /// <summary>A personal token, of the first student unless said.</summary>
    public async Task<string> TokenAsync(string data, string email = Email) => JsonDocument
        .Parse(await Shell.RunAsync(Path.Combine(Product, "StudyDashboard"), ["token", "create", "--user", email, "--scopes", "read,write", "--data", data]))
        .RootElement.GetProperty("token").GetString()!;

    private static string Runtime => $"linux-{System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The template as it comes, published as it would be; only the browser's script comes by the product's own seam.</summary>
    private static async Task StockAsync(string root, string source, string to)
    {
        await Shell.RunAsync("dotnet", ["new", "blazor", "-int", "Server", "-n", "Stock", "-o", source, "--no-restore", "--force"]);
        var project = Path.Combine(source, "Stock.csproj");
        var text = await File.ReadAllTextAsync(project);
        await File.WriteAllTextAsync(project, text.Replace(
            "<PropertyGroup>", $"<Import Project=\"{root}/eng/BlazorScript.targets\" />\n  <PropertyGroup>", StringComparison.Ordinal));
        // The first build makes the script, the publish then finds it among the static files.
        await Shell.RunAsync("dotnet", ["restore", source, "-v", "quiet"]);
        await Shell.RunAsync("dotnet", ["build", source, "-c", "Release", "--no-restore", "-t:BlazorScript", "-v", "quiet", "-nologo"]);
        await Shell.RunAsync("dotnet", ["publish", source, "-c", "Release", "-o", to, "-v", "quiet", "-nologo"]);
    }

    private static async Task<TimeSpan?> SeedAsync(string product, string data, int sessions)
    {
        if (File.Exists(Path.Combine(data, "seeded")))
        {
            return null;
        }
        Shell.Say($"seeding {sessions} sessions");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Shell.RunAsync(Path.Combine(product, "StudyDashboard"), ["seed", "--students", "1", "--sessions", $"{sessions}", "--data", data]);
        var took = watch.Elapsed;
        await Shell.RunAsync(Path.Combine(product, "StudyDashboard"), ["seed", "--students", "1", "--sessions", "1000", "--data", data]);
        await File.WriteAllTextAsync(Path.Combine(data, "seeded"), "");
        return took;
    }
}

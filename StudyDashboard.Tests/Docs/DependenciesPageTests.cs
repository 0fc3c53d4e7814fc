using System.Text.Json;

namespace StudyDashboard.Tests.Docs;

/// <summary>docs/dependencies.md names every package that ships, with its version and licence.</summary>
public sealed class DependenciesPageTests
{
    [Fact]
    public async Task Page_NamesEveryPackageThatShips_WithItsVersion() =>
        Assert.Equal(Shipped(), (await RowsAsync()).Select(row => $"{row["package"]} {row["version"]}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Page_SaysLicenceAndPurposeOfEach() =>
        Assert.All(await RowsAsync(), row => Assert.True(row["licence"].Length > 2 && row["for"].Length > 2, $"{row["package"]}: a cell is empty."));

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync() => (await PageTables.ReadAsync("dependencies.md")).Of("package");

    /// <summary>What was resolved for the program, with what its packages bring along.</summary>
    private static IReadOnlyList<string> Shipped()
    {
        using var graph = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "StudyDashboard.deps.json")));
        return [.. graph.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Replace('/', ' ')).Order(StringComparer.Ordinal)];
    }
}

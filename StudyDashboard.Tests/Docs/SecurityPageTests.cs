using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace StudyDashboard.Tests.Docs;

/// <summary>docs/security.md says of each requirement how it is met and what shows it.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public async Task Row_HasNoEmptyCell() => Assert.All(await RowsAsync(), row =>
        Assert.True(row.Values.All(cell => cell.Length > 0) && row.Count == 4, $"{row["id"]}: a cell is empty."));

    [Fact]
    public async Task Row_StandsOnce_AndIsARequirement()
    {
        var ids = (await RowsAsync()).Select(row => row["id"]).ToList();

        Assert.All(ids, id => Assert.Matches(@"^\d+\.\d+\.\d+$", id));
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task Page_HasTheRequirementsThatWereAskedFor()
    {
        var chapters = (await RowsAsync()).GroupBy(row => row["id"].Split('.')[0]).ToDictionary(chapter => chapter.Key, chapter => chapter.Count());

        // Level 1 of all, and level 2 too in input (1, 2), files (5), sessions (7) and authorization (8), as counted in the standard's own list.
        Assert.Equal(
            [("1", 27), ("2", 11), ("3", 8), ("4", 2), ("5", 9), ("6", 13), ("7", 18), ("8", 7), ("9", 4), ("10", 5), ("11", 3), ("12", 3), ("13", 1), ("14", 2), ("15", 3)],
            chapters.Select(c => (c.Key, c.Value)).OrderBy(c => int.Parse(c.Key, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Row_NamesATestThatIsThere_OrWhyNot()
    {
        var tests = await TestsAsync();
        Assert.True(tests.Count > 1000, $"Only {tests.Count} tests were found.");

        Assert.All(await RowsAsync(), row =>
        {
            var shown = row["shown by"];
            if (!shown.StartsWith("n/a: ", StringComparison.Ordinal) && !shown.StartsWith("not met: ", StringComparison.Ordinal) && !shown.StartsWith("by reading: ", StringComparison.Ordinal))
            {
                Assert.All(shown.Split(',', StringSplitOptions.TrimEntries), name => Assert.True(tests.Contains(name.Trim('`')), $"{row["id"]}: there is no test {name}."));
            }
        });
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync() => (await PageTables.ReadAsync("security.md")).Of("id");

    /// <summary>Those of this assembly, and by their text those in a browser, which is an assembly that nothing refers to.</summary>
    private static async Task<HashSet<string>> TestsAsync([CallerFilePath] string here = "")
    {
        var names = typeof(SecurityPageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(m => m.GetCustomAttributes<FactAttribute>().Any()).Select(m => $"{type.Name}.{m.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "StudyDashboard.E2E"), "*.cs"))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            names.UnionWith(BrowserTest().Matches(text).Select(m => $"{Path.GetFileName(file).Split('.')[0]}.{m.Groups[1].Value}"));
        }
        return names;
    }

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\n]*\]\s+(?:\[[^\n]+\]\s+)*public (?:async Task|Task|void) (\w+)\(")]
    private static partial Regex BrowserTest();
}

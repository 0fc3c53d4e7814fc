using StudyDashboard.Commands;

namespace StudyDashboard.Tests.Commands;

public sealed class StudyCommandsTests
{
    [Theory]
    [InlineData("improt review-log reviews.csv --user a@example.org")]
    [InlineData("import review-log reviews.csv --user a@example.org --dryrun")]
    [InlineData("import review-log reviews.csv more.csv --user a@example.org")]
    [InlineData("import undo five --user a@example.org")]
    [InlineData("import undo 5")]
    [InlineData("backup study.zip")]
    [InlineData("seed")]
    public void Arguments_WithAMistypedWord_AreRefused(string line) => Assert.NotEmpty(Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData("--urls http://localhost:5081 --data /srv/study --log json")]
    [InlineData("--demo --Import:MaxMegabytes 200 --environment Development")]
    [InlineData("import review-log reviews.csv --user a@example.org --dry-run --data /srv/study")]
    [InlineData("import clockify times.csv --user a@example.org --map map.json")]
    [InlineData("import undo 5 --user a@example.org --data /srv/study")]
    [InlineData("--data /srv/study token create --user a@example.org --scopes read,write")]
    public void Arguments_AsTheHelpSaysThem_AreTaken(string line) => Assert.Empty(Parse(line));

    private static IEnumerable<string> Parse(string line) => StudyCommands
        .For(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), (_, _) => Task.FromResult(0), _ => throw new InvalidOperationException("Only read."))
        .Errors.Select(e => e.Message);
}

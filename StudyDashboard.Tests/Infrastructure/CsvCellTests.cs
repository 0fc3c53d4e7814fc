using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Infrastructure;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("Algebra", "Algebra")]
    [InlineData("", "")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1,A2)", "\"'@SUM(A1,A2)\"")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("-5", "'-5")]
    public void Text_AsACell_IsQuotedAndNeverAFormula(string text, string cell) => Assert.Equal(cell, CsvCell.OfText(text));

    [Fact]
    public void Number_BelowZero_StaysANumber() => Assert.Equal("-5", CsvCell.Of("-5"));
}

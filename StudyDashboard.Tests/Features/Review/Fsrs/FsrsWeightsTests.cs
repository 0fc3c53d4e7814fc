using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Tests.Features.Review.Fsrs;

public sealed class FsrsWeightsTests
{
    [Fact]
    public void Parse_WhatToStringWrites_IsEqual() =>
        Assert.Equal(FsrsWeights.Default, FsrsWeights.Parse($"[{FsrsWeights.Default}]").Value);

    [Fact]
    public void Parse_OneOutOfRange_IsNamedWithItsRange()
    {
        var text = FsrsWeights.Default.ToString().Replace("0.1542", "0.9", StringComparison.Ordinal);

        var refusal = FsrsWeights.Parse(text).Refusal;

        Assert.Equal("Weight w20 is 0.9; it goes from 0.1 to 0.8.", refusal?.Message);
    }

    [Theory]
    [InlineData("0.4, x", "\"x\" is not a number")]
    [InlineData("0.4, 0.5", "these are 2")]
    [InlineData("", "these are 0")]
    public void Parse_NoWeights_SaysWhy(string text, string why) =>
        Assert.Contains(why, FsrsWeights.Parse(text).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public void Bounds_NotANumber_IsAFault()
    {
        double[] values = [.. FsrsWeights.Default.Values];
        values[3] = double.NaN;

        Assert.Single(FsrsWeights.Faults(values));
        Assert.Throws<ArgumentException>(() => new FsrsWeights(values));
        Assert.Throws<ArgumentException>(() => FsrsWeights.Adopt(values));
    }

    [Fact]
    public void Adopt_OlderWeights_AreCarriedOver()
    {
        double[] five = [.. FsrsWeights.Default.Values.Take(19)];

        var adopted = FsrsWeights.Adopt(five);

        Assert.Equal([.. five, 0, 0.5], adopted.Values);
        // As ts-fsrs 5.4.2 carries them over.
        Assert.Equal([8.0801, 0.4176067, 3.5194], FsrsWeights.Adopt(five[..17]).Values.Skip(4).Take(3));
    }

    [Fact]
    public void Adopt_OutOfRange_IsMovedToTheBound()
    {
        double[] values = [.. FsrsWeights.Default.Values];
        values[20] = 3;

        Assert.Equal(0.8, FsrsWeights.Adopt(values)[20]);
    }
}

using System.Text;
using StudyDashboard.Features.Reports.Pdf.Scripts;
using StudyDashboard.Features.Reports.Pdf.Writing;

namespace StudyDashboard.Tests.Features.Reports.Pdf;

/// <summary>Lines in the order in which they are drawn, and Arabic letters as they join. Hebrew stands for all from the right.</summary>
public sealed class LineOrderTests
{
    [Theory]
    [InlineData("abc 12", "abc 12")]
    [InlineData("אבג", "גבא")]
    [InlineData("אבג 12:30 דה", "הד 12:30 גבא")]
    [InlineData("אב 45% גד", "דג 45% בא")]
    [InlineData("Unit 3: אבג דה, done", "Unit 3: הד גבא, done")]
    [InlineData("אב 5-10 גד", "דג 5-10 בא")]
    [InlineData("אב 2026-03-10", "2026-03-10 בא")]
    [InlineData("אב €5", "€5 בא")]
    [InlineData("د 5-10", "10-5 د")]
    [InlineData("אב (גד)", "(דג) בא")]
    [InlineData("אב Anki דה", "הד Anki בא")]
    [InlineData("Set (אב) 2", "Set (בא) 2")]
    [InlineData("אָב", "באָ")]
    public void Line_IsDrawnInTheOrderOfItsDirections(string read, string drawn) =>
        Assert.Equal(drawn, string.Concat(LineOrder.Of([.. read.EnumerateRunes().Select(Letter.Of)]).Select(l => char.ConvertFromUtf32(l.Drawn))));

    // Forms: isolated, final, initial and medial as Unicode numbers them.
    [Theory]
    [InlineData("كتب", "FEDB FE98 FE90")]
    [InlineData("درس", "FEA9 FEAD FEB1")]
    [InlineData("بيت بي", "FE91 FEF4 FE96 0020 FE91 FEF2")]
    [InlineData("سلام", "FEB3 FEFC FEE1")]
    [InlineData("بَت", "FE91 064E FE96")]
    [InlineData("بـ", "FE91 0640")]
    [InlineData("ب\u200Dب\u200C", "FE91 200D FE90 200C")]
    public void ArabicLetters_TakeTheFormsInWhichTheyJoin(string read, string forms)
    {
        var unjoined = new List<Rune>();

        var letters = ArabicForms.Join([.. read.EnumerateRunes()], (_, _) => true, unjoined.Add);

        Assert.Equal(forms, string.Join(' ', letters.Select(l => $"{l.Drawn:X4}")));
        Assert.Equal(read, string.Concat(letters.Select(l => l.Means)));
        Assert.Empty(unjoined);
    }

    [Fact]
    public void ArabicLetters_WithoutForms_StayAndAreTold()
    {
        var unjoined = new List<Rune>();

        var letters = ArabicForms.Join([.. "بت د".EnumerateRunes()], (_, _) => false, unjoined.Add);

        Assert.Equal("بت د", string.Concat(letters.Select(l => char.ConvertFromUtf32(l.Drawn))));
        // The last stands alone: it lacks nothing.
        Assert.Equal("بت", string.Concat(unjoined.Select(r => r.ToString())));
    }
}

using System.Globalization;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Reports.Pdf;
using StudyDashboard.Features.Reports.Pdf.Fonts;
using StudyDashboard.Tests.Features.Analytics;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Reports.Pdf;

/// <summary>Reports as PDF, written with fonts made for the test or with none, and read back.</summary>
public sealed class ReportPdfTests
{
    private static readonly string Latin = string.Concat(Enumerable.Range(32, 95).Select(c => (char)c)) + "–·…";

    private static FontBook NoFonts => new([]);

    [Fact]
    public void Pdf_HasTitleTextAndPageNumbers()
    {
        var pdf = Read(Report([.. Enumerable.Range(1, 120).Select(i => $"Subject number {i}")]), NoFonts);

        Assert.True(pdf.Pages.Count > 1);
        Assert.All(pdf.Pages.Index(), p => Assert.Contains($"page {p.Index + 1} of {pdf.Pages.Count}", p.Item.Words, StringComparison.Ordinal));
        // The heads of the list are on every page.
        Assert.All(pdf.Pages, p => Assert.Contains(p.Texts, t => t.Text == "Net"));
        Assert.Equal(Enumerable.Range(1, 120), pdf.Pages.SelectMany(p => p.Texts).Where(t => t.Text.StartsWith("Subject number", StringComparison.Ordinal))
            .Select(t => int.Parse(t.Text.Split(' ')[2], CultureInfo.InvariantCulture)));
        var info = pdf.Object(PdfReading.Reference(pdf.Trailer, "Info"));
        Assert.Contains("/CreationDate (D:20260310090000Z)", info, StringComparison.Ordinal);
        Assert.Contains("Weekly report: Mina", PdfReading.Utf16(info.Split("/Title <")[1].Split('>')[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_HasTheBarsOfItsSeries()
    {
        var report = Report([], new ReportSeries("net", "Net time", FigureUnit.Seconds, [("2026-03-09", 3600), ("2026-03-10", null), ("2026-03-11", 1800), ("2026-03-12", 0)]));

        var bars = Read(report, NoFonts).Pages[0].Rectangles;

        Assert.Equal(2, bars.Count);
        Assert.Equal((PdfChart.Height, PdfChart.Height / 2), (bars[0].Height, bars[1].Height));
        Assert.Equal(bars[0].Y, bars[1].Y);
        // The third of four: two steps from the first.
        Assert.Equal(bars[0].X + (2 * bars[0].Width / 0.7), bars[1].X, 0.05);
        Assert.All(bars, b => Assert.Equal(PdfChart.Fill.ToString(), b.Color));
    }

    [Fact]
    public void Pdf_OfAScriptForWhichThereIsAFont_DrawsItWithThat()
    {
        using var fonts = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin)), ("Other.ttf", TinyFont.Of("кирлц", groups: true)));

        var pdf = Read(Report("ab кирил"), fonts.Book);

        var (latin, cyrillic) = (Drawn(pdf, "ab "), Drawn(pdf, "кирил"));
        Assert.NotEqual(latin.Font, cyrillic.Font);
        Assert.Equal([1, 2, 3, 2, 4], cyrillic.Codes);
        // After "ab ", each letter 500 + its glyph wide in thousandths of 8.5 points.
        Assert.Equal(latin.X + (8.5 * latin.Codes.Sum(c => 500 + c) / 1000), cyrillic.X, 0.02);
        Assert.Contains("1 [501] 2 [502] 3 [503] 4 [504]", pdf.Object(PdfReading.Reference(pdf.Object(pdf.Fonts[cyrillic.Font]), "DescendantFonts")), StringComparison.Ordinal);
        Assert.DoesNotContain("could not be drawn", pdf.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_HoldsThePartOfAFontThatItDraws()
    {
        using var fonts = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin)));

        var pdf = Read(Report("Weekly"), fonts.Book);

        var font = pdf.Fonts.Values.Single();
        var descendant = pdf.Object(PdfReading.Reference(pdf.Object(font), "DescendantFonts"));
        var program = TrueTypeFontTests.Tables(pdf.Stream(PdfReading.Reference(pdf.Object(PdfReading.Reference(descendant, "FontDescriptor")), "FontFile2")));
        var drawn = pdf.Pages.SelectMany(p => p.Texts).SelectMany(t => t.Codes).Distinct().ToList();
        Assert.Matches("/BaseFont /[A-Z]{6}\\+Tiny ", pdf.Object(font));
        Assert.Equal(drawn.Order(), pdf.ToUnicode(font).Keys.Order());
        Assert.All(drawn, glyph => Assert.NotEmpty(TrueTypeFontTests.Glyph(program, glyph)));
        Assert.Empty(TrueTypeFontTests.Glyph(program, Latin.IndexOf('~', StringComparison.Ordinal) + 1));
    }

    [Fact]
    public void Pdf_WithoutAnyFont_IsWrittenAndNamesWhatItLacks()
    {
        var pdf = Read(Report("Plain \uE000 subject Ж\uFFFF heart\u2764\uFE0F\u200D half\uD800"), NoFonts);

        Assert.Contains("Plain ? subject ?? heart? half?", pdf.Words, StringComparison.Ordinal);
        Assert.Contains("5 characters could not be drawn", pdf.Words, StringComparison.Ordinal);
        Assert.Contains("U+0416, U+2764, U+E000, U+FFFD, U+FFFF", pdf.Words.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.All(pdf.Fonts.Values, f => Assert.Contains("/Encoding /WinAnsiEncoding", pdf.Object(f), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(@"Brackets (one) ((two \ three\\")]
    [InlineData("Ünïcödé – €5 …")]
    [InlineData("<hex> /Name [a] %comment")]
    public void Pdf_OfSignsThatThePdfItselfUses_HasThemAsTheyAre(string subject) =>
        Assert.Contains(Read(Report(subject), NoFonts).Pages[0].Texts, t => t.Text == subject);

    [Fact]
    public void Pdf_OfTwoTextsWithOneGlyph_CanBeCopiedAsBoth()
    {
        using var fonts = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin + "אבגד")));

        var pdf = Read(Report("x אב (גד) y"), fonts.Book);

        // Between letters from the right a bracket is drawn as its mirror image, which was drawn as itself before: "(Europe/Sofia)".
        Assert.Contains("(Europe/Sofia)", pdf.Words, StringComparison.Ordinal);
        Assert.Equal([Latin.IndexOf('(', StringComparison.Ordinal) + 1], Drawn(pdf, ")").Codes);
        Assert.Contains("x )דג( בא y", string.Concat(pdf.Pages[0].Texts.Select(t => t.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_OfArabic_IsJoinedWhereTheFontCan_AndElseSaysSo()
    {
        using var joining = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin)), ("A.ttf", TinyFont.Of("بت\uFE91\uFE96")));
        using var plain = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin)), ("A.ttf", TinyFont.Of("بت")));

        var (joined, unjoined) = (Read(Report("بت"), joining.Book), Read(Report("بت"), plain.Book));

        // From the right: the last letter is drawn first.
        Assert.Equal([4, 3], Drawn(joined, "تب").Codes);
        Assert.DoesNotContain("Arabic", joined.Words, StringComparison.Ordinal);
        Assert.Equal([2, 1], Drawn(unjoined, "تب").Codes);
        Assert.Contains("letter by letter: Arabic.", unjoined.Words.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_OfAScriptThatWouldBeReordered_SaysThatItIsNot()
    {
        using var fonts = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin)), ("D.ttf", TinyFont.Of("हिन्दी")));

        var pdf = Read(Report("हिन्दी"), fonts.Book);

        Assert.Contains("letter by letter: Devanagari.", pdf.Words.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("could not be drawn", pdf.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("letter by letter", Read(Report("Plain"), fonts.Book).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_OfTextsLongerThanThePage_CutsNone()
    {
        var words = Enumerable.Range(1, 2500).Select(i => $"w{i}").ToList();
        var report = Report(string.Join(' ', words), new string('W', 400)) with { StudentName = new string('M', 300) };

        var pdf = Read(report, NoFonts);

        Assert.Equal(words, pdf.Words.Split([' ', '\n']).Where(w => w.Length > 1 && w[0] == 'w' && char.IsDigit(w[1])));
        Assert.Equal(400, pdf.Words.Count(c => c == 'W') - pdf.Words.Split("Weekly").Length + 1);
        Assert.All(pdf.Pages.SelectMany(p => p.Texts), t => Assert.InRange(t.Y, 20, 842 - 48));
        Assert.All(pdf.Pages.SelectMany(p => p.Texts), t => Assert.InRange(t.X + (t.Size * t.Codes.Sum(c => Helvetica.Regular.Advance(c)) / 1000), 0, 595.28 - 40));
        Assert.All(pdf.Pages, p => Assert.Contains("… · page ", p.Words, StringComparison.Ordinal));
    }

    [Fact]
    public void Pdf_OfTheSameReport_HasTheSameBytes()
    {
        using var fonts = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin)));

        Assert.Equal(Bytes(Report("One", "Two"), fonts.Book), Bytes(Report("One", "Two"), fonts.Book));
        Assert.NotEqual(Bytes(Report("One"), fonts.Book), Bytes(Report("Two"), fonts.Book));
    }

    [Fact]
    public void Pdf_HasATableWithTheOffsetOfEachObject()
    {
        using var fonts = new FontFolder(("DejaVuSans.ttf", TinyFont.Of(Latin)));

        var pdf = Read(Report("One"), fonts.Book);

        Assert.True(pdf.Offsets.Count > 10);
        // Object asserts what stands at the offset.
        Assert.All(Enumerable.Range(1, pdf.Offsets.Count - 1), n => Assert.StartsWith("<< ", pdf.Object(n), StringComparison.Ordinal));
        Assert.Equal(pdf.Offsets.Count - 1, pdf.Offsets.Skip(1).Distinct().Count());
    }

    private static DrawnText Drawn(PdfReading pdf, string text) => pdf.Pages.SelectMany(p => p.Texts).Single(t => t.Text == text);

    private static PdfReading Read(ReportDocument report, FontBook fonts) => new(Bytes(report, fonts));

    private static byte[] Bytes(ReportDocument report, FontBook fonts)
    {
        using var file = new MemoryStream();
        ReportPdf.Write(report, fonts, file);
        return file.ToArray();
    }

    private static ReportDocument Report(params string[] subjects) => Report(subjects, []);

    private static ReportDocument Report(IReadOnlyList<string> subjects, params ReportSeries[] series) => new()
    {
        Period = AnalyticsServiceTests.PeriodOf(PeriodLength.Week),
        StudentName = "Mina",
        TimeZone = "Europe/Sofia",
        DayStartHour = 4,
        MadeAt = Make.At("2026-03-10 09:00"),
        Sections =
        [
            new ReportSection("sessions", "Sessions", [], [new ReportTable("by_subject", "By subject",
                [new ReportColumn("name", "Subject", FigureUnit.Text), new ReportColumn("net_seconds", "Net", FigureUnit.Seconds)],
                [.. subjects.Select(s => (IReadOnlyList<object?>)[s, 60.0])])], series),
        ],
    };
}

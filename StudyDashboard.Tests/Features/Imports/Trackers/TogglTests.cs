using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

public sealed class TogglTests : IDisposable
{
    private const string Header = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags";
    private const string Row = "Mina,mina@example.org,,Algebra,,Chapter 3,No,2024-03-04,10:23:52,2024-03-04,11:00:00,00:36:08,\"reading, home\"";

    private readonly TrackerStudy _tracker = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_OfTheDetailedReport_BecomesASession()
    {
        var session = await _tracker.SingleAsync("toggl", $"\uFEFF{Header}\n{Row}\n");

        Assert.Equal((SessionKind.Theory, SessionSource.Import, SessionStatus.Completed), (session.Kind, session.Source, session.Status));
        Assert.Equal((Make.At("2024-03-04 08:23:52"), Make.At("2024-03-04 09:00:00")), (session.StartedAt!.Value, session.EndedAt!.Value));
        Assert.Equal(("Algebra", "Chapter 3", 2168), (session.Subject, session.Note, session.NetSeconds));
        Assert.Equal(["reading", "home"], session.Tags);
        await using var context = _tracker.Study.Context();
        Assert.Equal(2168, await context.Days.SumAsync(d => d.NetSeconds, Token));
        Assert.Equal(0, await _tracker.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Row_QuotedWithQuotesBackslashesAndEmoji_KeepsItsText()
    {
        var session = await _tracker.SingleAsync("toggl", "\"User\",\"Email\",\"Client\",\"Project\",\"Task\",\"Description\",\"Billable\",\"Start date\",\"Start time\",\"End date\",\"End time\",\"Duration\",\"Tags\"\r\n"
            + "\"M\",\"m@example.org\",\"\",\"Größe \\ 📚\",\"\",\"He said \"\"read C:\\temp\\\"\" 🔥\nand more\",\"No\",\"2024-03-04\",\"10:00:00\",\"2024-03-04\",\"11:00:00\",\"01:00:00\",\"\"\r\n");

        Assert.Equal(("Größe \\ 📚", "He said \"read C:\\temp\\\" 🔥\nand more"), (session.Subject, session.Note));
        Assert.Empty(session.Tags);
    }

    [Theory]
    [InlineData("\"a \\\"quoted\\\" word\"", "a \\\"quoted\\\" word")]
    [InlineData("\"ends in C:\\\"", "ends in C:\\")]
    [InlineData("plain \"quote\" inside", "plain \"quote\" inside")]
    public async Task Quotes_AfterABackslashOrInPlainText_AreKept(string field, string note) =>
        Assert.Equal(note, (await _tracker.SingleAsync("toggl", $"Description,Start date,Start time,End date,End time\n{field},2024-03-04,10:00,2024-03-04,11:00\n")).Note);

    [Fact]
    public async Task File_WithALineForSpreadsheets_IsReadWithItsDelimiter() =>
        Assert.Equal("Algebra", (await _tracker.SingleAsync("toggl", "sep=;\nProject;Start date;Start time;End date;End time\nAlgebra;2024-03-04;10:00;2024-03-04;11:00\n")).Subject);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    public async Task File_InAnyEncoding_IsRead(string encoding)
    {
        var used = encoding == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(encoding);

        await _tracker.TryAsync("toggl", [.. used.GetPreamble(), .. used.GetBytes($"{Header}\r\n{Row.Replace("Algebra", "Größe é", StringComparison.Ordinal)}\r\n")]);

        Assert.Equal("Größe é", Assert.Single(await _tracker.SessionsAsync()).Subject);
    }

    [Theory]
    [InlineData("Start date;Project;Start time;End date;End time\n2024-03-04;Algebra;10:00:00;2024-03-04;11:00:00\n")]
    [InlineData("Project\tEnd time\tEnd date\tStart time\tStart date\tAmount (EUR)\nAlgebra\t11:00:00\t2024-03-04\t10:00:00\t2024-03-04\t1\n")]
    [InlineData("Project,Description,Start date,Start time,Duration,Project\nAlgebra,x,2024-03-04,10:00,1:00:00,Other\n")]
    [InlineData("\"Description\",\"Duration\",\"Member\",\"Email\",\"Project\",\"Tags\",\"Start date\",\"Start time\",\"Stop date\",\"Stop time\"\nx,1:00:00,M,m@example.org,Algebra,,2024-03-04,10:00:00 AM,2024-03-04,11:00:00 AM\n")]
    public async Task Columns_InAnotherOrderMissingOrAdded_AreFoundByName(string file)
    {
        var session = await _tracker.SingleAsync("toggl", file);

        Assert.Equal((Make.At("2024-03-04 08:00"), 3600, "Algebra"), (session.StartedAt!.Value, session.NetSeconds, session.Subject));
    }

    [Fact]
    public async Task Row_ShorterThanTheHeader_IsRead() =>
        Assert.Equal(3600, (await _tracker.SingleAsync("toggl", "Project,Start date,Start time,End date,End time,Duration,Tags\nAlgebra,2024-03-04,10:00,2024-03-04,11:00\n")).NetSeconds);

    [Fact]
    public async Task Entries_WithoutLength_AreSkippedAndNotRefused()
    {
        var result = await _tracker.ImportAsync("toggl", $"{Header}\n{Row}\nMina,mina@example.org,,A,,,No,2024-03-04,10:00:00,2024-03-04,10:00:00,00:00:00,\n,,,,,,,,,,,37:00:00,\n");

        Assert.Equal((1, 2, 0), (result.Plan.Created, result.Plan.Skipped, result.Plan.Refusals.Count));
        Assert.Contains("2 rows have no length", result.Plan.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-03-04,11:00:00,2024-03-04,10:00:00,-01:00:00", "less than nothing")]
    [InlineData("2024-03-04,11:00:00,2024-03-04,10:00:00,", "before the start")]
    [InlineData("2024-03-04,11:00:00,2024-03-06,11:00:01,48:00:01", "48:00 hours")]
    [InlineData("2024-03-04,11:00:00,,,", "still running")]
    [InlineData("2024-03-04,11:00:00,2024-03-04,,-1700000000", "still running")]
    [InlineData("2024-02-30,11:00:00,2024-03-04,12:00:00,", "no day \"2024-02-30\"")]
    [InlineData("2024-03-04,25:00:00,2024-03-04,12:00:00,", "time \"25:00:00\"")]
    [InlineData("yesterday,11:00:00,2024-03-04,12:00:00,", "date \"yesterday\"")]
    [InlineData(",,2024-03-04,12:00:00,", "no date")]
    [InlineData("2034-03-04,11:00:00,2034-03-04,12:00:00,", "future")]
    [InlineData("0001-01-01,00:00:00,0001-01-01,01:00:00,", "before 1990")]
    [InlineData("9999-12-31,23:00:00,9999-12-31,23:30:00,", "future")]
    public async Task Row_ThatCannotBe_IsRefusedByName(string times, string reason) =>
        Assert.Contains(reason, await _tracker.RefusalAsync("toggl", Header, Row, $"M,mina@example.org,,A,,,No,{times},"), StringComparison.Ordinal);

    [Fact]
    public async Task Entry_OverMidnight_IsDividedByTheStudyDay()
    {
        await _tracker.SingleAsync("toggl", $"{Header}\nM,m@example.org,,A,,,No,2024-03-05,03:30:00,2024-03-05,04:30:00,01:00:00,\n");

        await using var context = _tracker.Study.Context();
        Assert.Equal([(new DateOnly(2024, 3, 4), 1800), (new DateOnly(2024, 3, 5), 1800)], (await context.Days.OrderBy(d => d.StudyDay).ToListAsync(Token)).Select(d => (d.StudyDay, d.NetSeconds)));
    }

    [Theory]
    // Spring: 03:00 does not exist. Autumn: 03:00 to 04:00 comes twice, and the length says which is meant.
    [InlineData("2024-03-31,02:30:00,2024-03-31,04:30:00,01:00:00", "2024-03-31 00:30", 3600)]
    [InlineData("2024-03-31,03:10:00,2024-03-31,03:40:00,00:30:00", "2024-03-31 01:10", 1800)]
    [InlineData("2024-03-31,02:50:00,2024-03-31,03:10:00,00:20:00", "2024-03-31 00:50", 1200)]
    [InlineData("2024-10-27,03:50:00,2024-10-27,03:10:00,00:20:00", "2024-10-27 00:50", 1200)]
    [InlineData("2024-10-27,03:10:00,2024-10-27,03:40:00,01:30:00", "2024-10-27 00:10", 5400)]
    [InlineData("2024-10-27,03:10:00,2024-10-27,03:40:00,00:30:00", "2024-10-27 00:10", 1800)]
    [InlineData("2024-10-26,22:00:00,2024-10-27,04:00:00,07:00:00", "2024-10-26 19:00", 25200)]
    public async Task Entry_OverAChangeOfTheClock_HasTheLengthThatPassed(string times, string start, int seconds)
    {
        var session = await _tracker.SingleAsync("toggl", $"{Header}\nM,m@example.org,,A,,,No,{times},\n");

        Assert.Equal((Make.At(start), seconds), (session.StartedAt!.Value, session.NetSeconds));
    }

    [Fact]
    public async Task Texts_OverTheLimits_AreShortenedAndSaidSo()
    {
        var tags = string.Join(", ", Enumerable.Range(1, 30));
        var result = await _tracker.ImportAsync("toggl", $"{Header}\nM,m@example.org,,{new string('p', 300)},,{new string('n', 5000)},No,2024-03-04,10:00,2024-03-04,11:00,1:00:00,\"{tags}\"\n");

        var session = Assert.Single(await _tracker.SessionsAsync());
        Assert.Equal((SessionAbout.MaxText, SessionAbout.MaxNote, SessionAbout.MaxTags), (session.Subject!.Length, session.Note.Length, session.Tags.Count));
        Assert.Contains("shortened", result.Plan.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_WithoutADescription_IsTheNote() =>
        Assert.Equal("Exercises", (await _tracker.SingleAsync("toggl", $"{Header}\nM,m@example.org,,A,Exercises,,No,2024-03-04,10:00,2024-03-04,11:00,1:00:00,\n")).Note);

    [Theory]
    [InlineData("Date,Hours\n2024-03-04\n", null)]
    [InlineData("Client,Project\nA,B\n", "needs columns such as Start date")]
    [InlineData(Header + "\n", "no rows")]
    [InlineData("", "empty")]
    public async Task File_OfWhichNothingCanBeRead_SaysWhatToDo(string file, string? reason)
    {
        var outcome = await _tracker.TryAsync("toggl", file);

        if (reason is null)
        {
            Assert.Equal(1, outcome.Value.Plan.Refusals.Count);
        }
        else
        {
            Assert.Contains(reason, outcome.Refusal!.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _tracker.Dispose();
}

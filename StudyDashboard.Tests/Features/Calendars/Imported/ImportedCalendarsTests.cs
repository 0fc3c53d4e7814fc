using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Infrastructure.Network;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Features.Calendars.ICalendar;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Calendars.Imported;

public sealed class ImportedCalendarsTests : IDisposable
{
    public const string Timetable = """
        BEGIN:VEVENT
        UID:bio
        SUMMARY:Biology
        DTSTART;TZID=Europe/Sofia:20250303T170000
        DTEND;TZID=Europe/Sofia:20250303T180000
        RRULE:FREQ=WEEKLY
        END:VEVENT
        BEGIN:VEVENT
        UID:bio
        RECURRENCE-ID;TZID=Europe/Sofia:20260316T170000
        SUMMARY:Biology
        STATUS:CANCELLED
        DTSTART;TZID=Europe/Sofia:20260316T170000
        END:VEVENT
        BEGIN:VEVENT
        UID:trip
        SUMMARY:Trip
        DTSTART;VALUE=DATE:20260320
        TRANSP:TRANSPARENT
        END:VEVENT
        BEGIN:VEVENT
        UID:broken
        SUMMARY:No start
        END:VEVENT
        """;

    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StudyFixture Study => _world.Fixture;

    private ImportedCalendars Calendars => Study.Get<ImportedCalendars>();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task File_PreviewedAndAdded_IsInTheLayer()
    {
        var file = File(Timetable);
        var preview = TutorWorld.Done(await Calendars.PreviewAsync(Study.StudentId, file, Token));
        Assert.Equal((3, 1, null), (preview.Events, preview.Findings.Lost, preview.Last));
        Assert.Empty(await Calendars.ListAsync(Study.StudentId, Token));

        await AddAsync(file);

        var found = await BetweenAsync("2026-03-09", "2026-03-24");
        Assert.Equal(["Biology 15:00 busy", "Biology 15:00 cancelled", "Trip 22:00 free", "Biology 15:00 busy"],
            found.Select(o => $"{o.Title} {o.Span.Start:HH:mm} {(o.IsCancelled ? "cancelled" : o.IsBusy ? "busy" : "free")}"));
        var stored = Assert.Single(await Calendars.ListAsync(Study.StudentId, Token));
        Assert.Equal(("School", 3, 1), (stored.Name, stored.EventCount, stored.FindingCount));
        Assert.Empty(await Study.Get<CalendarLayer>().BetweenAsync(_world.TutorId, Make.At("2026-03-09"), Make.At("2026-03-24"), Token));
    }

    [Fact]
    public async Task Lesson_ThatClashesWithAnImportedOne_IsAConflict()
    {
        await AddAsync(File(Timetable));

        var refused = await _world.Service.CreateAsync(_world.TutorId, _world.Draft("2026-03-09 17:30"), ConflictHandling.Ask, cancellationToken: Token);
        var beside = await _world.Service.CreateAsync(_world.TutorId, _world.Draft("2026-03-16 17:30"), ConflictHandling.Ask, cancellationToken: Token);

        Assert.NotNull(refused.Refusal);
        Assert.Null(beside.Refusal);
    }

    [Fact]
    public async Task Dates_FarFromTheSpan_AreNotNeededForIt()
    {
        var days = Enumerable.Range(0, 4000).Select(i => new DateTime(2020, 1, 1).AddDays(i)).ToList();
        await AddAsync(File(
            $"BEGIN:VEVENT\nUID:a\nSUMMARY:Odd days\nDTSTART:20200101T100000Z\nDTEND:20200101T110000Z\nRRULE:FREQ=DAILY\n{string.Join('\n', days.Where((_, i) => i % 2 == 0).Chunk(500).Select(c => $"EXDATE:{string.Join(',', c.Select(d => $"{d:yyyyMMdd}T100000Z"))}"))}\nEND:VEVENT\n"
            + $"BEGIN:VEVENT\nUID:b\nSUMMARY:Added\nDTSTART:20200101T120000Z\nDTEND:20200103T120000Z\n{string.Join('\n', days.Where((_, i) => i % 10 == 0).Chunk(500).Select(c => $"RDATE:{string.Join(',', c.Select(d => $"{d:yyyyMMdd}T120000Z"))}"))}\nEND:VEVENT"));

        var found = await BetweenAsync("2026-03-09", "2026-03-19");

        bool Odd(DateTime day) => (day - days[0]).Days % 2 == 1;
        Assert.Equal(Enumerable.Range(9, 10).Select(d => new DateTime(2026, 3, d)).Where(Odd).Select(d => d.AddHours(10)), found.Where(o => o.Title == "Odd days").Select(o => o.Span.Start));
        Assert.Equal(days.Where((_, i) => i % 10 == 0).Where(d => d.AddHours(60) > new DateTime(2026, 3, 9) && d.AddHours(12) < new DateTime(2026, 3, 19)).Select(d => d.AddHours(12)),
            found.Where(o => o.Title == "Added").Select(o => o.Span.Start));
    }

    [Fact]
    public async Task Conflict_WithSomethingThatLastsForYears_IsFound()
    {
        await AddAsync(File("BEGIN:VEVENT\nUID:a\nSUMMARY:Away\nDTSTART:20200101T000000Z\nDTEND:20290101T000000Z\nRRULE:FREQ=YEARLY\nEND:VEVENT"));

        var refused = await _world.Service.CreateAsync(_world.TutorId, _world.Draft("2026-03-09 17:30"), ConflictHandling.Ask, cancellationToken: Token);

        Assert.NotNull(refused.Refusal);
    }

    [Fact]
    public async Task Source_ThatDoesNotBlock_TakesNoTime()
    {
        var id = await AddAsync(File(Timetable));

        Assert.Null(await Calendars.ChangeAsync(Study.StudentId, id, new CalendarDraft("Uni", CalendarColour.Rose, Blocks: false), Token));

        Assert.DoesNotContain(await BetweenAsync("2026-03-09", "2026-03-24"), o => o.IsBusy);
        Assert.Empty(await ((IBusyTimes)Study.Get<CalendarLayer>()).BetweenAsync(Study.StudentId, new Interval(Make.At("2026-03-09"), Make.At("2026-03-24")), Token));
        Assert.NotNull(await Calendars.ChangeAsync(Study.StudentId, id, new CalendarDraft(" "), Token));
        Assert.NotNull(await Calendars.ChangeAsync(_world.TutorId, id, new CalendarDraft("Mine"), Token));
    }

    [Fact]
    public async Task Removed_AndRestored_IsBack_AndGoneForGoodAfterAMonth()
    {
        var id = await AddAsync(File(Timetable));
        Assert.Null(await Calendars.RemoveAsync(Study.StudentId, id, Token));
        Assert.Empty(await BetweenAsync("2026-03-09", "2026-03-24"));
        Assert.Null(await Calendars.RestoreAsync(Study.StudentId, id, Token));
        Assert.Equal(4, (await BetweenAsync("2026-03-09", "2026-03-24")).Count);

        await Calendars.RemoveAsync(Study.StudentId, id, Token);
        await Calendars.RunAsync(Study.Clock.UtcNow.AddDays(31), Token);

        Assert.NotNull(await Calendars.RestoreAsync(Study.StudentId, id, Token));
    }

    [Fact]
    public async Task Nonsense_IsRefusedWithAReason() =>
        Assert.Contains("no calendar", (await Calendars.PreviewAsync(Study.StudentId, Encoding.UTF8.GetBytes("<html>"), Token)).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task Import_ByTheImportPage_AddsOnce_AndIsUndone()
    {
        var imports = Study.Get<ImportService>();
        using var content = new MemoryStream(File(Timetable));
        var command = new ImportCommand("calendar", "school.ics", content);

        var first = TutorWorld.Done(await imports.ImportAsync(Study.StudentId, command, null, Token));
        Assert.Equal((3, 0, 1), (first.Plan.Created, first.Plan.Skipped, first.Plan.Refusals.Count));
        var again = TutorWorld.Done(await imports.ImportAsync(Study.StudentId, command, null, Token));
        Assert.Equal((0, 3, null), (again.Plan.Created, again.Plan.Skipped, again.ImportId));
        Assert.Equal(4, (await BetweenAsync("2026-03-09", "2026-03-24")).Count);

        TutorWorld.Done(await imports.UndoAsync(Study.StudentId, first.ImportId!.Value, Token));

        Assert.Empty(await BetweenAsync("2026-03-09", "2026-03-24"));
    }

    [Fact]
    public async Task Subscription_IsAskedAgain_KeepsWhatItHasOnFailure_AndSaysWhy()
    {
        using var server = new SmallServer();
        using var download = new CalendarDownload(new CalendarDownloadOptions(true, TimeSpan.FromSeconds(10)));
        var calendars = ActivatorUtilities.CreateInstance<ImportedCalendars>(Study.Get<IServiceProvider>(), download);
        server.Answer = _ => (200, ReadText.Calendar(Timetable), "\"v1\"");
        TutorWorld.Done(await calendars.AddSubscriptionAsync(Study.StudentId, new CalendarDraft("School"), server.Address, Token));

        server.Answer = request => request.Headers["If-None-Match"] == "\"v1\"" ? (304, "", null) : (500, "", null);
        Study.Clock.Advance(TimeSpan.FromHours(4));
        await calendars.RunAsync(Study.Clock.UtcNow, Token);
        Assert.Equal((Study.Clock.UtcNow, null), (await calendars.ListAsync(Study.StudentId, Token)).Select(s => (s.FetchedAt!.Value, s.LastError)).Single());

        server.Answer = _ => (404, "", null);
        Study.Clock.Advance(TimeSpan.FromHours(4));
        await calendars.RunAsync(Study.Clock.UtcNow, Token);
        var failed = Assert.Single(await calendars.ListAsync(Study.StudentId, Token));
        Assert.Contains("no calendar at this address", failed.LastError, StringComparison.Ordinal);
        Assert.Equal(3, failed.EventCount);
        Assert.Equal(4, (await BetweenAsync("2026-03-09", "2026-03-24")).Count);

        server.Answer = _ => (200, ReadText.Calendar("BEGIN:VEVENT\nUID:x\nSUMMARY:New\nDTSTART:20260310T100000Z\nEND:VEVENT"), "\"v2\"");
        Assert.Null(await calendars.RefreshAsync(Study.StudentId, failed.Id, Token));
        Assert.Equal("New", Assert.Single(await BetweenAsync("2026-03-09", "2026-03-24")).Title);
        Assert.Equal(4, server.Asked);

        // Fresh: the duty leaves it alone.
        await calendars.RunAsync(Study.Clock.UtcNow.AddHours(1), Token);
        Assert.Equal(4, server.Asked);
    }

    [Theory]
    [InlineData("ftp://example.org/a.ics")]
    [InlineData("not an address")]
    [InlineData("https://user:secret@example.org/a.ics")]
    [InlineData("file:///etc/passwd")]
    public async Task Address_ThatIsNone_IsRefused(string address)
    {
        var refused = await Calendars.AddSubscriptionAsync(Study.StudentId, new CalendarDraft("School"), address, Token);

        Assert.Equal("address", Assert.Single(refused.Refusal!.Fields).Field);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/a.ics")]
    [InlineData("http://localhost:9/a.ics")]
    [InlineData("http://[::1]:9/a.ics")]
    [InlineData("http://0x7f000001/a.ics")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("webcal://10.0.0.1/a.ics")]
    public async Task Address_WithinAPrivateNetwork_IsRefused(string address)
    {
        var refused = await Calendars.AddSubscriptionAsync(Study.StudentId, new CalendarDraft("School"), address, Token);

        Assert.Contains("private network", refused.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_IntoAPrivateNetwork_IsRefused()
    {
        using var server = new SmallServer();
        server.Answer = _ => (302, "", $"http://127.0.0.2:{new Uri(server.Address).Port}/");
        using var download = new CalendarDownload(new CalendarDownloadOptions(false, TimeSpan.FromSeconds(10)), a => a.Equals(IPAddress.Loopback));

        var refused = await download.GetAsync(new Uri(server.Address), null, Token);

        Assert.Contains("private network", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Asked);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.31.255.255", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1%2", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    public void Address_IsPublic_OnlyOutsideOfReservedNetworks(string address, bool expected) => Assert.Equal(expected, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task Person_WhoGoes_TakesTheCalendarsAlong()
    {
        await AddAsync(File(Timetable));
        using (var archive = new MemoryStream())
        {
            await Study.Get<ArchiveService>().WriteAsync(Study.StudentId, archive, Token);
            archive.Position = 0;
            using var zip = new System.IO.Compression.ZipArchive(archive);
            using var events = new StreamReader(zip.GetEntry("calendar_events.json")!.Open());
            Assert.Contains("Biology", await events.ReadToEndAsync(Token), StringComparison.Ordinal);
        }

        Assert.Null(await Study.Get<ArchiveService>().DeleteAsync(Study.StudentId, Token));

        using var context = Study.Context();
        Assert.Empty(context.Set<CalendarSource>());
        Assert.Empty(context.Set<ImportedEvent>());
    }

    private static byte[] File(string events) => Encoding.UTF8.GetBytes(ReadText.Calendar(events));

    private async Task<int> AddAsync(byte[] file) => TutorWorld.Done(await Calendars.AddFileAsync(Study.StudentId, new CalendarDraft("School"), "school.ics", file, Token));

    private Task<IReadOnlyList<ImportedOccurrence>> BetweenAsync(string from, string to) =>
        Study.Get<CalendarLayer>().BetweenAsync(Study.StudentId, Make.At(from), Make.At(to), Token);
}

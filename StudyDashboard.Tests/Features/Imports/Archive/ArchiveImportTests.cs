using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Archive;

/// <summary>The export comes in again: into an empty instance with equal totals, into any other without doubling anything.</summary>
public sealed class ArchiveImportTests : IDisposable
{
    private readonly StudyFixture _from = new();
    private readonly StudyFixture _to = new("UTC", 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RoundTrip_IntoAnEmptyInstance_HasEqualFactsAndTotals()
    {
        await FilledStudent.FillAsync(_from);
        var archive = await FilledStudent.ExportAsync(_from);

        var result = await ImportAsync(_to, archive);

        Assert.Empty(result.Plan.Refusals.Lines);
        Assert.Equal(ArchiveZip.Facts(archive), ArchiveZip.Facts(await FilledStudent.ExportAsync(_to)));
        Assert.Equal(await FilledStudent.TotalsAsync(_from), await FilledStudent.TotalsAsync(_to));
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
        var profile = (await _to.Get<ProfileService>().GetAsync(_to.StudentId, Token))!;
        Assert.Equal(("Europe/Sofia", 4, false), (profile.TimeZone, profile.DayStartHour, profile.Preferences.Celebrate));
        await using var context = _to.Context();
        Assert.Equal(6, await context.Set<ReviewLogEntry>().CountAsync(Token));
        Assert.Equal(1, await context.Set<ReviewLogEntry>().CountAsync(e => e.SessionId == null, Token));
    }

    [Fact]
    public async Task RoundTrip_Running_WaitsForItsEndWithTheLastHeartbeat()
    {
        await FilledStudent.FillAsync(_from);
        await ImportAsync(_to, await FilledStudent.ExportAsync(_from));

        await using var context = _to.Context();
        var session = await context.Sessions.Include(s => s.Pauses).SingleAsync(s => s.Subject == "Now", Token);
        Assert.Equal((SessionStatus.NeedsReview, SessionSource.Timer), (session.Status, session.Source));
        Assert.Equal(Make.At("2026-03-10 08:40"), session.LastHeartbeatAt);
        Assert.NotNull(session.OpenPause);
    }

    [Fact]
    public async Task Import_Twice_AddsNothing()
    {
        await FilledStudent.FillAsync(_from);
        var archive = await FilledStudent.ExportAsync(_from);
        await ImportAsync(_to, archive);
        await FilledStudent.RecordAsync(_to, async book =>
            (await book.FetchAsync(s => s.Subject == "=Geometry, \"hard\"", false, Token)).Single().SetSpan(Make.At("2026-03-04 16:00"), Make.At("2026-03-04 17:00")));
        var before = await FilledStudent.TotalsAsync(_to);

        var again = await ImportAsync(_to, archive);

        Assert.Equal((0, null), (again.Plan.Created, again.ImportId));
        Assert.Equal(before, await FilledStudent.TotalsAsync(_to));
    }

    [Fact]
    public async Task Import_WhereItCameFrom_AddsNothing()
    {
        await FilledStudent.FillAsync(_from);

        var plan = (await ImportAsync(_from, await FilledStudent.ExportAsync(_from))).Plan;

        // The review without a session is there too, with the deleted one.
        Assert.Equal((0, 0), (plan.Created, plan.Refusals.Count));
    }

    [Fact]
    public async Task Import_IntoAnAccountOfItsOwn_AddsWhatIsMissingAndChangesNoSetting()
    {
        await FilledStudent.FillAsync(_from);
        var own = Make.Session(_to.StudentId, Make.At("2026-03-09 09:00"), 43, subject: "Own");
        await FilledStudent.RecordAsync(_to, book => book.Add(own));
        await FilledStudent.ImportReviewsAsync(_to, "card_id,review_rating,review_time,review_duration\n1,3,2026-02-01T18:00:00Z,20000\n");

        var result = await ImportAsync(_to, await FilledStudent.ExportAsync(_from));

        // One review, its sitting, the terms and the profile.
        Assert.Equal(4, result.Plan.Skipped);
        Assert.DoesNotContain("Time zone", result.Plan.Summary, StringComparison.Ordinal);
        await using var context = _to.Context();
        var profile = await context.Users.SingleAsync(p => p.Id == _to.StudentId, Token);
        Assert.Equal(("UTC", 0), (profile.TimeZone, profile.DayStartHour));
        Assert.Empty(context.RewardTerms);
        Assert.Equal(2, (await context.Sessions.SingleAsync(s => s.StartedAt == Make.At("2026-02-01 17:59:40") && s.DeletedAt == null, Token)).CardsReviewed);
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task DryRun_StoresNothing()
    {
        await FilledStudent.FillAsync(_from);

        var plan = (await _to.Get<ImportService>().DryRunAsync(_to.StudentId, Command(await FilledStudent.ExportAsync(_from)), null, Token)).Value;

        Assert.True(plan.Created > 20);
        Assert.Contains("6 reviews.", plan.Summary, StringComparison.Ordinal);
        Assert.Contains("Time zone", plan.Summary, StringComparison.Ordinal);
        await using var context = _to.Context();
        Assert.Equal((0, 0, 0), (await context.Sessions.CountAsync(Token), await context.Set<ReviewLogEntry>().CountAsync(Token), await context.Set<ImportRun>().CountAsync(Token)));
    }

    [Fact]
    public async Task Undo_TakesBackSessionsAndReviews_KeepsWhatWasEditedAndSaysWhatStays()
    {
        await FilledStudent.FillAsync(_from);
        var result = await ImportAsync(_to, await FilledStudent.ExportAsync(_from));
        await FilledStudent.RecordAsync(_to, async book => (await book.FetchAsync(s => s.Subject == "First", false, Token)).Single().WriteNote("Mine now"));

        var undone = (await _to.Get<ImportService>().UndoAsync(_to.StudentId, result.ImportId!.Value, Token)).Value;

        Assert.Equal("First", Assert.Single(undone.Kept).Subject);
        Assert.Contains("settings of points", undone.Note, StringComparison.Ordinal);
        await using var context = _to.Context();
        Assert.Equal("First", (await context.Sessions.SingleAsync(Token)).Subject);
        Assert.Empty(context.Set<ReviewLogEntry>());
        Assert.Equal(25 * 60, await context.Days.SumAsync(d => d.NetSeconds, Token));
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Sitting_EditedBeforeTheExport_StaysAsItIsWhenMoreReviewsComeIn()
    {
        await FilledStudent.FillAsync(_from);
        await ImportAsync(_to, await FilledStudent.ExportAsync(_from));

        await FilledStudent.ImportReviewsAsync(_to, "card_id,review_rating,review_time,review_duration\n9,3,2026-02-03T18:05:00Z,20000\n9,3,2026-02-01T18:05:00Z,20000\n");

        await using var context = _to.Context();
        Assert.Equal(1, (await context.Sessions.SingleAsync(s => s.Note == "Edited", Token)).CardsReviewed);
        Assert.Equal(3, (await context.Sessions.SingleAsync(s => s.StartedAt == Make.At("2026-02-01 17:59:40") && s.DeletedAt == null, Token)).CardsReviewed);
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Record_ThatCannotBeTaken_IsNamedAndTheRestComesIn()
    {
        await FilledStudent.FillAsync(_from);
        var archive = await FilledStudent.ExportAsync(_from);
        var rows = ArchiveZip.Table(archive, "sessions");
        rows[0]!["status"] = "done";
        rows[1]!["time_zone"] = "Mars/Olympus";
        rows[2]!["started_at"] = "9999-12-31T23:00:00Z";
        rows[3]!.AsObject().Remove("source");
        rows[4]!["correct_answers"] = 900;
        var damaged = ArchiveZip.With(archive, "sessions.json", _ => rows.ToJsonString());

        var plan = (await ImportAsync(_to, damaged)).Plan;

        var refused = plan.Refusals.Lines.Where(l => l.Reason.StartsWith("sessions.json: ", StringComparison.Ordinal)).ToList();
        Assert.Equal([1, 4, 2, 3, 5], refused.Select(l => l.Line));
        Assert.Contains("The value of status cannot be read.", refused[0].Reason, StringComparison.Ordinal);
        Assert.All(plan.Refusals.Lines.Except(refused), l => Assert.EndsWith("Its session is not in the archive, or cannot be read.", l.Reason, StringComparison.Ordinal));
        await using var context = _to.Context();
        Assert.Equal(rows.Count - 5, await context.Sessions.CountAsync(Token));
        Assert.Equal(0, await _to.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task File_ThatIsNoArchive_IsRefusedInWords()
    {
        await FilledStudent.FillAsync(_from);
        var archive = await FilledStudent.ExportAsync(_from);
        var half = ArchiveZip.With(archive, "sessions.json", text => text[..(text.Length / 2)]);
        var newer = ArchiveZip.With(archive, "schema.json", text => text.Replace("\"format_version\":1", "\"format_version\":2", StringComparison.Ordinal));

        Assert.Contains("no ZIP file", await RefusedAsync(new MemoryStream(Encoding.UTF8.GetBytes("PK but no more"))), StringComparison.Ordinal);
        Assert.Contains("no ZIP file", await RefusedAsync(new MemoryStream(archive.ToArray()[..^40])), StringComparison.Ordinal);
        Assert.Contains("no archive of StudyDashboard", await RefusedAsync(ArchiveZip.Of(("collection.anki2", "x"))), StringComparison.Ordinal);
        Assert.Contains("no archive of StudyDashboard", await RefusedAsync(ArchiveZip.Of(("../schema.json", ArchiveZip.Text(archive, "schema.json")))), StringComparison.Ordinal);
        Assert.Contains("sessions.json in this archive is damaged", await RefusedAsync(half), StringComparison.Ordinal);
        Assert.Contains("format 2", await RefusedAsync(newer), StringComparison.Ordinal);
        Assert.Contains("sessions.json is missing", await RefusedAsync(ArchiveZip.Of(("schema.json", ArchiveZip.Text(archive, "schema.json")))), StringComparison.Ordinal);
        Assert.Contains("more than 200 entries", await RefusedAsync(ArchiveZip.Of([.. Enumerable.Range(0, 201).Select(i => ($"{i}", ""))])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bomb_ThatTellsItsLengthOrLies_IsRefused()
    {
        var zeros = new string(' ', 40 * 1024 * 1024);
        var archive = ArchiveZip.Of(
            ("schema.json", """{"product":"StudyDashboard","format_version":1,"tables":[{"name":"sessions"}]}"""), ("sessions.json", $"[{zeros}]"));

        var told = await RefusedAsync(archive, new ImportLimits(2 * 1024 * 1024));
        var lying = await RefusedAsync(Lie(archive), new ImportLimits(2 * 1024 * 1024));

        Assert.Contains("larger than 32 MB", told, StringComparison.Ordinal);
        Assert.Contains("sessions.json in this archive is damaged", lying, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    /// <summary>The last entry of the central directory says that it holds three bytes.</summary>
    private static MemoryStream Lie(MemoryStream archive)
    {
        var bytes = archive.ToArray();
        var header = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(header + 24), 3);
        return new MemoryStream(bytes);
    }

    private static ImportCommand Command(MemoryStream archive) => new("archive", "study.zip", archive);

    private static async Task<ImportResult> ImportAsync(StudyFixture study, MemoryStream archive) =>
        (await study.Get<ImportService>().ImportAsync(study.StudentId, Command(archive), null, Token)).Value;

    private async Task<string> RefusedAsync(MemoryStream archive, ImportLimits? limits = null)
    {
        var kind = limits is null
            ? _to.Get<ImportService>().Kinds.Single(k => k.Word == "archive")
            : new StudyDashboard.Features.Imports.Archive.ArchiveImport([], limits);
        await using var context = _to.Context();
        return kind.Read(
            new ImportFile { Content = archive, Name = "x.zip", Calendar = await context.CalendarOfAsync(_to.StudentId, Token), NowUtc = _to.Clock.UtcNow },
            null, Token).Refusal!.Message;
    }
}

using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class ArchiveTests
{
    /// <summary>The file of each table that leaves with a person.</summary>
    private static readonly Dictionary<string, string> Leaves = new()
    {
        ["calendar_feeds"] = "calendar_addresses", ["calendar_sources"] = "calendars",
        ["study_sessions"] = "sessions",
        ["points_ledger"] = "points",
        ["reward_terms"] = "reward_terms",
        ["streak_freezes"] = "streak_freezes",
        ["achievements"] = "achievements",
        ["review_clear_days"] = "review_clear_days",
        ["goals"] = "goals",
        ["plans"] = "plans",
        ["plan_templates"] = "plan_templates",
        ["imports"] = "imports",
        ["review_log"] = "review_log",
        ["enrolled_students"] = "enrollments",
        ["sessions"] = "lessons",
        ["lesson_reviews"] = "lesson_reviews",
        ["closed_periods"] = "closed_periods",
        ["attendance_terms"] = "attendance_terms",
        ["tutor_offers"] = "tutor_offers",
        ["slot_requests"] = "slot_requests",
        ["notices"] = "notices",
        ["decks"] = "decks",
        ["cards"] = "cards",
        ["quiz_topics"] = "quiz_topics",
        ["study_quiz_sessions"] = "quiz_sessions",
        ["materials"] = "materials",
        ["scenarios"] = "scenarios",
        ["scenario_runs"] = "scenario_runs",
        ["scenario_progress_history"] = "scenario_progress_history",
        ["classes"] = "classes",
        ["class_members"] = "classes",
        ["assignment_completions"] = "class_assignments",
        ["leaderboard_participations"] = "leaderboard_participations",
        ["leaderboard_results"] = "leaderboard_places",
        ["guardianships"] = "guardians",
        ["api_tokens"] = "tokens",
        ["webhooks"] = "webhooks",
        ["shared_reports"] = "shared_reports",
        ["report_notes"] = "report_notes",
    };

    /// <summary>What does not leave, and why.</summary>
    private static readonly Dictionary<string, string> Stays = new()
    {
        ["analytics_days"] = "follows from the sessions",
        ["analytics_snapshots"] = "follows from the sessions",
        ["analytics_hours"] = "follows from the sessions",
        ["analytics_figures"] = "follows from sessions, reviews, quizzes, lessons and completions",
        ["plan_answers"] = "follows from the sessions",
        ["points_days"] = "follows from the points",
        ["session_changes"] = "kept 30 days to undo",
        ["lesson_changes"] = "kept 30 days to undo",
        ["lesson_series"] = "each lesson says what it has of it",
        ["legacy_rows"] = "which former row became which lesson",
        ["whiteboards"] = "a drawing of two people, saved from its page",
        ["whiteboard_events"] = "a drawing of two people, saved from its page",
        ["material_collections"] = "each material says in which it is",
        ["idempotency_keys"] = "kept a day for repeats",
        ["ingest_receipts"] = "kept for repeats; the quizzes, which leave, are enough to know one",
        ["invitations"] = "a secret's hash",
        ["pairing_codes"] = "a secret's hash",
        ["person_roles"] = "given by others",
        ["person_claims"] = "a way to sign in",
        ["person_logins"] = "a way to sign in",
        ["person_tokens"] = "a way to sign in",
        ["person_passkeys"] = "a way to sign in",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void EveryTableOfAPerson_LeavesOrStaysForAReason()
    {
        using var database = new TestDatabase();
        using var context = database.CreateDbContext();

        var tables = context.Model.GetEntityTypes()
            .Where(e => e.GetForeignKeys().Any(f => f.PrincipalEntityType.ClrType == typeof(Person)))
            .Select(e => e.GetTableName()!).Distinct().Order();

        Assert.Equal(Leaves.Keys.Concat(Stays.Keys).Order(), tables);
    }

    [Fact]
    public async Task Archive_HasTheFilesThatLeave()
    {
        using var product = new WebProduct();
        await using (var context = await product.Get<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(Token))
        {
            context.Users.Add(Make.Person("Mina", "Europe/Sofia", 4, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc)));
            await context.SaveChangesAsync(Token);
        }
        using var file = new MemoryStream();

        await product.Get<ArchiveService>().WriteAsync(1, file, Token);

        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        Assert.All(Leaves.Values, table => Assert.NotNull(zip.GetEntry($"{table}.json")));
    }

    [Fact]
    public async Task Archive_WithAWriteBetweenTwoTables_IsAsOfOneMoment()
    {
        using var product = new WebProduct();
        var contexts = product.Get<IDbContextFactory<StudyDbContext>>();
        await using (var context = await contexts.CreateDbContextAsync(Token))
        {
            context.Users.Add(Make.Person());
            await context.SaveChangesAsync(Token);
        }
        await RecordAsync(product, "2026-03-10 09:00");
        var parts = product.Get<IEnumerable<IPersonalData>>().SelectMany(p => new[] { p, new Meanwhile(() => RecordAsync(product, "2026-03-11 09:00")) });
        var archives = new ArchiveService(product.Get<IServiceScopeFactory>(), contexts, parts, product.Get<StudyFeed>(), product.Get<TimeProvider>());
        using var file = new MemoryStream();

        await archives.WriteAsync(1, file, Token);

        var sessions = Rows(file, "sessions.json");
        Assert.Equal(sessions, Rows(file, "points.json"));
        Assert.Equal(1, sessions);
        await using var after = await contexts.CreateDbContextAsync(Token);
        Assert.True(await after.Sessions.CountAsync(Token) > 1);
    }

    private static int Rows(Stream file, string table)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var json = zip.GetEntry(table)!.Open();
        return JsonDocument.Parse(json).RootElement.GetArrayLength();
    }

    private static async Task RecordAsync(WebProduct product, string start) => Assert.Null((await product.Get<SessionRecorder>().RecordAsync<int>(
        1, ChangeVerb.Add, book =>
        {
            book.Add(Make.Session(1, Make.At(start)));
            return Task.FromResult<Outcome<int>>(0);
        }, Token)).Refusal);

    /// <summary>Someone who records while the archive is written.</summary>
    private sealed class Meanwhile(Func<Task> act) : IPersonalData
    {
        public Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken) => act();

        public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

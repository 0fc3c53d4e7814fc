using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

public sealed class ArchiveTests
{
    /// <summary>The file of each table that leaves with a person.</summary>
    private static readonly Dictionary<string, string> Leaves = new()
    {
        ["study_sessions"] = "sessions",
        ["points_ledger"] = "points",
        ["reward_terms"] = "reward_terms",
        ["imports"] = "imports",
        ["review_log"] = "review_log",
        ["enrolled_students"] = "enrollments",
        ["guardianships"] = "guardians",
        ["api_tokens"] = "tokens",
    };

    /// <summary>What does not leave, and why.</summary>
    private static readonly Dictionary<string, string> Stays = new()
    {
        ["analytics_days"] = "follows from the sessions",
        ["analytics_snapshots"] = "follows from the sessions",
        ["analytics_hours"] = "follows from the sessions",
        ["points_days"] = "follows from the points",
        ["session_changes"] = "kept 30 days to undo",
        ["idempotency_keys"] = "kept a day for repeats",
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
}

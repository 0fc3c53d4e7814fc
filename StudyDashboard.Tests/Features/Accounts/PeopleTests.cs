using System.IO.Compression;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

/// <summary>Who gets in, who sees whom, and how people leave, on the whole product.</summary>
public sealed class PeopleTests : IDisposable
{
    private const string Password = "correct horse battery";
    private readonly WebProduct _product = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invitation_UsedTwice_MakesOneAccountOnly()
    {
        var admin = await PersonAsync("admin", Roles.Admin);
        var invitations = _product.Get<InvitationService>();
        var secret = (await invitations.CreateAsync(admin, Roles.Guardian, null, Cancel)).Value;

        var both = await Task.WhenAll(invitations.AcceptAsync(secret, Account("a"), Cancel), invitations.AcceptAsync(secret, Account("b"), Cancel));

        Assert.Single(both, b => b.Refusal is null);
        Assert.Null(await invitations.FindAsync(secret, Cancel));
        Assert.Equal([Roles.Guardian], (await _product.Get<ProfileService>().GetAsync(both.Single(b => b.Refusal is null).Value.Id, Cancel))!.Roles);
    }

    [Fact]
    public async Task Invitation_RefusedForItsPassword_CanStillBeUsed()
    {
        var admin = await PersonAsync("admin", Roles.Admin);
        var invitations = _product.Get<InvitationService>();
        var secret = (await invitations.CreateAsync(admin, Roles.Student, null, Cancel)).Value;

        Assert.NotNull((await invitations.AcceptAsync(secret, Account("a") with { Password = "short" }, Cancel)).Refusal);
        Assert.Null((await invitations.AcceptAsync(secret, Account("a"), Cancel)).Refusal);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("lock")]
    [InlineData("delete")]
    public async Task Invitation_OfAnAdminWhoIsOneNoLonger_LetsNobodyIn(string end)
    {
        var (gone, admins) = (await PersonAsync("gone", Roles.Admin), _product.Get<PeopleAdmin>());
        await PersonAsync("stays", Roles.Admin);
        var secret = (await _product.Get<InvitationService>().CreateAsync(gone, Roles.Admin, null, Cancel)).Value;

        Assert.Null(await (end switch
        {
            "role" => admins.SetRoleAsync(gone, Roles.Admin, false, Cancel),
            "lock" => admins.SetLockedAsync(gone, true, Cancel),
            _ => _product.Get<ArchiveService>().DeleteAsync(gone, Cancel),
        }));

        Assert.Null(await _product.Get<InvitationService>().FindAsync(secret, Cancel));
    }

    [Fact]
    public async Task UnclaimedStudent_Claimed_KeepsTheHistory_AndTheTutorSeesTotalsUntilTheEnd()
    {
        var tutor = await ProfileAsync(await PersonAsync("tutor", Roles.Tutor));
        var enrollments = _product.Get<EnrollmentService>();
        var access = _product.Get<StudentAccess>();
        var enrollment = (await enrollments.AddStudentAsync(tutor, "Jo", "Algebra", Cancel)).Value;
        var student = Assert.Single(await enrollments.OfTutorAsync(tutor.Id, Cancel)).StudentId;
        Assert.True(await access.MayAsync(tutor.Id, student, StudentView.Guardians, Cancel));
        var secret = (await enrollments.InviteAsync(tutor.Id, enrollment, Cancel)).Value;

        var claimed = await _product.Get<InvitationService>().AcceptAsync(secret, Account("jo"), Cancel);

        Assert.Equal(student, claimed.Value.Id);
        Assert.True(await access.MayAsync(tutor.Id, student, StudentView.Totals, Cancel));
        Assert.False(await access.MayAsync(tutor.Id, student, StudentView.Notes, Cancel));
        Assert.False(await access.MayAsync(tutor.Id, student, StudentView.Guardians, Cancel));
        Assert.Null(await enrollments.EndAsync(tutor, enrollment, Cancel));
        Assert.False(await access.MayAsync(tutor.Id, student, StudentView.Totals, Cancel));
        Assert.Empty(await enrollments.OfTutorAsync(tutor.Id, Cancel));
    }

    [Fact]
    public async Task UnclaimedStudent_Claimed_IsLockedOutAfterFiveFailures()
    {
        var tutor = await ProfileAsync(await PersonAsync("tutor", Roles.Tutor));
        var enrollments = _product.Get<EnrollmentService>();
        var enrollment = (await enrollments.AddStudentAsync(tutor, "Jo", "Algebra", Cancel)).Value;
        await _product.Get<InvitationService>().AcceptAsync((await enrollments.InviteAsync(tutor.Id, enrollment, Cancel)).Value, Account("jo"), Cancel);
        await using var scope = _product.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var student = (await people.FindByNameAsync("jo@example.org"))!;

        for (var i = 0; i < 5; i++)
        {
            await people.AccessFailedAsync(student);
        }

        Assert.True(await people.IsLockedOutAsync(student));
    }

    [Fact]
    public async Task Guardian_PairedAndRevoked_SeesAndNoLongerSees()
    {
        var (student, guardian, other) = (await PersonAsync("student", Roles.Student), await PersonAsync("guardian", Roles.Guardian), await PersonAsync("other", Roles.Guardian));
        var guardians = _product.Get<GuardianService>();
        var access = _product.Get<StudentAccess>();
        var code = (await guardians.GiveCodeAsync(student, student, Cancel)).Value.Code;

        Assert.Null((await guardians.PairAsync(guardian, code.ToLowerInvariant(), Cancel)).Refusal);
        Assert.NotNull((await guardians.PairAsync(other, code, Cancel)).Refusal);
        Assert.True(await access.MayAsync(guardian, student, StudentView.Reports, Cancel));
        Assert.False(await access.MayAsync(guardian, student, StudentView.Notes, Cancel));

        var row = Assert.Single((await guardians.OfAsync(student, student, Cancel))!.Guardians);
        Assert.NotNull(await guardians.RevokeAsync(other, student, row.Id, Cancel));
        Assert.Null(await guardians.RevokeAsync(student, student, row.Id, Cancel));
        Assert.False(await access.MayAsync(guardian, student, StudentView.Reports, Cancel));
    }

    [Fact]
    public async Task Admin_SeesNothingOfAStudent() =>
        Assert.False(await _product.Get<StudentAccess>().MayAsync(
            await PersonAsync("admin", Roles.Admin), await PersonAsync("student", Roles.Student), StudentView.Totals, Cancel));

    [Fact]
    public async Task LastAdmin_CannotGo_ASecondOneCan()
    {
        var first = await PersonAsync("first", Roles.Admin);
        Assert.Equal(RefusalKind.Conflict, (await _product.Get<ArchiveService>().DeleteAsync(first, Cancel))!.Kind);
        Assert.NotNull(await _product.Get<PeopleAdmin>().SetRoleAsync(first, Roles.Admin, false, Cancel));
        Assert.NotNull(await _product.Get<PeopleAdmin>().SetLockedAsync(first, true, Cancel));

        await PersonAsync("second", Roles.Admin);

        Assert.Null(await _product.Get<ArchiveService>().DeleteAsync(first, Cancel));
    }

    [Fact]
    public async Task Role_Changed_IsToldToThePersonsOpenPages()
    {
        var student = await PersonAsync("student", Roles.Student);
        var told = new List<FeedTopic>();
        using var open = _product.Get<StudyFeed>().Subscribe(student, told.Add);

        Assert.Null(await _product.Get<PeopleAdmin>().SetRoleAsync(student, Roles.Tutor, true, Cancel));

        Assert.Equal([FeedTopic.Profile], told);
    }

    [Fact]
    public async Task Deletion_LeavesNoRowOfThePerson()
    {
        var student = await PersonAsync("student", Roles.Student);
        await _product.Get<GuardianService>().GiveCodeAsync(student, student, Cancel);
        await _product.Get<RewardTermsService>().SetAsync(await ProfileAsync(student), 1, 100, true, 5, [], Cancel);

        Assert.NotNull(await _product.Get<ArchiveService>().DeleteOwnAsync(student, "wrong", Cancel));
        Assert.Null(await _product.Get<ArchiveService>().DeleteOwnAsync(student, Password, Cancel));

        await using var context = await _product.Get<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(Cancel);
        Assert.Equal((0, 0, 0), (await context.Users.CountAsync(Cancel), await context.Set<PairingCode>().CountAsync(Cancel), await context.RewardTerms.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Archive_Written_HasEachTableTwiceAndItsSchema()
    {
        var student = await PersonAsync("=student", Roles.Student);
        using var file = new MemoryStream();

        await _product.Get<ArchiveService>().WriteAsync(student, file, Cancel);

        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Assert.All(["profile", "guardians", "sessions", "session_pauses", "session_hours", "session_activities", "reward_terms", "points", "review_log", "imports", "tokens"], table =>
        {
            Assert.Contains($"{table}.json", names);
            Assert.Contains($"{table}.csv", names);
        });
        Assert.Contains("schema.json", names);
        using var csv = new StreamReader(await zip.GetEntry("profile.csv")!.OpenAsync(Cancel));
        Assert.Contains("'=student", await csv.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_FiveFailures_LocksOut()
    {
        await PersonAsync("student", Roles.Student);
        await using var scope = _product.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = (await people.FindByNameAsync("student@example.org"))!;
        for (var i = 0; i < 5; i++)
        {
            await people.AccessFailedAsync(person);
        }
        Assert.True(await people.IsLockedOutAsync(person));
    }

    [Fact]
    public async Task PasswordChange_FiveWrongGuesses_LocksOut()
    {
        var student = await PersonAsync("student", Roles.Student);
        await using var scope = _product.Services.CreateAsyncScope();
        var passwords = scope.ServiceProvider.GetRequiredService<PasswordService>();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(RefusalKind.Invalid, (await passwords.ChangeAsync(student, "wrong", "another long one"))!.Kind);
        }

        Assert.Equal(RefusalKind.Conflict, (await passwords.ChangeAsync(student, Password, "another long one"))!.Kind);
    }

    [Fact]
    public async Task SignIn_WithAnOldHash_UpgradesIt()
    {
        var id = await PersonAsync("student", Roles.Student);
        await using var scope = _product.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = (await people.FindByIdAsync($"{id}"))!;
        var old = new PasswordHasher<Person>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(person, Password);
        person.PasswordHash = old;
        await people.UpdateAsync(person);

        Assert.True(await people.CheckPasswordAsync(person, Password));

        Assert.NotEqual(old, person.PasswordHash);
    }

    [Fact]
    public async Task Registration_IsClosed_UntilAnAdminOpensIt()
    {
        var registration = _product.Get<Registration>();
        Assert.Equal(RefusalKind.NotFound, (await registration.RegisterAsync(Account("a"), Cancel)).Refusal!.Kind);

        await registration.SetOpenAsync(true, Cancel);

        Assert.Null((await registration.RegisterAsync(Account("a"), Cancel)).Refusal);
    }

    [Fact]
    public async Task Registration_SameAddressTwiceAtOnce_MakesOneAccountAndSaysThatTheAddressIsTaken()
    {
        var registration = _product.Get<Registration>();
        await registration.SetOpenAsync(true, Cancel);

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => registration.RegisterAsync(Account("a"), Cancel))));

        Assert.Equal("email", Assert.Single(both.Where(b => b.Refusal is not null).SelectMany(b => b.Refusal!.Fields).Select(e => e.Field).Distinct()));
        Assert.Equal(3, both.Count(b => b.Refusal is not null));
        await using var scope = _product.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        Assert.Equal([Roles.Student], await people.GetRolesAsync((await people.FindByEmailAsync("a@example.org"))!));
    }

    public void Dispose() => _product.Dispose();

    private static NewAccount Account(string name) => new(name, $"{name.TrimStart('=')}@example.org", Password, "Europe/Sofia");

    private async Task<int> PersonAsync(string name, string role)
    {
        await using var scope = _product.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return (await people.AddAccountAsync((await people.DraftAccountAsync(Account(name), Make.At("2026-01-01 00:00"))).Value, [role])).Value.Id;
    }

    private async Task<Profile> ProfileAsync(int id) => (await _product.Get<ProfileService>().GetAsync(id, Cancel))!;
}

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data.Demo;
using StudyDashboard.Data.Seeding;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Accounts.Passwords;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;
using StudyDashboard.Texts;

namespace StudyDashboard.Tests.Features.Accounts;

/// <summary>Passwords that everybody tries are taken nowhere.</summary>
public sealed class CommonPasswordTests : IDisposable
{
    private const string Common = "Password123";

    private readonly WebProduct _product = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("setup")]
    [InlineData("register")]
    [InlineData("invitation")]
    [InlineData("change")]
    [InlineData("reset")]
    public async Task CommonPassword_WhereverOneIsSet_IsRefusedWithAnAdvice(string where)
    {
        await using var scope = _product.Services.CreateAsyncScope();
        var owner = where == "setup" ? null : (await scope.ServiceProvider.GetRequiredService<OwnerSetup>().CreateAsync(Account("owner", "correct horse battery"), false, Cancel)).Value;

        var refusal = await SetAsync(scope.ServiceProvider, where, owner);

        Assert.Equal(RefusalKind.Invalid, refusal!.Kind);
        Assert.Equal(new FieldError("password", AccountTexts.Refused_CommonPassword), Assert.Single(refusal.Fields));
    }

    [Fact]
    public void List_HasThreeThousandAtLeast_AllOfThemLongEnough_AndNoneOfOurs()
    {
        var all = CommonPasswords.All().ToList();

        Assert.True(all.Count >= 3000, $"There are only {all.Count}.");
        Assert.All(all, password => Assert.True(password.Length >= 10, password));
        Assert.Equal(all.Distinct(StringComparer.OrdinalIgnoreCase), all);
        Assert.DoesNotContain(DemoPeople.Password, all);
        Assert.DoesNotContain(Seeder.Password, all);
    }

    public void Dispose() => _product.Dispose();

    private async Task<Refusal?> SetAsync(IServiceProvider services, string where, Person? owner)
    {
        switch (where)
        {
            case "setup":
                return (await services.GetRequiredService<OwnerSetup>().CreateAsync(Account("owner", Common), false, Cancel)).Refusal;
            case "register":
                await _product.Get<Registration>().SetOpenAsync(true, Cancel);
                return (await _product.Get<Registration>().RegisterAsync(Account("jo", Common), Cancel)).Refusal;
            case "invitation":
                var secret = (await _product.Get<InvitationService>().CreateAsync(owner!.Id, Roles.Student, null, Cancel)).Value;
                return (await _product.Get<InvitationService>().AcceptAsync(secret, Account("jo", Common), Cancel)).Refusal;
            case "change":
                return await services.GetRequiredService<PasswordService>().ChangeAsync(owner!.Id, "correct horse battery", Common);
            default:
                var code = await services.GetRequiredService<UserManager<Person>>().GeneratePasswordResetTokenAsync(owner!);
                return await services.GetRequiredService<PasswordService>().ResetAsync(owner!.Id, code, Common);
        }
    }

    private static NewAccount Account(string name, string password) => new(name, $"{name}@example.org", password, "UTC");
}

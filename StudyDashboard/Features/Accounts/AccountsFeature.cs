using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Tokens;
using Microsoft.AspNetCore.Components.Authorization;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Circuits;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Accounts.Passkeys;
using StudyDashboard.Features.Accounts.Passwords;
using StudyDashboard.Features.Accounts.SecondStep;
using StudyDashboard.Features.Accounts.SignInList;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Features.Accounts;

internal static class AccountsFeature
{
    /// <summary>PBKDF2-SHA512 iterations; a hash with fewer is upgraded at the next sign-in.</summary>
    private const int HashIterations = 210_000;

    public static IServiceCollection AddAccounts(this IServiceCollection services, StudyOptions options)
    {
        services.AddIdentity<Person, IdentityRole<int>>(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.User.RequireUniqueEmail = false;
            identity.User.AllowedUserNameCharacters = "";
            identity.Lockout.MaxFailedAccessAttempts = 5;
            // Length is what protects; rules about characters only make passwords worse (OWASP ASVS 6.2).
            identity.Password.RequiredLength = 10;
            identity.Password.RequireDigit = identity.Password.RequireUppercase = identity.Password.RequireLowercase = false;
            identity.Password.RequireNonAlphanumeric = false;
        }).AddEntityFrameworkStores<StudyDbContext>().AddClaimsPrincipalFactory<SignInClaims>().AddPasswordValidator<CommonPasswords>()
            .AddTokenProvider<DataProtectorTokenProvider<Person>>(TokenOptions.DefaultProvider).AddSecondStep().AddPasskeys();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "study";
            cookie.LoginPath = PageAddresses.SignIn;
            cookie.LogoutPath = PageAddresses.SignOut;
            cookie.AccessDeniedPath = PageAddresses.NotFound;
            cookie.ExpireTimeSpan = EndedSignIns.Lifetime;
            cookie.Events.OnValidatePrincipal = EndedSignIns.ValidateAsync;
            // Forbidden looks like not there.
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
            stamp.OnRefreshingPrincipal = SignIns.KeepAsync;
        });
        services.AddSingleton<SignIns>().AddSingleton<SignInTerm>().AddSingleton<KnownSignIns>();
        services.AddScoped<AuthenticationStateProvider, CircuitCheck>();
        // Everything is denied until a page or a route allows it.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddTokens();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        return services
            .AddSingleton<ProfileService>()
            .AddPeople()
            .AddSingleton<FirstVisit>()
            .AddSingleton(new OwnerCode(options))
            .AddHostedService<OwnerCodeNotice>()
            .AddScoped<OwnerSetup>()
            .AddScoped<CurrentPerson>()
            .AddScoped<CircuitHandler, PresenceCircuit>()
            .AddCircuitLimits()
            .AddScoped<SignInService>()
            .AddSingleton<EndedSignIns>()
            .AddScoped<PasswordService>();
    }

    /// <summary>What needs no web server: who may see whom, invitations, guardians, archives.</summary>
    internal static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<InvitationService>()
        .AddSingleton<Registration>()
        .AddSingleton<PairingAttempts>()
        .AddSingleton<GuardianService>()
        .AddSingleton<IDemoPart, GuardiansDemo>()
        .AddSingleton<StudentAccess>()
        .AddSingleton<PeopleAdmin>()
        .AddSingleton<ArchiveService>()
        .AddSingleton<IPersonalData, AccountData>();

    public static void MapAccounts(this WebApplication app)
    {
        app.MapSignInTokens();
        app.MapTokens();
        app.MapArchive();
        app.MapPasskeys();
        app.MapPost(PageAddresses.SignOut, async (HttpContext context, SignInManager<Person> signIn, SignIns signIns, EndedSignIns ended) =>
        {
            var id = context.User.FindFirstValue(SignIns.IdClaim);
            // Once the browser has let go of its cookie: its other pages ask for the sign-in page at once, and must not be signed in by it.
            context.Response.OnCompleted(() =>
            {
                signIns.End(id);
                return Task.CompletedTask;
            });
            await ended.EndAsync(context.User, CancellationToken.None);
            await signIn.SignOutAsync();
            return TypedResults.LocalRedirect(PageAddresses.SignIn);
        });
    }
}

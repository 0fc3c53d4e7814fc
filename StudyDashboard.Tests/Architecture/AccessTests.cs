using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Architecture;

/// <summary>Walks every route with every role. A route that no rule names fails, so a new one has to say who it is for.</summary>
public sealed partial class AccessTests(AccessTests.SignedIn product) : IClassFixture<AccessTests.SignedIn>
{
    private const string Anyone = "*";
    private const string Everyone = "signed in";

    /// <summary>Route pattern to who may come in; the first that matches counts.</summary>
    private static readonly (string Route, string Who)[] Rules =
    [
        (@"^/(health/(live|ready)|clock|error|not-found)$", Anyone),
        (@"^/(setup|sign-in|register|invitation/\{Secret\}|reset/\{PersonId:int\})$", Anyone),
        (@"^/\{\*\*path:file\}$|^/_framework/|^/_blazor|^/(css|js|icons|sounds)/|^/_content/|\.(css|js|svg|map|woff2?|ico|png|html|json|ttf|eot|txt|wav|mp3|webmanifest)(\.gz|\.br)?$", Anyone),
        (@"^/api/auth/login$|^/openapi/|^/api/docs", Anyone),
        (@"^/admin$", Roles.Admin),
        (@"^/students$", Roles.Tutor),
        (@"^/($|timer|welcome|children|sign-out|settings|dashboard/|schedule|api/|undo|sessions|import|plans|library)", Everyone),
    ];

    [Fact]
    public void EveryRoute_HasARule() =>
        Assert.Empty(Routes().Where(r => WhoOf(r.Pattern) is null).Select(r => r.Pattern).Distinct());

    [Fact]
    public void EveryRouteForAnyone_SaysSo_AndNoOther() => Assert.All(Routes(), route =>
    {
        // Blazor's own routes carry no page: without a policy of their own the fallback asks for a sign-in.
        var open = route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (WhoOf(route.Pattern) != Anyone)
        {
            Assert.False(open, $"{route.Pattern} is open to anyone.");
        }
    });

    [Theory]
    [InlineData("")]
    [InlineData(Roles.Admin)]
    [InlineData(Roles.Tutor)]
    [InlineData(Roles.Student)]
    [InlineData(Roles.Guardian)]
    public async Task EveryPage_LetsInWhoMay_AndNobodyElse(string role)
    {
        using var client = await product.ClientAsync(role);
        foreach (var (pattern, _) in Routes().Where(r => IsPage(r.Endpoint)).DistinctBy(r => r.Pattern))
        {
            var who = WhoOf(pattern)!;
            using var answer = await client.GetAsync(Placeholders().Replace(pattern, "1"), TestContext.Current.CancellationToken);
            var leadsToSignIn = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in?", StringComparison.Ordinal);
            if (who != Anyone && role.Length == 0)
            {
                Assert.True(leadsToSignIn, $"{pattern} for nobody: {answer.StatusCode}");
            }
            else if (who is not Anyone and not Everyone && who != role)
            {
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{pattern} for {role}: {answer.StatusCode}");
            }
            else
            {
                Assert.False(leadsToSignIn || answer.StatusCode >= HttpStatusCode.InternalServerError, $"{pattern} for {role}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Forbidden_AndMissing_LookTheSame()
    {
        using var client = await product.ClientAsync(Roles.Student);

        using var forbidden = await client.GetAsync("/admin", TestContext.Current.CancellationToken);
        using var missing = await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);

        Assert.Equal(missing.StatusCode, forbidden.StatusCode);
        Assert.Equal(
            await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await forbidden.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private IEnumerable<(string Pattern, RouteEndpoint Endpoint)> Routes() => product.Get<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Select(e => ($"/{e.RoutePattern.RawText!.TrimStart('/')}", e));

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name == "ComponentTypeMetadata");

    private static string? WhoOf(string pattern) => Rules.Where(r => Regex.IsMatch(pattern, r.Route)).Select(r => r.Who).FirstOrDefault();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholders();

    /// <summary>The product with one person of each role.</summary>
    public sealed class SignedIn : IAsyncLifetime
    {
        private const string Password = "correct horse battery";
        private readonly WebProduct _product = new();

        public T Get<T>() where T : notnull => _product.Get<T>();

        public async ValueTask InitializeAsync()
        {
            await using var scope = _product.Services.CreateAsyncScope();
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            foreach (var role in Roles.All)
            {
                var made = await people.CreateAccountAsync(new NewAccount(role, $"{role}@example.org", Password, "Europe/Sofia"), [role], Make.At("2026-01-01 00:00"));
                Assert.Null(made.Refusal);
            }
        }

        public ValueTask DisposeAsync() => _product.DisposeAsync();

        /// <summary>A client signed in with a role; with none, one that is not signed in.</summary>
        public async Task<HttpClient> ClientAsync(string role)
        {
            var client = _product.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
            if (role.Length > 0)
            {
                var page = await client.GetStringAsync("/sign-in");
                var token = AntiforgeryToken().Match(page).Groups["token"].Value;
                using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["_handler"] = "sign-in",
                    ["__RequestVerificationToken"] = token,
                    ["Form.Email"] = $"{role}@example.org",
                    ["Form.Password"] = Password,
                }));
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            }
            return client;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}

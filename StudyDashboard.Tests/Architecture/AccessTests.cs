using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Architecture;

/// <summary>Walks every route with every role, by every method, with ids that are not theirs.</summary>
public sealed partial class AccessTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    [Fact]
    public void EveryRoute_HasARule() =>
        Assert.Empty(Routes().Where(r => AccessRules.WhoOf(r.Pattern) is null).Select(r => r.Pattern).Distinct());

    [Fact]
    public void RouteThatIsNotForAnyone_IsNeverOpen() => Assert.All(Routes(), route =>
    {
        if (AccessRules.WhoOf(route.Pattern) != AccessRules.Anyone)
        {
            Assert.True(route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null, $"{route.Pattern} is open to anyone.");
        }
    });

    [Theory]
    [InlineData("")]
    [InlineData(Roles.Admin)]
    [InlineData(Roles.Tutor)]
    [InlineData(Roles.Student)]
    [InlineData(Roles.Guardian)]
    public async Task EveryRoute_ByCookie_LetsInWhoMayAndNobodyElse(string role)
    {
        using var client = await SignedInAsync(role);
        foreach (var (pattern, method) in Calls())
        {
            using var answer = await client.SendAsync(method, Address(pattern, "1"));

            var expected = Expected(AccessRules.WhoOf(pattern)!, method, role);
            Assert.True(expected(answer), $"{method} {pattern} for {(role.Length == 0 ? "nobody" : role)}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }
    }

    [Theory]
    [InlineData(Roles.Admin)]
    [InlineData(Roles.Tutor)]
    [InlineData(Roles.Guardian)]
    [InlineData(Roles.Student)]
    public async Task EveryApiRoute_WithAForeignId_AnswersLikeAMissingOne(string role)
    {
        using var victim = await product.ClientOfAsync(product.OtherStudent);
        using var made = await victim.SendAsync("POST", "/api/analytics/sessions",
            """{"session_type": "theory", "started_at": "2026-03-09T08:00:00Z", "ended_at": "2026-03-09T09:00:00Z", "overlap": "keep_both"}""");
        var foreign = (await made.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
        using var client = await product.ClientOfAsync(PersonOf(role));

        foreach (var (pattern, method) in Calls().Where(c => AccessRules.WhoOf(c.Pattern) == AccessRules.Token && c.Pattern.Contains('{', StringComparison.Ordinal)))
        {
            var body = method is "GET" or "DELETE" ? null : pattern.EndsWith("/activities", StringComparison.Ordinal) ? """{"activity_type": "read"}""" : "{}";
            using var theirs = await client.SendAsync(method, Address(pattern, $"{foreign}"), body);
            using var missing = await client.SendAsync(method, Address(pattern, "999999"), body);

            Assert.True(HttpStatusCode.NotFound == theirs.StatusCode, $"{method} {pattern} for {role}: {theirs.StatusCode}");
            Assert.Equal(Anonymous(await missing.TextAsync()), Anonymous(await theirs.TextAsync()));
        }
    }

    private static Func<HttpResponseMessage, bool> Expected(string who, string method, string role) => who switch
    {
        AccessRules.Anyone => answer => !LeadsToSignIn(answer) && (int)answer.StatusCode < 500,
        AccessRules.Off => answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable,
        _ when role.Length == 0 => LeadsToSignIn,
        // A cookie reads but changes nothing over the API: a page elsewhere must not be able to act by it.
        AccessRules.Token when method != "GET" => answer => answer.StatusCode == HttpStatusCode.Unauthorized,
        AccessRules.SignedIn or AccessRules.Token => answer => !LeadsToSignIn(answer) && (int)answer.StatusCode < 500,
        _ when who == role => answer => !LeadsToSignIn(answer) && answer.StatusCode != HttpStatusCode.NotFound && (int)answer.StatusCode < 500,
        _ => answer => answer.StatusCode == HttpStatusCode.NotFound,
    };

    /// <summary>The sign-in page for a person, 401 for a program.</summary>
    private static bool LeadsToSignIn(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.Unauthorized
        || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in?", StringComparison.Ordinal));

    private static string Address(string pattern, string id) => Placeholders().Replace(pattern, id);

    // The id stands in the problem's address of the request and nowhere else.
    private static string Anonymous(string problem) => Regex.Replace(problem, @"sessions/\d+|""trace_?[iI]d"":\s*""[^""]*""", "");

    private IEnumerable<(string Pattern, RouteEndpoint Endpoint)> Routes() => product.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Select(e => ($"/{e.RoutePattern.RawText!.TrimStart('/')}", e));

    /// <summary>Every route that is not a static file or a part of the circuit, with each of its methods.</summary>
    private IEnumerable<(string Pattern, string Method)> Calls() => Routes()
        .Where(r => !r.Pattern.Contains("**", StringComparison.Ordinal) && !r.Pattern.StartsWith("/_", StringComparison.Ordinal))
        .Where(r => r.Endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null && (r.Pattern == "/openapi/v1.json" || !Path.HasExtension(r.Pattern)))
        .SelectMany(r => r.Endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (r.Pattern, m)))
        // Signing out ends the walk; a page's POST without a form says 400 to whoever may be there.
        .Where(c => c.Pattern != "/sign-out")
        .Distinct();

    private Person PersonOf(string role) => role switch
    {
        Roles.Admin => product.Admin,
        Roles.Tutor => product.Tutor,
        Roles.Guardian => product.Guardian,
        _ => product.Student,
    };

    /// <summary>A client signed in with a role; with none, one that is not signed in.</summary>
    private Task<HttpClient> SignedInAsync(string role) => role.Length == 0 ? Task.FromResult(product.Anonymous()) : product.BrowserOfAsync(PersonOf(role));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholders();
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;

namespace StudyDashboard.Tests.Support;

/// <summary>The whole product over HTTP, on a data folder of its own and a clock that the test moves, with a person of each role.</summary>
public sealed partial class ApiFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private readonly string _data = Directory.CreateTempSubdirectory("study-http-").FullName;

    /// <summary>Before the server starts: changes its configuration.</summary>
    public Action<IWebHostBuilder>? Configure { get; init; }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public Person Student { get; private set; } = null!;

    public Person OtherStudent { get; private set; } = null!;

    public Person Tutor { get; private set; } = null!;

    public Person Guardian { get; private set; } = null!;

    public Person Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Student = await AddPersonAsync("Mina", Roles.Student);
        OtherStudent = await AddPersonAsync("Jun", Roles.Student);
        Tutor = await AddPersonAsync("Vera", Roles.Tutor);
        Guardian = await AddPersonAsync("Sun", Roles.Guardian);
        Admin = await AddPersonAsync("Ada", Roles.Admin);
    }

    /// <summary>A client that sends a new token of the person with these scopes.</summary>
    public async Task<HttpClient> ClientOfAsync(Person person, params ApiScope[] scopes)
    {
        var made = await Services.GetRequiredService<TokenService>()
            .CreateAsync(person.Id, "test", scopes.Length == 0 ? [ApiScope.Read, ApiScope.Write] : scopes, null, CancellationToken.None);
        return ClientWith(made.Value.Secret);
    }

    /// <summary>A client with the cookie of a person who signed in on the page. It follows no redirect.</summary>
    public async Task<HttpClient> BrowserOfAsync(Person person)
    {
        var client = Anonymous();
        var page = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = AntiforgeryToken().Match(page).Groups["token"].Value,
            ["Form.Email"] = person.Email!,
            ["Form.Password"] = Password,
        }), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public HttpClient ClientWith(string bearer)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return client;
    }

    /// <summary>A client that is not signed in. It keeps cookies and follows no redirect; what it sends and gets must be as the document says.</summary>
    public HttpClient Anonymous() => CreateDefaultClient(new CookieContainerHandler(), new ContractHandler(() => Services));

    public StudyDbContext Context() => Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContext();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", _data).UseTestDatabase();
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
        Configure?.Invoke(builder);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private async Task<Person> AddPersonAsync(string name, string role)
    {
        using var scope = Services.CreateScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = Person.Create(name, $"{name.ToLowerInvariant()}@example.org", Clock.UtcNow);
        person.SetDays("Europe/Sofia", 4, DayOfWeek.Monday);
        person.Welcome(Clock.UtcNow);
        await people.CreateAsync(person, Password);
        await people.AddToRoleAsync(person, role);
        return person;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}

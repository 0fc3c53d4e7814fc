using System.Data.Common;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Overview;

/// <summary>What one request of Today asks of the database.</summary>
public sealed class TodayRequestTests : IDisposable
{
    /// <summary>product.md section 17.</summary>
    private const int MostStatements = 12;

    private readonly string _data = Directory.CreateTempSubdirectory("study-today-").FullName;
    private readonly StatementCounter _counter = new();
    private readonly WebApplicationFactory<Program> _server;

    public TodayRequestTests() => _server = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .UseSetting("data", _data)
        .ConfigureTestServices(services =>
        {
            services.ConfigureDbContext<StudyDbContext>(options => options.AddInterceptors(_counter));
            // What the server does by itself meanwhile is not the request's.
            foreach (var background in services.Where(s => s.ImplementationType == typeof(DutyRunner) || s.ImplementationType == typeof(NoticePost)).ToList())
            {
                services.Remove(background);
            }
            services.AddAuthentication(options => options.DefaultScheme = options.DefaultAuthenticateScheme = options.DefaultChallengeScheme = SignedIn.Scheme)
                .AddScheme<AuthenticationSchemeOptions, SignedIn>(SignedIn.Scheme, null);
        }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Today_WithATimerRunning_StaysWithinItsStatements()
    {
        var client = _server.CreateClient();
        await StudyAsync();
        await client.GetAsync("/", Token);
        _counter.Texts.Clear();

        var page = await client.GetStringAsync("/", Token);

        Assert.Contains("Good ", page, StringComparison.Ordinal);
        Assert.InRange(_counter.Texts.Count, 1, MostStatements);
        Assert.Single(_counter.Texts, t => t.Contains("analytics_days", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task StudyAsync()
    {
        var person = Make.Person();
        await using (var context = await _server.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(Token))
        {
            context.Users.Add(person);
            await context.SaveChangesAsync(Token);
            var role = await context.Roles.SingleOrDefaultAsync(r => r.Name == Roles.Student, Token)
                ?? context.Roles.Add(new Microsoft.AspNetCore.Identity.IdentityRole<int>(Roles.Student) { NormalizedName = "STUDENT" }).Entity;
            await context.SaveChangesAsync(Token);
            context.UserRoles.Add(new Microsoft.AspNetCore.Identity.IdentityUserRole<int> { UserId = person.Id, RoleId = role.Id });
            person.Welcome(Make.At("2026-01-01 00:00"));
            await context.SaveChangesAsync(Token);
        }
        SignedIn.PersonId = person.Id;
        var recorder = _server.Services.GetRequiredService<SessionRecorder>();
        for (var ago = 1; ago <= 5; ago++)
        {
            var session = Make.Session(person.Id, DateTime.SpecifyKind(new DateTime(2026, 3, 10 - ago, 9, 0, 0), DateTimeKind.Utc));
            await recorder.RecordAsync<StudySession>(person.Id, ChangeVerb.Add, book => Task.FromResult<Outcome<StudySession>>(book.Add(session)), Token);
        }
        await _server.Services.GetRequiredService<TimerService>().StartAsync(person.Id, new StartTimer { About = Make.About() }, Token);
    }

    private sealed class StatementCounter : DbCommandInterceptor
    {
        public List<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Texts.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Texts.Add(command.CommandText);
            return result;
        }
    }

    /// <summary>Everyone who asks is the one student.</summary>
    private sealed class SignedIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public new const string Scheme = "Test";

        public static int PersonId { get; set; }

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var identity = new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, PersonId.ToString(System.Globalization.CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Role, Roles.Student)], Scheme);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
        }
    }
}

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
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Features.Quizzes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Overview;

/// <summary>What one request of Today, or of a report, asks of the database.</summary>
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
        // All that a student can have is there.
        Assert.All(["Surgery", "90 min a week", "Sheet 7", "2 cards due"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.True(_counter.Texts.Count is > 0 and <= MostStatements, $"{_counter.Texts.Count} statements:\n{string.Join("\n\n", _counter.Texts)}");
        Assert.Single(_counter.Texts, t => t.Contains("analytics_days", StringComparison.Ordinal));
    }

    [Theory]
    // One more than promised, for the list of quizzes (docs/benchmarks.md).
    [InlineData("/dashboard/reports?period=month", "Quizzes finished", MostStatements + 1)]
    [InlineData("/dashboard/analytics?period=month", "Beside the time before", MostStatements)]
    public async Task Report_OfAMonth_StaysWithinItsStatements(string address, string text, int most)
    {
        var client = _server.CreateClient();
        await StudyAsync();
        await client.GetAsync(address, Token);
        _counter.Texts.Clear();

        var page = await client.GetStringAsync(address, Token);

        Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.True(_counter.Texts.Count > 0 && _counter.Texts.Count <= most, $"{_counter.Texts.Count} statements:\n{string.Join("\n\n", _counter.Texts)}");
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
        var recorder = Get<SessionRecorder>();
        for (var ago = 0; ago < 5; ago++)
        {
            var session = Make.Session(person.Id, Get<TimeProvider>().NowUtc().AddDays(-ago).AddMinutes(-40), 30);
            await recorder.RecordAsync<StudySession>(person.Id, ChangeVerb.Add, book => Task.FromResult<Outcome<StudySession>>(book.Add(session)), Token);
        }
        await EquipAsync((await Get<ProfileService>().GetAsync(person.Id, Token))! with { Roles = [Roles.Student] });
        await Get<TimerService>().StartAsync(person.Id, new StartTimer { About = Make.About() }, Token);
    }

    /// <summary>A plan, a goal, a deck, and a class with an assignment.</summary>
    private async Task EquipAsync(Profile student)
    {
        var plan = new PlanContent { Title = "Exam", Domains = [new PlanPart { Code = "SURG", Name = "Surgery", Weight = 1 }] };
        Assert.Null((await Get<PlanService>().AddAsync(student.Id, plan, activate: true, Token)).Refusal);
        Assert.Null((await Get<GoalService>().AddAsync(student, new GoalDraft { Target = 90 }, Token)).Refusal);
        var topic = (await Get<BankService>().AddTopicAsync(student.Id, new TopicDraft("Anatomy"), Token)).Value;
        Assert.Null((await Get<BankService>().AddQuestionAsync(student.Id, topic, QuizMake.Choice(), new QuestionPlace(), Token)).Refusal);
        var quiz = (await Get<QuizService>().StartAsync(student.Id, new QuizStart { TopicId = topic }, Token)).Value;
        var asked = (await Get<QuizReader>().FindAsync(student.Id, quiz, Token))!.QuestionIds.Single();
        Assert.Null((await Get<QuizService>().AnswerAsync(student.Id, quiz, new QuizAnswer(asked, ["B"], false), Token)).Refusal);
        Assert.Null((await Get<QuizFinalizer>().FinalizeAsync(student.Id, quiz, Token)).Refusal);
        var deck = (await Get<DeckService>().AddAsync(student.Id, "Words", null, Token)).Value.Id;
        foreach (var word in new[] { "eins", "zwei" })
        {
            Assert.Null((await Get<CardService>().AddAsync(student.Id, deck, new CardText(word, "one of them"), [], Token)).Refusal);
        }
        var own = (await Get<ClassService>().AddAsync(student, new ClassDraft("Mine"), isPrivate: true, Token)).Value;
        Assert.Null((await Get<AssignmentService>().GiveAsync(student.Id, own, new AssignmentDraft { Title = "Sheet 7", DueOn = DateOnly.FromDateTime(Get<TimeProvider>().NowUtc()) }, Token)).Refusal);
    }

    private T Get<T>() where T : notnull => _server.Services.GetRequiredService<T>();

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

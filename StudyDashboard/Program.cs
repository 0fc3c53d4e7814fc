using System.CommandLine;
using StudyDashboard.Commands;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Calendars;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Goals.Api;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Api;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Api;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Scenarios;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Api;
using StudyDashboard.Features.Tutoring.Whiteboards;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Infrastructure.Hosting;

// The host itself answers the signals that end the process, so that a stop is graceful.
var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
return await OperatorException.GuardAsync(() => StudyCommands.For(args, Serve, BuildServices).InvokeAsync(configuration));

// The server: what `dotnet run --project StudyDashboard` starts.
static async Task<int> Serve(StudyOptions options, string[] args)
{
    DemoFolder.Check(options);
    // Several nodes may share the folder of a database that is elsewhere.
    using var folder = options.Postgres is null ? DataFolderLock.Hold(options) : null;
    var app = Build(options, args);
    // Beside each other, because both are work of the processor and a start is waited for.
    var data = Task.Run(() => app.PrepareDataAsync(options));
    Map(app);
    await data;
    await app.RunAsync();
    return 0;
}

// The same services without a server: what the other commands run on.
static IServiceProvider BuildServices(StudyOptions options) => Build(options, []).Services;

static void Map(WebApplication app)
{
    app.UseHosting();
    app.MapHosting();
    app.MapAccounts();
    app.MapSessions();
    app.MapGoals();
    app.MapReview();
    app.MapLessonEndpoints();
    app.MapWhiteboards();
    app.MapCalendars();
    app.MapQuizzes();
    app.MapPlans();
    app.MapScenarios();
    app.MapLibrary();
    app.MapClasses();
    app.MapAnalytics();
    app.MapReports();
    app.MapWebhooks();
    app.MapComponents();
    app.WarmEndpoints();
}

static WebApplication Build(StudyOptions options, string[] args)
{
    // A published program has its style sheets beside itself, wherever it was started from.
    var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = published ? AppContext.BaseDirectory : null });
    builder.AddHosting(options);
    builder.Services
        .AddStudyData(options)
        .AddComponents()
        .AddAccounts(options)
        .AddSessions()
        .AddClasses()
        .AddPlans()
        .AddGoals()
        .AddRewards()
        .AddAnalytics()
        .AddImports()
        .AddNotices()
        .AddDemo()
        .AddReview()
        .AddTutoring()
        .AddCalendars()
        .AddQuizzes()
        .AddScenarios()
        .AddLibrary(options)
        .AddOverview()
        .AddReports()
        .AddWebhooks();

    return builder.Build();
}

/// <summary>The entry point, named for tests that start the product in their own process.</summary>
public partial class Program;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Console;
using StudyDashboard.Data;
using StudyDashboard.Data.Backups;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Telemetry;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>What every request and every feature stands on: address, data folder, keys, headers, health.</summary>
internal static class Hosting
{
    public static void AddHosting(this WebApplicationBuilder builder, StudyOptions options)
    {
        Prerequisites.Check();
        if (options.Demo)
        {
            DemoAddresses.Check(builder.Configuration);
        }
        PrivateFile.CreateFolder(options.DataFolder);
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(StudyOptions.DefaultUrl);
        }
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // What these log as errors is thrown as well, and told to the operator in words.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Connection", LogLevel.Critical);
        // Whoever asks the API without a token would write a line each time.
        builder.Logging.AddFilter(typeof(TokenScheme).FullName, LogLevel.Warning);
        // Standard output is for what a command answers.
        builder.Services.KeepPathsOutOfLogs();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (builder.Configuration["log"] == "json")
        {
            builder.Logging.ClearProviders().AddJsonConsole();
        }
        // First to start and last to stop of what runs beside the requests.
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<NodeNews>();
        builder.Services.AddSingleton<StudyFeed>();
        builder.Services.AddSingleton<Presence>();
        builder.Services.AddScheduledBackups(builder.Configuration);
        builder.Services.AddSchedule();
        var protection = builder.Services.AddDataProtection().SetApplicationName("StudyDashboard");
        if (options.Postgres is null)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(options.KeysFolder));
        }
        builder.Services.AddSingleton<SecretBox>();
        builder.Services.AddProblemDetails();
        builder.Services.AddHostedService<Announcement>().AddHostedService<StartCheck>();
        builder.Services.AddHostedService<ServiceNotice>();
        builder.Services.AddHostedService<QuietEnd>();
        // Answers that are on their way get so long; the unit's TimeoutStopSec is longer.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = false);
        builder.Services.AddApi(builder.Configuration);
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseMiddleware<LastPages>();
        app.UseMiddleware<RouteSpans>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = thrown => DiskFull.IsCauseOf(thrown) ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status500InternalServerError,
        });
        app.UseResponseCompression();
        app.UseMiddleware<HostCookies>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<CircuitOrigin>();
        app.UseRequestLocalization(localization => localization.SetDefaultCulture("en").AddSupportedCultures("en").AddSupportedUICultures("en"));
        app.UseMissingPages();
        app.UseApiProblems();
        app.UseAuthentication();
        app.UseMiddleware<LiveSignIn>();
        app.UseAuthorization();
        app.UseApiRepeats();
        app.UseAntiforgery();
    }

    public static void MapHosting(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapApiDocument();
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live"))).AllowAnonymous();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
        app.MapGet("/clock", (TimeProvider clock) => TypedResults.Text(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .AllowAnonymous();
    }

    /// <summary>Builds the endpoints, so that the host, which asks for them when it starts, need not compile what that takes.</summary>
    public static void WarmEndpoints(this IEndpointRouteBuilder app)
    {
        foreach (var source in app.DataSources)
        {
            _ = source.Endpoints;
        }
    }

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> ReadyAsync(
        Readiness readiness, BackupShelf backups, TimeProvider clock, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        // How old the newest backup is does not make a server unready: it would only be taken away from people as well.
        var age = (int?)(clock.GetUtcNow() - backups.Newest()?.MadeAt)?.TotalSeconds;
        return !lifetime.ApplicationStopping.IsCancellationRequested && await readiness.IsReadyAsync(cancellationToken)
            ? TypedResults.Ok(new HealthAnswer("ready", age))
            : TypedResults.Json(new HealthAnswer("not ready", age), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <param name="Status">In a word.</param>
    /// <param name="BackupAgeSeconds">Of the newest backup in the data folder; not there without one.</param>
    internal sealed record HealthAnswer(
        string Status, [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] int? BackupAgeSeconds = null);

    /// <summary>Creates the database or brings it up to date.</summary>
    /// <exception cref="OperatorException">A restore was broken off, or the file is damaged.</exception>
    public static Task PrepareDatabaseAsync(this IServiceProvider services)
    {
        Restore.RequireFinished(services.GetRequiredService<StudyOptions>());
        StartCheck.RequireReadable(services.GetRequiredService<StudyOptions>().DatabaseFile);
        return services.GetRequiredService<DatabaseSetup>().PrepareAsync(CancellationToken.None);
    }

    /// <summary>Prints the address and the data folder once the server listens.</summary>
    private sealed class Announcement(IServer server, IHostApplicationLifetime lifetime, StudyOptions options) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStarted.Register(() =>
            {
                var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
                Console.Out.WriteLine($"StudyDashboard: {string.Join(", ", addresses)}");
                Console.Out.WriteLine($"Data: {options.DataFolder}");
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

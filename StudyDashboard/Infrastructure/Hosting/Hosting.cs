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
using StudyDashboard.Infrastructure.Live;

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
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical);
        // Standard output is for what a command answers.
        builder.Services.KeepPathsOutOfLogs();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (builder.Configuration["log"] == "json")
        {
            builder.Logging.ClearProviders().AddJsonConsole();
        }
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StudyFeed>();
        builder.Services.AddSingleton<Presence>();
        builder.Services.AddSchedule();
        builder.Services.AddDataProtection().SetApplicationName("StudyDashboard").PersistKeysToFileSystem(new DirectoryInfo(options.KeysFolder));
        builder.Services.AddSingleton<SecretBox>();
        builder.Services.AddProblemDetails();
        builder.Services.AddHostedService<Announcement>();
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = false);
        builder.Services.AddApi(builder.Configuration);
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
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

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> ReadyAsync(Readiness readiness, CancellationToken cancellationToken) =>
        await readiness.IsReadyAsync(cancellationToken)
            ? TypedResults.Ok(new HealthAnswer("ready"))
            : TypedResults.Json(new HealthAnswer("not ready"), statusCode: StatusCodes.Status503ServiceUnavailable);

    internal sealed record HealthAnswer(string Status);

    /// <summary>Creates the database or brings it up to date.</summary>
    /// <exception cref="OperatorException">A restore was broken off.</exception>
    public static Task PrepareDatabaseAsync(this IServiceProvider services)
    {
        Restore.RequireFinished(services.GetRequiredService<StudyOptions>());
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

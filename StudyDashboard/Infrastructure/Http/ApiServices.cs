using Microsoft.AspNetCore.Authorization;
using StudyDashboard.Infrastructure.Http.Idempotency;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>The HTTP contract's general rules (product.md 15): problems, repeats, other sites, the document.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.ConfigureHttpJsonOptions(json => Json.ConfigureWire(json.SerializerOptions));
        // Other sites' scripts may call the API only when they are named in the configuration, and then with a token, never a cookie.
        var origins = configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(origins)
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "If-Match", "Idempotency-Key")
            .WithExposedHeaders("ETag", "Location", "Retry-After", IdempotentAnswers.ReplayedHeader)));
        services.AddRateLimiter(_ => { });
        services.AddOpenApi("v1", ApiDocument.Describe);
        return services
            .AddSingleton<IAuthorizationMiddlewareResultHandler, ScopeRefusal>()
            .AddSingleton(configuration.GetSection("Limits").Get<RateLimits>() ?? new RateLimits())
            .AddSingleton<IdempotencyStore>()
            .AddSingleton(IngestSwitch.From(configuration))
            .AddSingleton<ApiCatalog>();
    }

    /// <summary>Before authentication.</summary>
    public static void UseApiProblems(this WebApplication app) => app.UseWhen(ApiRoutes.IsApi, api =>
    {
        api.UseMiddleware<ApiProblems>();
        api.UseCors();
        if (!app.Services.GetRequiredService<IngestSwitch>().IsOn)
        {
            api.UseWhen(IngestSwitch.IsIngest, ingest => ingest.Run(IngestSwitch.RefuseAsync));
        }
        api.UseRateLimiter(app.Services.GetRequiredService<RateLimits>().OfAddress());
    });

    /// <summary>After authorization: a token's own limit, and repeats, which are kept for a person.</summary>
    public static void UseApiRepeats(this WebApplication app) => app.UseWhen(ApiRoutes.IsApi, api =>
    {
        api.UseRateLimiter(app.Services.GetRequiredService<RateLimits>().OfToken());
        api.UseMiddleware<IdempotentAnswers>();
    });

    public static void MapApiDocument(this WebApplication app) => app.MapGet("/openapi/v1.json", (ApiCatalog catalog) => catalog.JsonAsync());
}

using Microsoft.AspNetCore.Routing.Template;
using StudyDashboard.Data;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>Gives every error under <c>/api</c> a problem to read: those without a body, and those that were thrown.</summary>
internal sealed class ApiProblems(RequestDelegate next, ILogger<ApiProblems> logger, EndpointDataSource routes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
            return;
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = refused.StatusCode;
        }
        catch (Exception full) when (!context.Response.HasStarted && DiskFull.IsCauseOf(full))
        {
            logger.LogError("{Method} {Route} was refused: the disk is full.", context.Request.Method, RouteOf(context));
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status507InsufficientStorage;
        }
        catch (Exception broken) when (!context.Response.HasStarted)
        {
            logger.LogError(broken, "{Method} {Route} failed.", context.Request.Method, RouteOf(context));
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed && !IsKnown(context.Request.Path))
        {
            // A route that takes any path, but only to be read, has answered for one that is not there.
            response.Headers.Allow = default;
            response.StatusCode = StatusCodes.Status404NotFound;
        }
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0)
        {
            response.Headers.ContentLength = null;
            await ApiProblem.Of(response.StatusCode, DetailOf(response.StatusCode)).ExecuteAsync(context);
        }
    }

    // The route and not the path, which may hold a secret.
    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private bool IsKnown(PathString path) => routes.Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ApiRoute>() is not null)
        .Any(e => new TemplateMatcher(new RouteTemplate(e.RoutePattern), []).TryMatch(path, []));

    private static string DetailOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ApiTexts.Problem_Unreadable,
        StatusCodes.Status401Unauthorized => ApiTexts.Problem_NoToken,
        StatusCodes.Status403Forbidden => ApiTexts.Problem_Forbidden,
        StatusCodes.Status404NotFound => ApiTexts.Problem_NoRoute,
        StatusCodes.Status405MethodNotAllowed => ApiTexts.Problem_Method,
        StatusCodes.Status413PayloadTooLarge => ApiTexts.Problem_TooLarge.With(JsonRequest.MaxBytes / 1024),
        StatusCodes.Status415UnsupportedMediaType => ApiTexts.Problem_MediaType,
        StatusCodes.Status507InsufficientStorage => SharedTexts.Error_DiskFull,
        >= 500 => ApiTexts.Problem_Broken,
        _ => ApiTexts.Problem_Refused,
    };
}

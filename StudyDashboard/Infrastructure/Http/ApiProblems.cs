using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>Gives every error under <c>/api</c> a problem to read: those without a body, and those that were thrown.</summary>
internal sealed class ApiProblems(RequestDelegate next, ILogger<ApiProblems> logger)
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
        catch (Exception broken) when (!context.Response.HasStarted)
        {
            logger.LogError(broken, "{Method} {Path} failed.", context.Request.Method, context.Request.Path);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0)
        {
            response.Headers.ContentLength = null;
            await ApiProblem.Of(response.StatusCode, DetailOf(response.StatusCode)).ExecuteAsync(context);
        }
    }

    private static string DetailOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ApiTexts.Problem_Unreadable,
        StatusCodes.Status401Unauthorized => ApiTexts.Problem_NoToken,
        StatusCodes.Status403Forbidden => ApiTexts.Problem_Forbidden,
        StatusCodes.Status404NotFound => ApiTexts.Problem_NoRoute,
        StatusCodes.Status405MethodNotAllowed => ApiTexts.Problem_Method,
        StatusCodes.Status413PayloadTooLarge => ApiTexts.Problem_TooLarge.With(JsonRequest.MaxBytes / 1024),
        StatusCodes.Status415UnsupportedMediaType => ApiTexts.Problem_MediaType,
        >= 500 => ApiTexts.Problem_Broken,
        _ => ApiTexts.Problem_Refused,
    };
}

using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>Problem details (RFC 9457) with the fields that cannot be taken. Every error under <c>/api</c> looks like this.</summary>
public sealed record ProblemBody
{
    /// <summary>No page of its own describes a problem: its status and text say all (RFC 9457, section 4.2.1).</summary>
    public string Type { get; private init; } = "about:blank";

    /// <summary>The status code's own name.</summary>
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What is wrong and what to do, for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>The fields that cannot be taken; empty when it is not about a field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The session that holds the running slot.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RunningSessionId { get; init; }

    /// <summary>The version that is stored now, when the caller named an older one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CurrentVersion { get; init; }

    /// <summary>What is stored now, as GET of the same path answers it, when the caller named an older version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Current { get; init; }

    /// <summary>What it would clash with, by date.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemClash>? Conflicts { get; init; }
}

/// <summary>Two things at one time.</summary>
/// <param name="StartsAt">The start of what was asked for.</param>
/// <param name="EndsAt">Its end.</param>
/// <param name="BusyFrom">The start of what is there.</param>
/// <param name="BusyTo">Its end.</param>
/// <param name="Side">Who is not free.</param>
/// <param name="With">What is there, as far as the caller may know.</param>
/// <param name="SessionId">The caller's own lesson, if it is one.</param>
public sealed record ProblemClash(DateTime StartsAt, DateTime EndsAt, DateTime BusyFrom, DateTime BusyTo, string Side, string With, int? SessionId);

/// <summary>Answers with a problem.</summary>
public sealed class ApiProblem : IResult, IEndpointMetadataProvider
{
    public const string ContentType = "application/problem+json";

    private readonly ProblemBody _body;

    private readonly TimeSpan? _wait;

    private ApiProblem(ProblemBody body, TimeSpan? wait = null) => (_body, _wait) = (body, wait);

    public static ApiProblem Of(int status, string detail, params IReadOnlyList<FieldError> errors) =>
        new(Body(status, detail, errors));

    /// <summary>A refused command; each kind has one status (rules.md 10).</summary>
    public static ApiProblem Of(Refusal refusal) =>
        new(Body(StatusOf(refusal.Kind), refusal.Message, refusal.Fields) with { RunningSessionId = refusal.RunningSessionId });

    /// <summary>Too much of something; the answer says in <c>Retry-After</c> how long to wait.</summary>
    /// <param name="detail">What is too much.</param>
    /// <param name="wait">How long; null when no time will change it.</param>
    public static ApiProblem TooMany(string detail, TimeSpan? wait) => new(Body(StatusCodes.Status429TooManyRequests, detail, []), wait);

    /// <summary>Whether the caller named an older version than the one that is stored.</summary>
    public bool IsStale => _body.Status == StatusCodes.Status412PreconditionFailed;

    /// <summary>The same with what is stored now.</summary>
    /// <param name="detail">The sentence about it, with a place for its version.</param>
    /// <param name="current">What is stored now, with its version.</param>
    public ApiProblem Showing(string detail, JsonElement current)
    {
        var version = current.GetProperty("version").GetInt32();
        return new(_body with { Detail = detail.With(version), CurrentVersion = version, Current = current });
    }

    /// <summary>A command that was refused because of what it clashes with.</summary>
    public static ApiProblem Clashing(Refusal refusal, IReadOnlyList<ProblemClash> clashes) =>
        new(Body(StatusOf(refusal.Kind), refusal.Message, refusal.Fields) with { Conflicts = clashes });

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = _body.Status;
        if (_body.CurrentVersion is { } version)
        {
            IfMatch.Tag(httpContext.Response, version);
        }
        if (_wait is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = RateLimits.SecondsOf(wait).ToString(CultureInfo.InvariantCulture);
        }
        return httpContext.Response.WriteAsJsonAsync(_body, Json.Wire, ContentType, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        // The document derives which other problems can come (AnswerTransformer); one is enough to have the shape in it.
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(ProblemBody), [ContentType]));
    }

    private static ProblemBody Body(int status, string detail, IReadOnlyList<FieldError> errors) =>
        new() { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail, Errors = errors };

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

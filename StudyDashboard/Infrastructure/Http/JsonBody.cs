using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>A part of a request that a handler takes; when it could not be read, the group answers with the problem instead.</summary>
internal interface IRequestPart
{
    ApiProblem? Problem { get; }
}

/// <summary>The JSON object in a request's body. A body that is left out is an empty object.</summary>
internal sealed class JsonBody<T> : IRequestPart, IEndpointParameterMetadataProvider where T : class, new()
{
    private readonly T? _value;
    private readonly IReadOnlySet<string> _present;

    private JsonBody(T? value, IReadOnlySet<string> present, ApiProblem? problem) => (_value, _present, Problem) = (value, present, problem);

    public ApiProblem? Problem { get; }

    /// <summary>What was sent.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The body could not be read.");

    /// <summary>Whether a field was there, be it as null.</summary>
    public bool Has(string field) => _present.Contains(field);

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (bytes, problem) = await JsonRequest.ReadAsync(context.Request);
        if (problem is not null)
        {
            return new JsonBody<T>(null, new HashSet<string>(), problem);
        }
        if (bytes.Length == 0)
        {
            return new JsonBody<T>(new T(), new HashSet<string>(), null);
        }
        if (!context.Request.HasJsonContentType())
        {
            return new JsonBody<T>(null, new HashSet<string>(), ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, ApiTexts.Problem_MediaType));
        }
        var (value, present, refused) = JsonRequest.Parse<T>(bytes);
        return new JsonBody<T>(value, present, refused);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));
}

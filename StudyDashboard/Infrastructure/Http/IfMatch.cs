using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>
/// The version that the caller read and wants to change (RFC 9110, section 13.1.1). Without the header, or with <c>*</c>, any will do.
/// </summary>
internal sealed record IfMatch(int? Version) : IRequestPart, IEndpointParameterMetadataProvider
{
    public ApiProblem? Problem { get; private init; }

    public static ValueTask<IfMatch?> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        var match = header.Count == 0 || header == "*" ? new IfMatch((int?)null)
            : EntityTagHeaderValue.TryParse(header.ToString(), out var tag) && TryRead(tag, out var version) ? new IfMatch(version)
            : new IfMatch((int?)null) { Problem = ApiProblem.Of(Refusal.Invalid(new FieldError("If-Match", ApiTexts.Match_Unreadable))) };
        return ValueTask.FromResult<IfMatch?>(match);
    }

    /// <summary>Names a version in the answer's <c>ETag</c>.</summary>
    public static void Tag(HttpResponse response, int version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ParameterDoc("If-Match", "The version that was read, as its ETag said it; an older one is refused with 412.", InHeader: true) { Example = "\"3\"" });

    private static bool TryRead(EntityTagHeaderValue tag, out int version) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out version);
}

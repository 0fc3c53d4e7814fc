using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>A route's path as the document spells it: parameters without their constraints.</summary>
internal static partial class RoutePath
{
    public static string Of(ApiDescription description) => $"/{Constraint().Replace(description.RelativePath!.Split('?')[0].Trim('/'), "}")}";

    /// <summary>A name for the operation, unique as its method and path are.</summary>
    public static string NameOf(ApiDescription description) => $"{description.HttpMethod}{Of(description)}".ToLowerInvariant()
        .Replace("/api/", "/", StringComparison.Ordinal)
        .Replace("{", "by_", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace('/', '_').Replace('-', '_');

    [GeneratedRegex(@":[^}]+\}")]
    private static partial Regex Constraint();
}

using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>
/// Whether programs may hand in results that were made elsewhere: the setting <c>Ingest:Enabled</c>, off unless given. While it is off,
/// everything below <c>/ingest</c> is 503 before anybody is asked who they are (rules.md 29).
/// </summary>
public sealed record IngestSwitch(bool IsOn)
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Ingest:Enabled";

    /// <summary>Where its routes are.</summary>
    public const string Root = "/ingest";

    public static IngestSwitch From(IConfiguration? configuration) => new(configuration?.GetValue<bool?>(Setting) ?? false);

    internal static bool IsIngest(HttpContext context) => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    internal static Task RefuseAsync(HttpContext context) =>
        ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, ApiTexts.Problem_IngestOff.With(Setting)).ExecuteAsync(context);
}

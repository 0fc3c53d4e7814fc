namespace StudyDashboard.Infrastructure.Http;

/// <summary>A query parameter or header that a route reads by itself, for the OpenAPI document.</summary>
internal sealed record ParameterDoc(string Name, string Description, ParameterKind Kind = ParameterKind.Text, bool InHeader = false);

internal enum ParameterKind
{
    Text,
    Whole,
}

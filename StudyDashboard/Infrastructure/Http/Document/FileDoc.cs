namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>The files that a route answers with, by media type, beside its JSON if it has any.</summary>
internal sealed record FileDoc(params IReadOnlyList<string> MediaTypes);

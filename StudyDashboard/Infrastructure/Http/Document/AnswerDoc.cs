namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>A problem that a route answers beyond those that follow from what it reads.</summary>
internal sealed record AnswerDoc(int Status, string Description);

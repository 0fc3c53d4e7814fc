namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>A problem that a route answers beyond those that follow from what it reads.</summary>
internal sealed record AnswerDoc(int Status, string Description)
{
    /// <summary>404 for something that the query or the body names.</summary>
    public static AnswerDoc Missing(string thing) => new(StatusCodes.Status404NotFound, $"There is no such {thing}, or it is not the caller's to see.");
}

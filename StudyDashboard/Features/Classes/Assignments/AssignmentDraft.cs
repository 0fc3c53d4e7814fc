using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>What is said of an assignment.</summary>
public sealed record AssignmentDraft
{
    public string? Title { get; init; }

    public string? Text { get; init; }

    public DateOnly? DueOn { get; init; }

    public AssignmentLinkKind? LinkKind { get; init; }

    public string? LinkKey { get; init; }

    internal IEnumerable<FieldError> Check()
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > Assignment.MaxTitle)
        {
            yield return new FieldError("title", AssignmentTexts.Refused_Title.With(Assignment.MaxTitle));
        }
        if (Text?.Length > Assignment.MaxText)
        {
            yield return new FieldError("text", AssignmentTexts.Refused_Text.With(Assignment.MaxText));
        }
        if (DueOn is { Year: < 2000 or > 2200 })
        {
            yield return new FieldError("due_on", AssignmentTexts.Refused_Due);
        }
        if (LinkKind is null != string.IsNullOrWhiteSpace(LinkKey))
        {
            yield return new FieldError("link_key", AssignmentTexts.Refused_Link);
        }
    }
}

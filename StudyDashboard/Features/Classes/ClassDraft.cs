using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes;

/// <summary>What its teacher or owner says of a class.</summary>
public sealed record ClassDraft(string? Name, string? Subject = null, bool ShowsNotes = false)
{
    internal IEnumerable<FieldError> Check()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > StudyClass.MaxName)
        {
            yield return new FieldError("name", ClassTexts.Refused_Name.With(StudyClass.MaxName));
        }
        if (Subject?.Trim().Length > StudyClass.MaxSubject)
        {
            yield return new FieldError("subject", ClassTexts.Refused_Subject.With(StudyClass.MaxSubject));
        }
    }
}

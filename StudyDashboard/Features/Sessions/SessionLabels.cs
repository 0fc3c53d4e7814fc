using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions;

/// <summary>Words for people.</summary>
public static class SessionLabels
{
    public static string Of(SessionKind kind) => SessionTexts.ResourceManager.GetString($"Kind_{kind}", SessionTexts.Culture) ?? kind.ToString();
}

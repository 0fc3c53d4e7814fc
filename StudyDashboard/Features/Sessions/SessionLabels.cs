using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions;

/// <summary>Words for people.</summary>
public static class SessionLabels
{
    public static string Of(SessionKind kind) => Text($"Kind_{kind}");

    public static string Of(SessionStatus status) => Text($"Status_{status}");

    public static string Of(ActivityType activity) => Text($"Activity_{activity}");

    private static string Text(string key) =>
        SessionTexts.ResourceManager.GetString(key, SessionTexts.Culture) ?? throw new InvalidOperationException($"No text {key}.");
}

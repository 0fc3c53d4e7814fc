using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>What a command on sessions is called in the log of levels.</summary>
internal static class LevelCauses
{
    public static LevelCause Of(ChangeVerb verb, StudySession? session) => verb switch
    {
        ChangeVerb.Delete or ChangeVerb.Discard => LevelCause.Delete,
        ChangeVerb.Restore => LevelCause.Restore,
        ChangeVerb.Undo => LevelCause.Undo,
        ChangeVerb.Import => LevelCause.Import,
        ChangeVerb.Assign => LevelCause.Assignment,
        ChangeVerb.Start or ChangeVerb.Finish or ChangeVerb.Add or ChangeVerb.Lesson or ChangeVerb.Forget =>
            session?.Source == SessionSource.Quiz ? LevelCause.Quiz : LevelCause.Session,
        _ => LevelCause.Edit,
    };

    /// <summary>What a session is called for a person: its subject, else its kind.</summary>
    public static string TitleOf(StudySession session) => session.Subject ?? SessionLabels.Of(session.Kind);
}

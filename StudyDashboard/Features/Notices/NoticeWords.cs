namespace StudyDashboard.Features.Notices;

/// <summary>What a notice is about.</summary>
public enum NoticeKind
{
    LessonReminder,
    LessonAdded,
    LessonChanged,
    LessonCancelled,

    /// <summary>A student or guardian says that the student will not come.</summary>
    LessonApology,

    /// <summary>The student comes after all.</summary>
    LessonApologyWithdrawn,

    /// <summary>A student or guardian asks for a lesson.</summary>
    SlotRequested,

    /// <summary>The tutor names another time.</summary>
    SlotProposed,

    /// <summary>The time that the tutor named is taken.</summary>
    SlotAccepted,
    SlotDeclined,
    SlotWithdrawn,

    /// <summary>A class has something new to do.</summary>
    AssignmentGiven,

    /// <summary>An assignment is due today.</summary>
    AssignmentDue,

    /// <summary>A tutor has given a learning plan.</summary>
    PlanGiven,

    /// <summary>The server switched a webhook off that could not be reached.</summary>
    WebhookSwitchedOff,

    /// <summary>Sent by a person to themselves from the settings.</summary>
    Test,
}

/// <summary>Where a notice stands.</summary>
public enum NoticeState
{
    Waiting,

    /// <summary>An e-mail that is being handed to the mail server.</summary>
    Sending,

    /// <summary>Handed out: on the open pages, or taken by the mail server.</summary>
    Sent,

    /// <summary>
    /// An e-mail that was handed over in full when the server's answer failed to come. It is not sent again (docs/decisions/0009).
    /// </summary>
    Unconfirmed,

    /// <summary>Told together with another one that was due to the same person on the same way.</summary>
    Joined,

    /// <summary>The server was down until it was of no use any more. It is listed as missed.</summary>
    LateLogged,

    /// <summary>The mail server will not take it.</summary>
    Failed,

    /// <summary>An alarm that is put off.</summary>
    Snoozed,

    /// <summary>An alarm that was ended.</summary>
    Dismissed,
}

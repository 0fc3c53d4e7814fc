namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>
/// How the trackers call their columns, the surest name first. A name that may hold a day or a time of day stands under both: what is in it
/// decides.
/// </summary>
internal static class TrackerVocabulary
{
    private static readonly Dictionary<TrackerField, string[]> Names = new()
    {
        [TrackerField.Start] = ["start_date", "date", "datum", "startdatum", "spent_date", "start", "started_at", "begin", "beginn", "day"],
        [TrackerField.StartTime] = ["start_time", "from", "von", "startzeit", "begin", "beginn", "start", "started_at"],
        [TrackerField.End] = ["end_date", "stop_date", "enddatum", "end", "ended_at", "stop", "ende"],
        [TrackerField.EndTime] = ["end_time", "stop_time", "to", "bis", "endzeit", "end", "ende", "ended_at", "stop"],
        [TrackerField.Duration] = ["duration", "duration (h)", "dauer", "dauer (h)", "hours", "stunden", "duration (decimal)", "dauer (dezimal)", "time (h)", "time (decimal)"],
        [TrackerField.Break] = ["break", "pause", "pausen", "break_duration", "break (h)", "pause (h)"],
        [TrackerField.Project] = ["project", "projekt", "project_name"],
        [TrackerField.Description] = ["description", "beschreibung", "notes", "notizen", "note", "comment"],
        [TrackerField.Task] = ["task", "activity", "tätigkeit", "tatigkeit", "aufgabe", "task_name"],
        [TrackerField.Client] = ["client", "customer", "kunde", "client_name"],
        [TrackerField.Tags] = ["tags", "schlagworte", "schlagwörter", "stichworte", "labels"],
        [TrackerField.User] = ["user", "member", "user_name", "benutzer", "employee"],
        [TrackerField.Email] = ["email", "user_email", "e-mail-adresse"],
        [TrackerField.FirstName] = ["first_name", "vorname"],
        [TrackerField.LastName] = ["last_name", "nachname"],
    };

    /// <summary>The names under which a file may have what a field holds.</summary>
    public static IReadOnlyList<string> Of(TrackerField field) => Names[field];
}

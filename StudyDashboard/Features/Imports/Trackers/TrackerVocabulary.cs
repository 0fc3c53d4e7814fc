namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>
/// How the trackers call their columns in English, German, French, Spanish and Dutch, the surest name first. A name that may hold a day or a time of day stands under both: what is in it
/// decides.
/// </summary>
internal static class TrackerVocabulary
{
    private static readonly Dictionary<TrackerField, string[]> Names = new()
    {
        [TrackerField.Start] = ["start_date", "date", "datum", "startdatum", "spent_date", "start", "started_at", "begin", "beginn", "day", "fecha"],
        [TrackerField.StartTime] = ["start_time", "from", "von", "de", "desde", "van", "startzeit", "begin", "beginn", "start", "started_at"],
        [TrackerField.End] = ["end_date", "stop_date", "enddatum", "end", "ended_at", "stop", "ende"],
        [TrackerField.EndTime] = ["end_time", "stop_time", "to", "bis", "à", "hasta", "tot", "endzeit", "end", "ende", "ended_at", "stop"],
        [TrackerField.Duration] = ["duration", "duration (h)", "dauer", "dauer (h)", "hours", "stunden", "duration (decimal)", "dauer (dezimal)", "time (h)", "time (decimal)", "durée", "duración", "duur"],
        [TrackerField.Break] = ["break", "pause", "pausen", "break_duration", "break (h)", "pause (h)"],
        [TrackerField.Project] = ["project", "projekt", "projet", "proyecto", "project_name"],
        [TrackerField.Description] = ["description", "beschreibung", "descripción", "omschrijving", "beschrijving", "notes", "notizen", "note", "comment"],
        [TrackerField.Task] = ["task", "activity", "tätigkeit", "tatigkeit", "aufgabe", "activité", "actividad", "activiteit", "task_name"],
        [TrackerField.Client] = ["client", "customer", "kunde", "cliente", "klant", "client_name"],
        [TrackerField.Tags] = ["tags", "schlagworte", "schlagwörter", "stichworte", "labels", "étiquettes", "etiquetas"],
        [TrackerField.User] = ["user", "member", "user_name", "benutzer", "employee"],
        [TrackerField.Email] = ["email", "user_email", "e-mail-adresse"],
        [TrackerField.FirstName] = ["first_name", "vorname"],
        [TrackerField.LastName] = ["last_name", "nachname"],
    };

    private static readonly string[] Sums = ["total", "totals", "subtotal", "sum", "summary", "grand total", "summe", "gesamt", "gesamtsumme", "zwischensumme"];

    /// <summary>Whether a text is what a row of sums has in the place of an entry.</summary>
    public static bool IsSum(string text) => Sums.Contains(text.Trim().TrimEnd(':'), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names under which a file may have what a field holds.</summary>
    public static IReadOnlyList<string> Of(TrackerField field) => Names[field];
}

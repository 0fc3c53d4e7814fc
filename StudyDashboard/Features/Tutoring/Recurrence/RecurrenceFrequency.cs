namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>How often a rule's period comes round (RFC 5545, 3.3.10). HOURLY and finer are no part of the language (rules.md 22).</summary>
public enum RecurrenceFrequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

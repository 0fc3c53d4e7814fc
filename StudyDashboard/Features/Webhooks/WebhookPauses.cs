namespace StudyDashboard.Features.Webhooks;

/// <summary>How long a delivery that failed waits for its next attempt.</summary>
public static class WebhookPauses
{
    private static readonly TimeSpan[] After =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts before it is given up.</summary>
    public static int MaxAttempts => After.Length + 1;

    /// <summary>The pause after the so-manieth failed attempt, from 1; null: it is given up.</summary>
    public static TimeSpan? AfterAttempt(int attempt) => attempt <= After.Length ? After[attempt - 1] : null;
}

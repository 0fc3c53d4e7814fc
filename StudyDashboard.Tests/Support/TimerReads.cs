using StudyDashboard.Features.Sessions.Timer;

namespace StudyDashboard.Tests;

internal static class TimerReads
{
    /// <summary>The student's running timer, or null.</summary>
    public static async Task<TimerState?> CurrentAsync(this TimerService timers, int studentId, CancellationToken cancellationToken) =>
        (await timers.CurrentAndLastAsync(studentId, cancellationToken)).Current;
}

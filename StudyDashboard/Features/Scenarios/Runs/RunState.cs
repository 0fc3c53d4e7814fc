namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>A run as a page or a program needs it.</summary>
/// <param name="Id">The run.</param>
/// <param name="ScenarioKey">Its scenario.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="LastStepAt">When something was last stored.</param>
/// <param name="Progress">What was done and what is next.</param>
/// <param name="Steps">All steps, in order; their count is the number of the next one.</param>
/// <param name="History">What it came to; null until it is complete.</param>
public sealed record RunState(
    int Id, string ScenarioKey, RunStatus Status, DateTime StartedAt, DateTime LastStepAt, ScenarioProgress Progress, IReadOnlyList<ScenarioStep> Steps,
    ScenarioHistory? History)
{
    /// <summary>Whether all is answered and only the closing is left.</summary>
    public bool CanComplete => Status == RunStatus.InProgress && Progress.IsDone;

    internal static RunState Of(ScenarioRun run, ScenarioHistory? history)
    {
        List<ScenarioStep> steps = [.. run.Steps.OrderBy(s => s.Number)];
        return new RunState(run.Id, run.ScenarioKey, run.Status, run.StartedAt, run.LastStepAt, ScenarioProgress.Of(run.Content, steps), steps, history);
    }
}

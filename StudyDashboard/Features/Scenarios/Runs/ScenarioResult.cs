namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>How much of a run needed help.</summary>
public enum SupportLevel
{
    /// <summary>No prompt.</summary>
    None,

    /// <summary>At most a quarter of the prompts.</summary>
    Low,

    /// <summary>At most half.</summary>
    Medium,
    High,
}

/// <summary>A word of a run.</summary>
/// <param name="Term">The word.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Example">A use of it.</param>
/// <param name="IsMastered">Whether the person knew it.</param>
/// <param name="CardId">Its card, once the run is complete.</param>
/// <param name="IsNew">Whether that card was made for this run.</param>
public sealed record WordResult(string Term, string Meaning, string? Example, bool IsMastered, int? CardId = null, bool IsNew = false);

/// <summary>An objective, and whether its phase went well enough.</summary>
public sealed record ObjectiveResult(string Text, bool IsReached);

/// <summary>What a run came to. Pure: it follows from the scenario and the steps.</summary>
/// <param name="Prompts">Prompts of all phases.</param>
/// <param name="Right">Of them answered right, at the first or second try.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="SupportLevel">How much help it took.</param>
/// <param name="Words">Its words, each once.</param>
/// <param name="Objectives">Its objectives.</param>
public sealed record ScenarioResult(
    int Prompts, int Right, int Score, SupportLevel SupportLevel, IReadOnlyList<WordResult> Words, IReadOnlyList<ObjectiveResult> Objectives)
{
    /// <summary>Share of the prompts that were answered right, 0 to 1.</summary>
    public double SuccessRate => Prompts == 0 ? 0 : (double)Right / Prompts;

    /// <summary>The result of a run, complete or not: what was not reached counts as not right.</summary>
    public static ScenarioResult Of(ScenarioProgress progress)
    {
        var prompts = progress.Prompts;
        return new ScenarioResult(
            prompts.Count,
            prompts.Count(p => p.IsRight),
            prompts.Count == 0 ? 0 : (int)Math.Round(100 * prompts.Average(p => p.Points), MidpointRounding.AwayFromZero),
            Support(prompts.Count(p => p.NeededHelp), prompts.Count),
            [.. progress.Words.DistinctBy(w => w.Word.Term).Select(w => new WordResult(w.Word.Term, w.Word.Meaning, w.Word.Example, w.IsKnown == true))],
            [.. progress.Content.Phases.SelectMany((phase, number) => phase.Objectives.Select(text => new ObjectiveResult(text, IsReached(prompts, number))))]);
    }

    /// <summary>From the number of prompts that needed a hint, a second try or the answer.</summary>
    public static SupportLevel Support(int helped, int prompts) => helped == 0 ? SupportLevel.None
        : 4 * helped <= prompts ? SupportLevel.Low
        : 2 * helped <= prompts ? SupportLevel.Medium
        : SupportLevel.High;

    // Two thirds of the phase, so that one slip in three prompts does not take the objective.
    private static bool IsReached(IReadOnlyList<PromptState> prompts, int phase)
    {
        var own = prompts.Where(p => p.Phase == phase).ToList();
        return 3 * own.Count(p => p.IsRight) >= 2 * own.Count;
    }
}

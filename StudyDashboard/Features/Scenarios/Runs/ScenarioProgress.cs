using StudyDashboard.Features.Scenarios.Content;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>
/// Where a run stands. Pure: it follows from the scenario and the steps alone, so every device and every restart finds the same place.
/// Each phase asks its prompts and then its words.
/// </summary>
public sealed class ScenarioProgress
{
    private ScenarioProgress(ScenarioContent content, List<PromptState> prompts, List<WordState> words)
    {
        (Content, Prompts, Words) = (content, prompts, words);
        for (var phase = 0; phase < content.Phases.Count; phase++)
        {
            Phase = phase;
            Prompt = prompts.Find(p => p.Phase == phase && !p.IsDone);
            Word = Prompt is null ? words.Find(w => w.Phase == phase && w.IsKnown is null) : null;
            if (!IsDone)
            {
                return;
            }
        }
        Phase = content.Phases.Count;
    }

    public ScenarioContent Content { get; }

    public IReadOnlyList<PromptState> Prompts { get; }

    public IReadOnlyList<WordState> Words { get; }

    /// <summary>The phase that is on, from 0; the number of phases when all is done.</summary>
    public int Phase { get; }

    /// <summary>The prompt that waits for a reply.</summary>
    public PromptState? Prompt { get; }

    /// <summary>The word that is asked.</summary>
    public WordState? Word { get; }

    public bool IsDone => Prompt is null && Word is null;

    public int Done => Prompts.Count(p => p.IsDone) + Words.Count(w => w.IsKnown is not null);

    public int Total => Prompts.Count + Words.Count;

    /// <summary>Replays the steps.</summary>
    public static ScenarioProgress Of(ScenarioContent content, IEnumerable<ScenarioStep> steps)
    {
        List<PromptState> prompts = [.. content.Phases.SelectMany((phase, number) => phase.Prompts.Select(prompt => new PromptState(number, prompt)))];
        List<WordState> words = [.. content.Phases.SelectMany((phase, number) => phase.Vocabulary.Select(word => new WordState(number, word)))];
        var at = new ScenarioProgress(content, prompts, words);
        foreach (var step in steps.OrderBy(s => s.Number))
        {
            if (step.Kind == StepKind.Word)
            {
                at.Word?.Take(step);
            }
            else
            {
                at.Prompt?.Take(step);
            }
            at = new ScenarioProgress(content, prompts, words);
        }
        return at;
    }
}

/// <summary>A prompt and what was made of it. It is done when it was answered right or nearly, after a second try, or when its answer was shown.</summary>
public sealed class PromptState(int phase, ScenarioPrompt prompt)
{
    /// <summary>Replies that a prompt takes before its answer is shown.</summary>
    public const int MaxTries = 2;

    private readonly List<ScenarioStep> _replies = [];

    public int Phase { get; } = phase;

    public ScenarioPrompt Prompt { get; } = prompt;

    public bool IsHinted { get; private set; }

    public bool IsRevealed { get; private set; }

    public IReadOnlyList<ScenarioStep> Replies => _replies;

    public ReplyVerdict? Verdict => _replies.Count == 0 ? null : _replies[^1].Verdict;

    public bool IsRight => Verdict == ReplyVerdict.Right && !IsRevealed;

    public bool IsDone => IsRevealed || Verdict is ReplyVerdict.Right or ReplyVerdict.Almost || _replies.Count >= MaxTries;

    public bool NeededHelp => IsHinted || IsRevealed || _replies.Count > 1 || Verdict == ReplyVerdict.Wrong;

    /// <summary>
    /// 1 for a right reply and 0.7 for one that was nearly right; half of that at the second try, three quarters after a hint; nothing when
    /// the answer was shown.
    /// </summary>
    public double Points => IsRevealed ? 0
        : (Verdict switch { ReplyVerdict.Right => 1, ReplyVerdict.Almost => 0.7, _ => 0 }) * (_replies.Count > 1 ? 0.5 : 1) * (IsHinted ? 0.75 : 1);

    internal void Take(ScenarioStep step)
    {
        IsHinted |= step.Kind == StepKind.Hint;
        IsRevealed |= step.Kind == StepKind.Reveal;
        if (step.Kind == StepKind.Reply)
        {
            _replies.Add(step);
        }
    }
}

/// <summary>A word and whether it was known.</summary>
public sealed class WordState(int phase, ScenarioWord word)
{
    public int Phase { get; } = phase;

    public ScenarioWord Word { get; } = word;

    /// <summary>Null until it was asked.</summary>
    public bool? IsKnown { get; private set; }

    internal void Take(ScenarioStep step) => IsKnown = step.Verdict == ReplyVerdict.Right;
}

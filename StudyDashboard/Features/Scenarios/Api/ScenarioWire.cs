using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Scenarios.Api;

/// <summary>A scenario in a list.</summary>
public sealed record ScenarioItem(string Key, bool IsOwn, string Title, string Language, string? Level, string? Topic, string? Summary, int Phases, int Prompts, int Words)
{
    internal static ScenarioItem Of(ScenarioEntry entry) => new(
        entry.Key, entry.Own is not null, entry.Content.Title, entry.Content.Language, entry.Content.Level, entry.Content.Topic, entry.Content.Summary, entry.Content.Phases.Count,
        entry.Prompts, entry.Words);
}

/// <summary>A scenario whole.</summary>
public sealed record ScenarioWire(
    string Key, bool IsOwn, int? Version, string Title, string Language, string? Level, string? Topic, string? Summary, IReadOnlyList<ScenarioPhase> Phases) : IVersioned
{
    int IVersioned.Version => Version ?? 0;

    bool IVersioned.IsFixed => Version is null;

    internal static ScenarioWire Of(ScenarioEntry entry) => new(
        entry.Key, entry.Own is not null, entry.Own?.Version, entry.Content.Title, entry.Content.Language, entry.Content.Level, entry.Content.Topic, entry.Content.Summary,
        entry.Content.Phases);
}

/// <summary>A scenario to be stored.</summary>
internal sealed record ScenarioRequest
{
    public string? Title { get; init; }

    public string? Language { get; init; }

    public string? Level { get; init; }

    public string? Topic { get; init; }

    public string? Summary { get; init; }

    public IReadOnlyList<ScenarioPhase>? Phases { get; init; }

    public ScenarioContent ToContent() =>
        new() { Title = Title ?? "", Language = Language ?? "", Level = Level, Topic = Topic, Summary = Summary, Phases = Phases ?? [] };
}

/// <summary>Begin a run.</summary>
internal sealed record RunRequest
{
    /// <summary>The scenario's key; required.</summary>
    public string? Scenario { get; init; }
}

/// <summary>A step of a run.</summary>
internal sealed record StepRequest
{
    /// <summary>How many steps the caller knows: <c>steps</c> of the last answer.</summary>
    public int? Number { get; init; }

    /// <summary>reply, hint, reveal or word.</summary>
    [Words<StepKind>]
    public string? Kind { get; init; }

    public string? Reply { get; init; }

    /// <summary>Whether the word was known.</summary>
    public bool? Known { get; init; }
}

/// <summary>A run: where it stands and what is next.</summary>
public sealed record RunWire(
    int Id, string Scenario, string Title, string Language, RunStatus Status, DateTime StartedAt, DateTime LastStepAt, int Steps, int Done, int Total, int Phase, NextPrompt? Prompt,
    NextWord? Word, StepWire? LastStep, HistoryWire? Result)
{
    internal static RunWire Of(RunState run)
    {
        var (progress, last) = (run.Progress, run.Steps is [.., var newest] ? newest : null);
        var prompt = progress.Prompt;
        return new RunWire(
            run.Id, run.ScenarioKey, progress.Content.Title, progress.Content.Language, run.Status, run.StartedAt, run.LastStepAt, run.Steps.Count, progress.Done, progress.Total, progress.Phase,
            prompt is null ? null : new NextPrompt(prompt.Prompt.Text, prompt.Prompt.Kind, prompt.Prompt.Options, prompt.Replies.Count),
            progress.Word is { } word ? new NextWord(word.Word.Term, word.Word.Meaning, word.Word.Example) : null,
            last is null ? null : new StepWire(last.Number, last.Kind, last.Reply, last.Verdict, last.At),
            run.History is null ? null : HistoryWire.Of(run.History));
    }
}

/// <summary>The prompt that waits for a reply; its right replies stay with the server.</summary>
public sealed record NextPrompt(string Text, PromptKind Kind, IReadOnlyList<string> Options, int Tries);

public sealed record NextWord(string Term, string Meaning, string? Example);

public sealed record StepWire(int Number, StepKind Kind, string? Reply, ReplyVerdict? Verdict, DateTime At);

/// <summary>A completed run.</summary>
public sealed record HistoryWire(
    int RunId, string Scenario, string Title, string Language, string? Level, DateTime StartedAt, DateTime EndedAt, int NetSeconds, int Phases, int Prompts, int RightReplies,
    double SuccessRate, int Score, SupportLevel SupportLevel, int WordsMastered, IReadOnlyList<WordResult> Words, IReadOnlyList<ObjectiveResult> Objectives, int? SessionId)
{
    internal static HistoryWire Of(ScenarioHistory h) => new(
        h.RunId, h.ScenarioKey, h.Title, h.Language, h.Level, h.StartedAt, h.EndedAt, h.NetSeconds, h.Phases, h.Prompts, h.RightReplies, h.SuccessRate, h.Score, h.SupportLevel, h.WordsMastered,
        h.Words, h.Objectives, h.SessionId);
}

namespace StudyDashboard.Features.Scenarios.Content;

/// <summary>
/// A language situation to go through: the one shape of the built-in ones, of the editor, of files, of the wire and of a run's frozen copy.
/// What is read from elsewhere is whole only after <see cref="ScenarioChecks"/>.
/// </summary>
public sealed record ScenarioContent
{
    public string Title { get; init; } = "";

    /// <summary>A language tag, <c>de</c> or <c>pt-BR</c>.</summary>
    public string Language { get; init; } = "";

    /// <summary>A1 to C2 (Common European Framework), or empty.</summary>
    public string? Level { get; init; }

    /// <summary>One or two words: restaurant, bank.</summary>
    public string? Topic { get; init; }

    public string? Summary { get; init; }

    public IReadOnlyList<ScenarioPhase> Phases { get; init; } = [];
}

/// <summary>A part of a scenario: what is going on, what is said, and its words.</summary>
public sealed record ScenarioPhase
{
    public string Title { get; init; } = "";

    public string Situation { get; init; } = "";

    public IReadOnlyList<string> Objectives { get; init; } = [];

    public IReadOnlyList<ScenarioPrompt> Prompts { get; init; } = [];

    public IReadOnlyList<ScenarioWord> Vocabulary { get; init; } = [];
}

/// <summary>Something that asks for a reply.</summary>
public sealed record ScenarioPrompt
{
    public string Text { get; init; } = "";

    public PromptKind Kind { get; init; }

    /// <summary>What can be chosen; empty for a typed reply.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Replies that are right. The first one is shown as the answer.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>Replies that are nearly right, and what to say of them.</summary>
    public IReadOnlyList<NearReply> Near { get; init; } = [];
}

public enum PromptKind
{
    Choice,
    Typed,
}

/// <summary>A reply that misses narrowly.</summary>
public sealed record NearReply
{
    public string Reply { get; init; } = "";

    public string Note { get; init; } = "";
}

/// <summary>A word of a scenario.</summary>
public sealed record ScenarioWord
{
    public string Term { get; init; } = "";

    public string Meaning { get; init; } = "";

    public string? Example { get; init; }
}

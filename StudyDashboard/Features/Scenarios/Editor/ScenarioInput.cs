using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Scenarios.Editor;

/// <summary>A scenario as it is typed: lists are texts with a line for each item, columns stand apart by a bar.</summary>
public sealed class ScenarioInput
{
    public string? Title { get; set; }

    public string? Language { get; set; }

    public string? Level { get; set; }

    public string? Topic { get; set; }

    public string? Summary { get; set; }

    public List<PhaseInput> Phases { get; set; } = [new()];

    public static ScenarioInput Of(ScenarioContent from) => new()
    {
        Title = from.Title, Language = from.Language, Level = from.Level, Topic = from.Topic, Summary = from.Summary, Phases = [.. from.Phases.Select(PhaseInput.Of)],
    };

    public ScenarioContent ToContent() => new()
    {
        Title = Title ?? "", Language = Language ?? "", Level = Level.NullIfBlank(), Topic = Topic, Summary = Summary, Phases = [.. Phases.Select(p => p.ToPhase())],
    };

    internal static List<string> Lines(string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    internal static IEnumerable<string[]> Rows(string? text) => Lines(text).Select(line => line.Split('|', StringSplitOptions.TrimEntries));
}

public sealed class PhaseInput
{
    public string? Title { get; set; }

    public string? Situation { get; set; }

    public string? Objectives { get; set; }

    public string? Words { get; set; }

    public List<PromptInput> Prompts { get; set; } = [new()];

    internal static PhaseInput Of(ScenarioPhase from) => new()
    {
        Title = from.Title, Situation = from.Situation, Objectives = string.Join('\n', from.Objectives), Prompts = [.. from.Prompts.Select(PromptInput.Of)],
        Words = string.Join('\n', from.Vocabulary.Select(w => string.Join(" | ", new[] { w.Term, w.Meaning, w.Example }.OfType<string>()))),
    };

    internal ScenarioPhase ToPhase() => new()
    {
        Title = Title ?? "", Situation = Situation ?? "", Objectives = ScenarioInput.Lines(Objectives), Prompts = [.. Prompts.Select(p => p.ToPrompt())],
        Vocabulary = [.. ScenarioInput.Rows(Words).Select(c => new ScenarioWord { Term = c[0], Meaning = c.ElementAtOrDefault(1) ?? "", Example = c.Length > 2 ? string.Join(" | ", c[2..]) : null })],
    };
}

public sealed class PromptInput
{
    public string? Text { get; set; }

    public PromptKind Kind { get; set; } = PromptKind.Typed;

    public string? Options { get; set; }

    public string? Accepted { get; set; }

    public string? Near { get; set; }

    internal static PromptInput Of(ScenarioPrompt from) => new()
    {
        Text = from.Text, Kind = from.Kind, Options = string.Join('\n', from.Options), Accepted = string.Join('\n', from.Accepted),
        Near = string.Join('\n', from.Near.Select(n => $"{n.Reply} | {n.Note}")),
    };

    internal ScenarioPrompt ToPrompt() => new()
    {
        Text = Text ?? "", Kind = Kind, Options = ScenarioInput.Lines(Options), Accepted = ScenarioInput.Lines(Accepted),
        Near = [.. ScenarioInput.Rows(Near).Select(c => new NearReply { Reply = c[0], Note = c.Length > 1 ? string.Join(" | ", c[1..]) : "" })],
    };
}

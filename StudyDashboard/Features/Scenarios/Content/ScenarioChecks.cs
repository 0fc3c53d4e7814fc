using System.Text.RegularExpressions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Content;

/// <summary>Says of a scenario that came from outside what cannot be taken, and where: <c>phases[1].prompts[0].accepted</c>.</summary>
internal static partial class ScenarioChecks
{
    public const int MaxTitle = 120;
    public const int MaxText = 2000;
    public const int MaxReply = 200;
    public const int MaxPhases = 20;
    public const int MaxItems = 40;

    /// <summary>Levels of the Common European Framework.</summary>
    public static readonly string[] Levels = ["A1", "A2", "B1", "B2", "C1", "C2"];

    /// <summary>The scenario with nothing null in it and no spaces around, or what is wrong with it.</summary>
    public static Outcome<ScenarioContent> Check(ScenarioContent? from)
    {
        var scenario = Whole(from ?? new ScenarioContent());
        return Errors(scenario).ToRefusal() is { } refusal ? refusal : scenario;
    }

    private static IEnumerable<FieldError> Errors(ScenarioContent scenario) =>
    [
        .. Text("title", scenario.Title, MaxTitle),
        .. Language().IsMatch(scenario.Language) ? [] : Error("language", ScenarioTexts.Refused_Language),
        .. scenario.Level is null || Levels.Contains(scenario.Level) ? [] : Error("level", ScenarioTexts.Refused_Level.With(string.Join(", ", Levels))),
        .. Text("topic", scenario.Topic, MaxTitle, isOptional: true),
        .. Text("summary", scenario.Summary, MaxText, isOptional: true),
        .. Count("phases", scenario.Phases.Count, 1, MaxPhases),
        .. scenario.Phases.SelectMany((phase, number) => Errors($"phases[{number}]", phase)),
    ];

    private static IEnumerable<FieldError> Errors(string place, ScenarioPhase phase) =>
    [
        .. Text($"{place}.title", phase.Title, MaxTitle),
        .. Text($"{place}.situation", phase.Situation, MaxText),
        .. Count($"{place}.objectives", phase.Objectives.Count, 0, MaxItems),
        .. phase.Objectives.SelectMany((objective, number) => Text($"{place}.objectives[{number}]", objective, MaxReply)),
        .. Count($"{place}.prompts", phase.Prompts.Count, 1, MaxItems),
        .. phase.Prompts.SelectMany((prompt, number) => Errors($"{place}.prompts[{number}]", prompt)),
        .. Count($"{place}.vocabulary", phase.Vocabulary.Count, 0, MaxItems),
        .. phase.Vocabulary.SelectMany((word, number) => Errors($"{place}.vocabulary[{number}]", word)),
    ];

    private static IEnumerable<FieldError> Errors(string place, ScenarioPrompt prompt) =>
    [
        .. Text($"{place}.text", prompt.Text, MaxText),
        .. Count($"{place}.accepted", prompt.Accepted.Count, 1, MaxItems),
        .. prompt.Accepted.SelectMany((reply, number) => Text($"{place}.accepted[{number}]", reply, MaxReply)),
        .. prompt.Near.SelectMany((near, number) => Text($"{place}.near[{number}].reply", near.Reply, MaxReply).Concat(Text($"{place}.near[{number}].note", near.Note, MaxText))),
        .. prompt.Kind == PromptKind.Typed ? [] : ChoiceErrors(place, prompt),
    ];

    private static IEnumerable<FieldError> ChoiceErrors(string place, ScenarioPrompt prompt) =>
    [
        .. Count($"{place}.options", prompt.Options.Count, 2, MaxItems),
        .. prompt.Options.SelectMany((option, number) => Text($"{place}.options[{number}]", option, MaxReply)),
        .. prompt.Options.Distinct(StringComparer.Ordinal).Count() == prompt.Options.Count ? [] : Error($"{place}.options", ScenarioTexts.Refused_OptionTwice),
        .. prompt.Accepted.All(prompt.Options.Contains) ? [] : Error($"{place}.accepted", ScenarioTexts.Refused_NotAnOption),
    ];

    private static IEnumerable<FieldError> Errors(string place, ScenarioWord word) =>
    [
        .. Text($"{place}.term", word.Term, MaxReply), .. Text($"{place}.meaning", word.Meaning, MaxText), .. Text($"{place}.example", word.Example, MaxText, isOptional: true),
    ];

    private static IEnumerable<FieldError> Text(string place, string? text, int max, bool isOptional = false) =>
        string.IsNullOrEmpty(text) ? isOptional ? [] : Error(place, ScenarioTexts.Refused_Missing.With(place))
        : text.Length > max ? Error(place, ScenarioTexts.Refused_TooLong.With(place, max)) : [];

    private static IEnumerable<FieldError> Count(string place, int count, int from, int to) =>
        count >= from && count <= to ? [] : Error(place, ScenarioTexts.Refused_Count.With(place, from, to, count));

    private static IEnumerable<FieldError> Error(string place, string message) => [new FieldError(place, message)];

    private static ScenarioContent Whole(ScenarioContent from) => new()
    {
        Title = Trim(from.Title), Language = Trim(from.Language), Level = from.Level.NullIfBlank()?.ToUpperInvariant(), Topic = from.Topic.NullIfBlank(),
        Summary = from.Summary.NullIfBlank(), Phases = [.. (from.Phases ?? []).Select(p => Whole(p ?? new ScenarioPhase()))],
    };

    private static ScenarioPhase Whole(ScenarioPhase from) => new()
    {
        Title = Trim(from.Title), Situation = Trim(from.Situation), Objectives = Trim(from.Objectives),
        Prompts = [.. (from.Prompts ?? []).Select(p => Whole(p ?? new ScenarioPrompt()))],
        Vocabulary = [.. (from.Vocabulary ?? []).Select(w => new ScenarioWord { Term = Trim(w?.Term), Meaning = Trim(w?.Meaning), Example = w?.Example.NullIfBlank() })],
    };

    private static ScenarioPrompt Whole(ScenarioPrompt from) => new()
    {
        Text = Trim(from.Text), Kind = from.Kind, Options = from.Kind == PromptKind.Choice ? Trim(from.Options) : [], Accepted = Trim(from.Accepted),
        Near = [.. (from.Near ?? []).Select(n => new NearReply { Reply = Trim(n?.Reply), Note = Trim(n?.Note) })],
    };

    private static List<string> Trim(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(Trim)];

    private static string Trim(string? text) => text?.Trim() ?? "";

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})?$")]
    private static partial Regex Language();
}

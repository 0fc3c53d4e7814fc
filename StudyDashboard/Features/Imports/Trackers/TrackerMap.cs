using System.Text.Json;
using System.Text.Json.Serialization;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>How a file is to be read: the words of a <see cref="TrackerChoices"/>, checked.</summary>
internal sealed class TrackerMap
{
    /// <summary>In the place of a person: the rows of all.</summary>
    public const string Everyone = "*";

    private static readonly JsonSerializerOptions Form = new(Json.Stored)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Dictionary<string, ProjectChoice> _projects;

    private TrackerMap(TrackerChoices choices, bool isLenient)
    {
        (Choices, IsLenient) = (choices, isLenient);
        _projects = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, choice) in choices.Projects)
        {
            _projects[name.Trim()] = choice;
        }
    }

    /// <summary>What it says, in words.</summary>
    public TrackerChoices Choices { get; }

    /// <summary>Whether what the file lacks is no mistake: the map is from another file, or somebody sees what comes of it.</summary>
    public bool IsLenient { get; }

    public DateOrder? DateOrder => Words<DateOrder>.TryParse(Choices.DateOrder, out var order) ? order : null;

    /// <summary>Address or name of the person whose rows come in, <see cref="Everyone"/>, or null when that is not said.</summary>
    public string? User => Choices.User.NullIfBlank();

    public IReadOnlyDictionary<TrackerField, string> Columns =>
        Choices.Columns.ToDictionary(c => Words<TrackerField>.Parse(c.Key), c => c.Value);

    /// <summary>The map that the command or the page gave, else what the person had the last time when they are asked, else none.</summary>
    public static Outcome<TrackerMap> Of(ImportFile file, string kind)
    {
        if (file.Map is null)
        {
            return new TrackerMap(file.Asks && file.Person.Remembered.GetValueOrDefault(kind) is { } last && Check(last) is null ? last : new(), true);
        }
        TrackerChoices? choices;
        try
        {
            choices = JsonSerializer.Deserialize<TrackerChoices>(file.Map, Form);
        }
        catch (JsonException exception)
        {
            return ImportService.Unreadable(TrackerTexts.Map_NotJson.With(exception.Path ?? "$", (exception.LineNumber ?? 0) + 1));
        }
        return choices is null ? ImportService.Unreadable(TrackerTexts.Map_NotJson.With("$", 1))
            : Check(choices) is { } reason ? ImportService.Unreadable(reason)
            : new TrackerMap(choices, file.Asks);
    }

    /// <summary>A map as the command line reads it.</summary>
    public static string Write(TrackerChoices choices) => JsonSerializer.Serialize(choices, Form);

    public SessionKind KindOf(string project) =>
        Words<SessionKind>.TryParse(_projects.GetValueOrDefault(project.Trim())?.Kind ?? Choices.Kind, out var kind) ? kind : SessionKind.Theory;

    /// <summary>The subject of a project's entries; empty for none.</summary>
    public string SubjectOf(string project) => _projects.GetValueOrDefault(project.Trim())?.Subject?.Trim() ?? project.Trim();

    private static string? Check(TrackerChoices choices)
    {
        if (choices.Projects is null || choices.Columns is null || choices.Projects.Values.Any(p => p is null) || choices.Columns.Values.Any(c => c is null))
        {
            return TrackerTexts.Map_Null;
        }
        var kinds = choices.Projects.Values.Select(p => p.Kind).Append(choices.Kind).OfType<string>();
        if (kinds.FirstOrDefault(k => !(Words<SessionKind>.TryParse(k, out var kind) && SessionValidation.ChosenByHand.Contains(kind))) is { } unknown)
        {
            return TrackerTexts.Map_Kind.With(unknown, string.Join(", ", SessionValidation.ChosenByHand.Select(Words<SessionKind>.Of)));
        }
        if (choices.DateOrder is { } order && !Words<DateOrder>.TryParse(order, out _))
        {
            return TrackerTexts.Map_DateOrder.With(order, string.Join(", ", Words<DateOrder>.All));
        }
        if (choices.Columns.Keys.FirstOrDefault(k => !Words<TrackerField>.TryParse(k, out _)) is { } field)
        {
            return TrackerTexts.Map_Field.With(field, string.Join(", ", Words<TrackerField>.All));
        }
        return choices.Projects.Values.Any(p => p.Subject?.Trim().Length > SessionAbout.MaxText) ? TrackerTexts.Map_Subject.With(SessionAbout.MaxText) : null;
    }
}

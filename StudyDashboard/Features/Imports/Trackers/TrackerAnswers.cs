using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>What a person answers on the page, as far as they are.</summary>
/// <param name="questions">What is asked.</param>
/// <param name="earlier">The answers to an earlier reading of the same file: those that still fit are the same, also when they change later.</param>
public sealed class TrackerAnswers(TrackerQuestions questions, TrackerAnswers? earlier = null)
{
    private readonly TrackerChoices _before = questions.Answers;

    /// <summary>Word of the order in which open dates are read; empty while that is not answered.</summary>
    public string DateOrder { get; set; } = earlier?.DateOrder.NullIfBlank() ?? questions.Answers.DateOrder ?? "";

    /// <summary>Whose rows come in.</summary>
    public string User { get; set; } = (earlier is { AsksUser: true } ? earlier.User : null) ?? questions.Answers.User ?? TrackerMap.Everyone;

    /// <summary>Names of columns by the field.</summary>
    public Dictionary<string, string> Columns { get; } = questions.Answers.Columns.Where(c => questions.Header.Count == 0 || questions.Header.Contains(c.Value)).ToDictionary();

    /// <summary>The projects that are asked about.</summary>
    public IReadOnlyList<ProjectAnswer> Projects { get; } =
        [.. questions.Projects.Take(TrackerChoices.MaxProjects).Select(p => earlier?.Projects.FirstOrDefault(e => e.Project.Name == p.Name)?.As(p) ?? new ProjectAnswer(p, questions.Answers))];

    // Where nobody was asked, what stands there is nobody's answer.
    private bool AsksUser => questions.People.Count > 0;

    /// <summary>As a map, with what was remembered of projects that are not in this file.</summary>
    public string ToMap()
    {
        var projects = Projects.ToDictionary(p => p.Project.Name, p => new ProjectChoice(p.Kind, p.Subject.Trim() == p.Project.Name ? null : p.Subject.Trim()));
        foreach (var (name, choice) in _before.Projects.Where(p => projects.Count < TrackerChoices.MaxProjects))
        {
            if (!projects.Keys.Contains(name, StringComparer.OrdinalIgnoreCase) && projects.Count < TrackerChoices.MaxProjects)
            {
                projects.Add(name, choice);
            }
        }
        return TrackerMap.Write(_before with
        {
            Projects = projects, DateOrder = DateOrder.NullIfBlank(), User = AsksUser ? User : _before.User,
            Columns = Columns.Where(c => c.Value.Length > 0).ToDictionary(),
        });
    }
}

/// <summary>What becomes of a project.</summary>
public sealed class ProjectAnswer(TrackerProject project, TrackerChoices choices)
{
    private readonly ProjectChoice? _before = choices.Projects.FirstOrDefault(p => string.Equals(p.Key.Trim(), project.Name, StringComparison.OrdinalIgnoreCase)).Value;

    public TrackerProject Project { get; private set; } = project;

    /// <summary>Word of the session kind.</summary>
    public string Kind { get => field ??= _before?.Kind ?? choices.Kind ?? Words<SessionKind>.Of(SessionKind.Theory); set; }

    public string Subject { get => field ??= _before?.Subject ?? Project.Name; set; }

    /// <summary>Stays for the project as it was read anew.</summary>
    internal ProjectAnswer As(TrackerProject again)
    {
        Project = again;
        return this;
    }
}

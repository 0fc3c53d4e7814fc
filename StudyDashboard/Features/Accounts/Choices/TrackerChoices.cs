namespace StudyDashboard.Features.Accounts.Choices;

/// <summary>
/// How the files of one time tracker are read: what a map on the command line says, and what the page remembers. Part of
/// <see cref="Preferences"/>.
/// </summary>
public sealed record TrackerChoices
{
    /// <summary>Most projects that are remembered of one tracker.</summary>
    public const int MaxProjects = 200;

    /// <summary>Word of the session kind of every project that does not have its own; theory unless said.</summary>
    public string? Kind { get; init; }

    /// <summary>Kind and subject by the project's name; the empty name is for entries without a project.</summary>
    public IReadOnlyDictionary<string, ProjectChoice> Projects { get; init; } = new Dictionary<string, ProjectChoice>();

    /// <summary><c>day_first</c> or <c>month_first</c>, for a file whose dates can be read both ways.</summary>
    public string? DateOrder { get; init; }

    /// <summary>E-mail address or name of the person whose rows come in; <c>*</c> for everyone's.</summary>
    public string? User { get; init; }

    /// <summary>Names of the file's columns by what they hold: <c>start</c>, <c>end</c>, <c>duration</c>, <c>project</c>, …</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}

/// <summary>What the entries of a project become.</summary>
/// <param name="Kind">Word of the session kind; null for that of the whole file.</param>
/// <param name="Subject">Null for the project's own name, empty for none.</param>
public sealed record ProjectChoice(string? Kind = null, string? Subject = null);

namespace StudyDashboard.Features.Sessions;

/// <summary>The classes that a student may choose for a session. A feature above joins by registering one.</summary>
public interface IClassChoices
{
    /// <summary>The student's running classes with the assignments that are still to do, by name.</summary>
    Task<IReadOnlyList<SessionClass>> OfAsync(int studentId, CancellationToken cancellationToken);
}

/// <summary>A class that a session can be for.</summary>
public sealed record SessionClass(int Id, string Name, string? Subject, IReadOnlyList<SessionAssignment> Assignments);

/// <summary>An assignment that a session can be for.</summary>
public sealed record SessionAssignment(int Id, string Title);

public static class ClassChoices
{
    /// <summary>What all that are registered offer.</summary>
    public static async Task<IReadOnlyList<SessionClass>> OfAsync(this IEnumerable<IClassChoices> sources, int studentId, CancellationToken cancellationToken)
    {
        var classes = new List<SessionClass>();
        foreach (var source in sources)
        {
            classes.AddRange(await source.OfAsync(studentId, cancellationToken));
        }
        return classes;
    }

    /// <summary>The same about, without a class that can no longer be chosen and without an assignment that is done: to go on with it.</summary>
    public static SessionAbout Within(this SessionAbout about, IReadOnlyList<SessionClass> classes) =>
        classes.FirstOrDefault(c => c.Id == about.ClassId) is not { } held ? about with { ClassId = null, AssignmentId = null }
        : held.Assignments.Any(a => a.Id == about.AssignmentId) ? about
        : about with { AssignmentId = null };
}

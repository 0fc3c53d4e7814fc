namespace StudyDashboard.Features.Sessions;

/// <summary>Knows the domains that a student's sessions may name. The feature that has plans registers one.</summary>
public interface IDomainChoices
{
    /// <summary>The domains of the active plan, in its order; none without a plan.</summary>
    Task<IReadOnlyList<DomainChoice>> OfAsync(int studentId, CancellationToken cancellationToken);

    /// <summary>What a session is about that goes on with one of the past: its domain as the active plan knows it, none if it does not.</summary>
    Task<SessionAbout> GoingOnAsync(int studentId, SessionAbout past, CancellationToken cancellationToken);
}

public static class DomainChoiceSources
{
    /// <summary>The same by whoever knows plans.</summary>
    public static async Task<SessionAbout> GoingOnAsync(this IEnumerable<IDomainChoices> sources, int studentId, SessionAbout past, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            past = await source.GoingOnAsync(studentId, past, cancellationToken);
        }
        return past;
    }
}

/// <summary>A domain to choose.</summary>
public sealed record DomainChoice(string Code, string Name);

namespace StudyDashboard.Features.Accounts.Guardians;

/// <summary>What a guardian reads beside a child's name. A feature joins by registering one.</summary>
public interface IChildFacts
{
    /// <summary>Of one of the guardian's own children.</summary>
    Task<IReadOnlyList<ChildFact>> OfAsync(Profile guardian, int childId, CancellationToken cancellationToken);
}

/// <summary>A line about a child.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Address">A page that says more.</param>
public sealed record ChildFact(string Text, string? Address = null);

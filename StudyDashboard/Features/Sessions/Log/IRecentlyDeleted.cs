using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>
/// What of a feature was deleted in the last 30 days and can be restored (rules.md 17). Registering one adds it to the page of what was
/// recently deleted.
/// </summary>
public interface IRecentlyDeleted
{
    /// <summary>What one of them is: "Goal".</summary>
    string Kind { get; }

    Task<IReadOnlyList<DeletedThing>> OfAsync(Profile person, CancellationToken cancellationToken);

    Task<Refusal?> RestoreAsync(Profile person, int id, CancellationToken cancellationToken);
}

/// <summary>Something that was deleted.</summary>
/// <param name="Id">Its id among those of its kind.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="At">When, UTC.</param>
public sealed record DeletedThing(int Id, string Name, DateTime At);

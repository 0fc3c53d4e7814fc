using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.Welcome;

/// <summary>Fills an empty account with an example of everything, so that a person can look around.</summary>
public interface ISampleData
{
    /// <summary>Adds it; what was added can be taken back as a whole from the list of imports. Refused when something is there already.</summary>
    Task<Refusal?> AddAsync(int personId, CancellationToken cancellationToken);
}

namespace StudyDashboard.Features.Accounts.Welcome;

/// <summary>Fills an empty account with an example of everything, so that a person can look around.</summary>
public interface ISampleData
{
    Task AddAsync(int personId, CancellationToken cancellationToken);
}

using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>Where a child takes part in a leaderboard, or wishes to and waits for the guardian's word.</summary>
internal sealed class ChildLeaderboards(LeaderboardService leaderboards) : IChildFacts
{
    public async Task<IReadOnlyList<ChildFact>> OfAsync(Profile guardian, int childId, CancellationToken cancellationToken) =>
        [.. (await leaderboards.OfGuardianAsync(guardian.Id, cancellationToken)).Where(p => p.ChildId == childId)
            .Select(p => new ChildFact((p.IsAllowed ? LeaderboardTexts.Child_Stands : LeaderboardTexts.Child_Asks).With(p.ClassName, p.Nickname), PageAddresses.Classes))];
}

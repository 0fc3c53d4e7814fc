using StudyDashboard.Components;
using StudyDashboard.Features.Review.Cards;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>The run in which a word was met.</summary>
internal sealed class RunPlaces : ICardPlaces
{
    public CardSourceKind Kind => CardSourceKind.Scenario;

    public string AddressOf(int sourceId) => PageAddresses.ScenarioRun(sourceId);
}

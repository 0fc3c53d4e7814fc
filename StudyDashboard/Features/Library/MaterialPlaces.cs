using StudyDashboard.Components;
using StudyDashboard.Features.Review.Cards;

namespace StudyDashboard.Features.Library;

/// <summary>The material of which a card was made.</summary>
internal sealed class MaterialPlaces : ICardPlaces
{
    public CardSourceKind Kind => CardSourceKind.Document;

    public string AddressOf(int sourceId) => PageAddresses.Material(sourceId);
}

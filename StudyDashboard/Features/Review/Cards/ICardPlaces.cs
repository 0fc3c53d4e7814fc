namespace StudyDashboard.Features.Review.Cards;

/// <summary>Where a source of cards can be looked at. The feature that makes cards of a kind registers one.</summary>
public interface ICardPlaces
{
    CardSourceKind Kind { get; }

    /// <summary>The address of a source by <see cref="CardSource.SourceId"/>, or null when it has no page.</summary>
    string? AddressOf(int sourceId);
}

/// <summary>Finds the way from a card back to where it came from.</summary>
public sealed class CardPlaces(IEnumerable<ICardPlaces> places)
{
    private readonly Dictionary<CardSourceKind, ICardPlaces> _byKind = places.ToDictionary(p => p.Kind);

    /// <summary>Where a source can be looked at, or null.</summary>
    public string? AddressOf(CardSource source) =>
        source.SourceId is { } id && _byKind.TryGetValue(source.Kind, out var place) ? place.AddressOf(id) : null;
}

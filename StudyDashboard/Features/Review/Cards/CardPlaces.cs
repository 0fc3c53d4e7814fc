namespace StudyDashboard.Features.Review.Cards;

/// <summary>Where a source of cards can be looked at. The feature that makes cards of a kind registers one.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="AddressOf">Its page's address by <see cref="CardSource.SourceId"/>.</param>
public sealed record CardPlace(CardSourceKind Kind, Func<int, string> AddressOf);

/// <summary>Finds the way from a card back to where it came from.</summary>
public sealed class CardPlaces(IEnumerable<CardPlace> places)
{
    private readonly Dictionary<CardSourceKind, CardPlace> _byKind = places.ToDictionary(p => p.Kind);

    /// <summary>Where a source can be looked at, or null.</summary>
    public string? AddressOf(CardSource source) =>
        source.SourceId is { } id && _byKind.TryGetValue(source.Kind, out var place) ? place.AddressOf(id) : null;
}

using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Decks;

/// <summary>What a deck can be set to.</summary>
internal static class DeckRules
{
    /// <summary>Most cards a day that a limit can say.</summary>
    public const int MostPerDay = 9999;

    private const int MostLapses = 99;

    public static IEnumerable<FieldError> Faults(DeckSettings settings)
    {
        if (settings.Name.NullIfBlank() is not { } name || name.Length > Deck.MaxName)
        {
            yield return new FieldError("name", ReviewTexts.Refused_DeckName.With(Deck.MaxName));
        }
        if (settings.Language.Trim().Length > Deck.MaxLanguage)
        {
            yield return new FieldError("language", ReviewTexts.Refused_Language.With(Deck.MaxLanguage));
        }
        foreach (var fault in settings.Parameters.Faults())
        {
            yield return fault;
        }
        if (settings.Limits.NewPerDay is < 0 or > MostPerDay)
        {
            yield return new FieldError("new_per_day", ReviewTexts.Refused_PerDay.With(MostPerDay));
        }
        if (settings.Limits.ReviewsPerDay is < 0 or > MostPerDay)
        {
            yield return new FieldError("reviews_per_day", ReviewTexts.Refused_PerDay.With(MostPerDay));
        }
        if (settings.Leeches.First is < 1 or > MostLapses)
        {
            yield return new FieldError("leech_first", ReviewTexts.Refused_Lapses.With(MostLapses));
        }
        if (settings.Leeches.Every is < 1 or > MostLapses)
        {
            yield return new FieldError("leech_every", ReviewTexts.Refused_Lapses.With(MostLapses));
        }
    }
}

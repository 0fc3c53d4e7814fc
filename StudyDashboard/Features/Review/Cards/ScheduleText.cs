using System.Globalization;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>
/// A card's scheduling in one text: what the log keeps of the card before an answer, so that undo restores it to the last bit.
/// State, step, stability, difficulty, interval, answers, lapses, last answer and due, between semicolons; instants in ticks.
/// </summary>
internal static class ScheduleText
{
    public static string Of(FsrsCard card) => string.Create(CultureInfo.InvariantCulture,
        $"{Words<CardState>.Of(card.State)};{card.Step};{card.Stability:R};{card.Difficulty:R};{card.ScheduledDays};{card.Reps};{card.Lapses};{card.LastReview?.Ticks};{card.Due.Ticks}");

    public static FsrsCard Read(string text)
    {
        var parts = text.Split(';');
        return new FsrsCard
        {
            State = Words<CardState>.Parse(parts[0]),
            Step = Whole(parts[1]),
            Stability = Number(parts[2]),
            Difficulty = Number(parts[3]),
            ScheduledDays = Whole(parts[4]),
            Reps = Whole(parts[5]),
            Lapses = Whole(parts[6]),
            LastReview = parts[7].Length == 0 ? null : Instant(parts[7]),
            Due = Instant(parts[8]),
        };
    }

    /// <summary>Reads what another product wrote, which may be anything.</summary>
    public static bool TryRead(string text, out FsrsCard card)
    {
        card = default;
        try
        {
            card = Read(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            return false;
        }
        return card.State == CardState.New || (card is { Stability: > 0 and <= 36_500, Difficulty: >= 1 and <= 10, LastReview: not null, Reps: > 0, Lapses: >= 0, ScheduledDays: >= 0 });
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Instant(string text) => new(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);
}

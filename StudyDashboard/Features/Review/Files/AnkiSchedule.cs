using System.Text.Json;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Files;

/// <summary>Where a card of Anki stands, as FSRS has it: its due day stays; its memory is Anki's own, else replayed, else worked out of interval and ease.</summary>
internal sealed class AnkiSchedule(AnkiCollection collection, StudyCalendar calendar)
{
    private const int MostInterval = 36_500;

    private static readonly FsrsScheduler Scheduler = new(FsrsParameters.Default);

    // The collection begins at four in the morning of its own clock.
    private readonly DateOnly _first = DateOnly.FromDateTime(collection.Offset is { } offset ? collection.CreatedAt + offset : calendar.LocalOf(collection.CreatedAt));

    /// <summary>The schedule, or null for a card that was never answered.</summary>
    public FsrsCard? Of(AnkiCard card, IReadOnlyList<LoggedReview> reviews)
    {
        if (card.Type is 0 or > 3 && reviews.Count == 0)
        {
            return null;
        }
        // The first scheduler knows no type for learning again: such a card is one of reviews in the queue of the steps.
        var state = card.Type switch { 1 => CardState.Learning, 3 => CardState.Relearning, 0 => CardState.New, 2 when card.Queue is 1 or 3 => CardState.Relearning, _ => CardState.Review };
        if (state == CardState.New)
        {
            // Set back to new in Anki: its answers are history only.
            return null;
        }
        var due = DueOf(card);
        var interval = Math.Clamp(card.Interval, 0, MostInterval);
        var last = reviews.Count > 0 ? reviews[^1].At : calendar.SameTimeAfter(due, -Math.Max(1, interval));
        var memory = OwnMemory(card.Data) ?? (reviews.Count > 0
            ? Scheduler.Replay(FsrsCard.New(reviews[0].At), reviews.Select(r => new PastReview(r.At, r.Grade)), calendar).Memory
            : MemoryOf(interval, card.Factor));
        return new FsrsCard
        {
            State = state,
            Stability = memory.Stability,
            Difficulty = memory.Difficulty,
            ScheduledDays = state == CardState.Review ? Math.Max(1, interval) : 0,
            Reps = Math.Max(1, card.Reps),
            Lapses = Math.Max(0, card.Lapses),
            LastReview = last,
            Due = due,
        };
    }

    /// <summary>
    /// Of Anki's older scheduler: at a recall of 0.9 stability is the interval, and difficulty is what makes FSRS lengthen it by the ease
    /// (fsrs-rs, memory_state_from_sm2).
    /// </summary>
    internal static FsrsMemory MemoryOf(int interval, int factor)
    {
        var stability = Math.Clamp(interval, 0.1, MostInterval);
        var weights = FsrsWeights.Default;
        var ease = Math.Max(factor, 1300) / 1000.0;
        var growth = Math.Exp(weights[8]) * Math.Pow(stability, -weights[9]) * (Math.Exp(0.1 * weights[10]) - 1);
        return new FsrsMemory(stability, Math.Clamp(11 - ((ease - 1) / growth), 1, 10));
    }

    private DateTime DueOf(AnkiCard card) => card.Due > 1_000_000_000
        ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(card.Due, 4_000_000_000)).UtcDateTime
        : calendar.StartOf(_first.AddDays((int)Math.Clamp(card.Due, -20_000, 60_000)));

    private static FsrsMemory? OwnMemory(string data)
    {
        if (data.Length == 0 || data[0] != '{')
        {
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(data);
            return json.RootElement.TryGetProperty("s", out var s) && s.TryGetDouble(out var stability) && json.RootElement.TryGetProperty("d", out var d) && d.TryGetDouble(out var difficulty)
                && stability > 0 ? new FsrsMemory(Math.Clamp(stability, 0.001, MostInterval), Math.Clamp(difficulty, 1, 10)) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

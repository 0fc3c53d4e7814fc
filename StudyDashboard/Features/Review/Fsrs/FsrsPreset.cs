namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>A ready-made choice of parameters, by the word under which a deck's settings offer it.</summary>
public sealed record FsrsPreset(string Word, FsrsParameters Parameters)
{
    /// <summary>
    /// The choices. <c>exam</c> stays below 0.97, from where on the work grows faster than what is remembered (Anki's manual);
    /// <c>days_only</c> has no steps within a day.
    /// </summary>
    public static IReadOnlyList<FsrsPreset> All { get; } =
    [
        new("standard", FsrsParameters.Default),
        new("light", FsrsParameters.Default with { DesiredRetention = 0.85 }),
        new("exam", FsrsParameters.Default with { DesiredRetention = 0.95 }),
        new("days_only", FsrsParameters.Default with { ShortTerm = false }),
    ];
}

using System.Globalization;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Csv;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review;

/// <summary>
/// A review log as py-fsrs and others write it: <c>card_id, review_rating</c> (1 to 4), <c>review_time</c> (ISO 8601),
/// <c>review_duration</c> (ms). Its sittings become study sessions.
/// </summary>
internal sealed class ReviewLogImport : IImportKind
{
    internal const int MaxDurationMs = 24 * 3600 * 1000;

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
    ];

    // No flashcard program is older; an earlier time is a broken one.
    internal static readonly DateTime Earliest = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public string Word => "review-log";

    public string Title => ReviewTexts.Import_Title;

    public string Explanation => ReviewTexts.Import_Explanation;

    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt"];

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = new ReviewLogPlan(file.Calendar);
        return ReadRows(file, plan.Refusals, plan.Add, progress, cancellationToken) is { } refusal ? refusal : plan;
    }

    /// <summary>Reads the reviews of a file; the refusal is for one of which nothing can be read.</summary>
    internal static Refusal? ReadRows(
        ImportFile file, Refusals refusals, Action<LoggedReview> take, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var table = CsvTable.Open(file.Content, refusals, cancellationToken);
        var columns = new Columns(
            table.Column("card_id", "card"), table.Column("review_rating", "rating", "grade"), table.Column("review_time", "reviewed_at"),
            table.Column("review_duration", "review_duration_ms", "duration_ms"));
        string[] missing = [.. columns.Missing()];
        if (missing.Length > 0)
        {
            return ImportService.Unreadable(ReviewTexts.Refused_Columns.With(string.Join(", ", missing)));
        }
        var (rows, percent) = (0, -1);
        foreach (var row in table.Rows())
        {
            rows++;
            if (Parse(row, columns, file, out var review) is { } reason)
            {
                table.Refuse(row, reason);
            }
            else
            {
                take(review);
            }
            var now = (int)(file.Content.Position * 100 / file.Content.Length);
            if (now != percent)
            {
                progress?.Report(new ImportProgress(ImportStep.Read, percent = now));
            }
        }
        return rows + refusals.Count == 0 ? ImportService.Unreadable(ImportTexts.Refused_NoRows) : null;
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) =>
        new SittingKeeper(job).RemoveAsync(job.Run.Id, cancellationToken);

    /// <summary>The review of a row, or why it has none.</summary>
    private static string? Parse(CsvRow row, Columns columns, ImportFile file, out LoggedReview review)
    {
        review = default;
        var card = row[columns.Card];
        if (card.Length is 0 or > ReviewLogEntry.MaxCardKey)
        {
            return card.Length == 0 ? ReviewTexts.Row_NoCard : ReviewTexts.Row_CardTooLong.With(ReviewLogEntry.MaxCardKey);
        }
        var rating = row[columns.Rating];
        if (!int.TryParse(rating, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 4)
        {
            return ReviewTexts.Row_Rating.With(Shown(rating));
        }
        var time = row[columns.Time];
        if (!DateTime.TryParseExact(time, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at))
        {
            return ReviewTexts.Row_Time.With(Shown(time));
        }
        // By its year first: the first and the last day that there is have no instant in every zone.
        if (at.Year < Earliest.Year - 1 || at.Year > file.NowUtc.Year + 1)
        {
            return ReviewTexts.Row_TimeRange.With(Shown(time));
        }
        at = at.Kind == DateTimeKind.Utc ? at : file.Calendar.InstantOf(at);
        at = DateTime.SpecifyKind(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond)), DateTimeKind.Utc);
        if (at < Earliest || at > file.NowUtc.AddDays(1))
        {
            return ReviewTexts.Row_TimeRange.With(Shown(time));
        }
        var duration = row[columns.Duration];
        if (!decimal.TryParse(duration, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > MaxDurationMs)
        {
            return ReviewTexts.Row_Duration.With(Shown(duration));
        }
        review = new LoggedReview(card, at, (ReviewGrade)number, (int)milliseconds);
        return null;
    }

    /// <summary>A value as a message repeats it: not longer than a line.</summary>
    private static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "…";

    private sealed record Columns(int? Card, int? Rating, int? Time, int? Duration)
    {
        public IEnumerable<string> Missing() =>
            new[] { (Card, "card_id"), (Rating, "review_rating"), (Time, "review_time"), (Duration, "review_duration") }
                .Where(c => c.Item1 is null).Select(c => c.Item2);
    }
}

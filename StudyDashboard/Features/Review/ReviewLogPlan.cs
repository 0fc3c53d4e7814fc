using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review;

/// <summary>The reviews of a file, and which of them are new.</summary>
internal sealed class ReviewLogPlan(StudyCalendar calendar) : ImportPlan
{
    private readonly Dictionary<(string Card, DateTime At), LoggedReview> _reviews = [];
    private int _skipped;
    private string? _summary;

    public override int Created => _reviews.Count;

    public override int Skipped => _skipped;

    // Cutting a million reviews into sittings takes seconds: once, and not at each drawing of the page.
    public override string Summary => _summary ??= _reviews.Count == 0 ? "" : Summarize();

    /// <summary>Takes a review in; the same card at the same time twice is one review.</summary>
    public void Add(LoggedReview review)
    {
        _summary = null;
        if (!_reviews.TryAdd((review.CardKey, review.At), review))
        {
            _skipped++;
        }
    }

    public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        if (_reviews.Count == 0)
        {
            return;
        }
        _summary = null;
        var (first, last) = (_reviews.Keys.Min(r => r.At), _reviews.Keys.Max(r => r.At));
        var stored = context.Set<ReviewLogEntry>()
            .Where(e => e.StudentId == studentId && e.VoidedAt == null && e.ReviewedAt >= first && e.ReviewedAt <= last)
            .Select(e => new { e.CardKey, e.ReviewedAt }).AsAsyncEnumerable();
        await foreach (var review in stored.WithCancellation(cancellationToken))
        {
            _skipped += _reviews.Remove((review.CardKey, review.ReviewedAt)) ? 1 : 0;
        }
    }

    public override Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        new SittingKeeper(job).AddAsync([.. _reviews.Values], progress, cancellationToken);

    private string Summarize()
    {
        var reviews = Plural.Of(ReviewTexts.ResourceManager, "Reviews", _reviews.Count);
        var sittings = Plural.Of(ReviewTexts.ResourceManager, "Sittings", Sitting.Of(_reviews.Values).Count());
        var (first, last) = (Day(_reviews.Values.Min(r => r.At)), Day(_reviews.Values.Max(r => r.At)));
        return first == last ? ReviewTexts.Plan_SummaryOfDay.With(reviews, sittings, first) : ReviewTexts.Plan_Summary.With(reviews, sittings, first, last);
    }

    private string Day(DateTime at) => calendar.DayOf(at).ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

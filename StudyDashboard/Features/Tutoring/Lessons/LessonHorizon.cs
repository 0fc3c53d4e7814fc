using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>Keeps series stored as far ahead as someone looks (rules.md 21).</summary>
public sealed class LessonHorizon(IDbContextFactory<StudyDbContext> contexts, LessonRecorder recorder, TimeProvider clock)
{
    private static readonly TimeSpan JournalKept = TimeSpan.FromDays(30);

    /// <summary>Stores the lessons of these people up to an instant. Refused beyond <see cref="SeriesFiller.MaxMonthsAhead"/> months.</summary>
    public async Task<Refusal?> ReachAsync(
        StudyDbContext context, int tutorId, IReadOnlyCollection<int> students, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        if (untilUtc <= now.AddMonths(SeriesFiller.MonthsAhead).AddDays(-1))
        {
            return null;
        }
        if (untilUtc > now.AddMonths(SeriesFiller.MaxMonthsAhead))
        {
            return Refusal.Invalid(new FieldError("to", LessonTexts.Refused_Horizon.With(SeriesFiller.MaxMonthsAhead)));
        }
        var series = context.Set<LessonSeries>().Where(s => s.TutorId == tutorId
            || s.Members.Any(m => context.Set<Enrollment>().Any(e => e.Id == m.EnrollmentId && students.Contains(e.StudentId))));
        return await FillAsync(series, untilUtc, cancellationToken);
    }

    /// <summary>
    /// The daily upkeep: stores what is missing of the next <see cref="SeriesFiller.MonthsAhead"/> months, gives coming lessons their
    /// instants anew where the rules of a zone have changed (rules.md 23), and forgets old changes.
    /// </summary>
    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await FillAsync(context.Set<LessonSeries>(), asOfUtc.AddMonths(SeriesFiller.MonthsAhead), cancellationToken);
        var tutors = await context.Set<Lesson>().Where(l => l.StartsAt > asOfUtc).Select(l => l.TutorId).Distinct().ToListAsync(cancellationToken);
        foreach (var tutor in tutors)
        {
            await PlaceAnewAsync(context, tutor, asOfUtc, cancellationToken);
        }
        var old = asOfUtc - JournalKept;
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        await context.Set<LessonChange>().Where(c => c.At < old).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task PlaceAnewAsync(StudyDbContext context, int tutorId, DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var coming = await context.Set<Lesson>().AsNoTracking().Where(l => l.TutorId == tutorId && l.StartsAt > asOfUtc).ToListAsync(cancellationToken);
        var ids = coming.Where(l => l.Slot.StartsAt != l.StartsAt || l.Slot.EndsAt != l.EndsAt).Select(l => l.Id).ToList();
        if (ids.Count > 0)
        {
            await recorder.RecordAsync<int>(tutorId, LessonVerb.Fill, async book =>
            {
                var lessons = await book.FetchAsync(l => ids.Contains(l.Id), cancellationToken);
                lessons.ForEach(l => l.Place(l.Slot));
                return lessons.Count;
            }, cancellationToken: cancellationToken);
        }
    }

    private async Task<Refusal?> FillAsync(IQueryable<LessonSeries> series, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var behind = await series.Where(s => s.FilledUntil < untilUtc && (s.LastStart == null || s.LastStart >= s.FilledUntil))
            .Select(s => new { s.Id, s.TutorId }).ToListAsync(cancellationToken);
        foreach (var tutor in behind.GroupBy(s => s.TutorId))
        {
            var filled = await recorder.RecordAsync<int>(tutor.Key, LessonVerb.Fill, async book =>
            {
                foreach (var one in tutor)
                {
                    var stored = await book.SeriesAsync(one.Id, cancellationToken);
                    if (await SeriesFiller.FillAsync(book, stored, untilUtc, new HashSet<DateTime>(), cancellationToken) is { } tooMany)
                    {
                        return tooMany;
                    }
                }
                return tutor.Count();
            }, cancellationToken: cancellationToken);
            if (filled.Refusal is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }
}

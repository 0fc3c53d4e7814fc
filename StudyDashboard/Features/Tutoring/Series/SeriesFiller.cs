using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Series;

/// <summary>Stores the lessons of a series as rows (rules.md 21).</summary>
internal static class SeriesFiller
{
    /// <summary>How far ahead lessons are stored.</summary>
    public const int MonthsAhead = 12;

    /// <summary>How far ahead a query may ask.</summary>
    public const int MaxMonthsAhead = 24;

    /// <summary>Most lessons that one command makes.</summary>
    public const int MaxLessons = 5000;

    /// <summary>
    /// Adds the lessons between <see cref="LessonSeries.FilledUntil"/> and an instant. Those on days that the tutor skips become exceptions.
    /// </summary>
    /// <param name="book">The open transaction.</param>
    /// <param name="series">Stored, with its members.</param>
    /// <param name="untilUtc">Exclusive.</param>
    /// <param name="taken">Places that rows of the series hold already.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Refusal?> FillAsync(
        LessonBook book, LessonSeries series, DateTime untilUtc, IReadOnlySet<DateTime> taken, CancellationToken cancellationToken)
    {
        var occurrences = series.Recurrence.From(series.FilledUntil).TakeWhile(o => o.Utc < untilUtc).Take(MaxLessons + 1).ToList();
        var enrollments = await book.EnrollmentsAsync([.. series.Members.Select(m => m.EnrollmentId)], cancellationToken);
        if (occurrences.Count * Math.Max(1, enrollments.Count) > MaxLessons)
        {
            return Refusal.Invalid(new FieldError("rrule", LessonTexts.Refused_TooManyLessons.With(MaxLessons)));
        }
        var closed = await book.Context.Set<ClosedPeriod>().Where(c => c.TutorId == series.TutorId && c.Handling == ClosureHandling.Skip).ToListAsync(cancellationToken);
        var skipped = occurrences.Where(o => !taken.Contains(o.Local) && closed.Exists(c => c.Contains(DateOnly.FromDateTime(o.Local)))).Select(o => o.Local).ToHashSet();
        series.Except(skipped);
        foreach (var occurrence in occurrences.Where(o => !taken.Contains(o.Local) && !skipped.Contains(o.Local)))
        {
            Add(book, series, occurrence, enrollments);
        }
        series.Filled(untilUtc);
        return null;
    }

    /// <summary>Adds the rows of one place of a series, one for each enrollment.</summary>
    public static void Add(LessonBook book, LessonSeries series, Occurrence occurrence, IReadOnlyList<Enrollment> enrollments)
    {
        var slot = series.SlotOf(occurrence.Local);
        foreach (var enrollment in enrollments)
        {
            var lesson = book.Add(new Lesson(enrollment, slot, series.Details, book.NowUtc));
            lesson.Join(series, occurrence.Local);
            lesson.JoinGroup(GroupKey(series, occurrence.Local));
        }
    }

    /// <summary>What ties the rows of one place together; null for a series of one student.</summary>
    public static string? GroupKey(LessonSeries series, DateTime originalStart) =>
        series.Members.Count > 1 ? $"{series.Uid}/{originalStart:yyyyMMdd'T'HHmm}" : null;
}

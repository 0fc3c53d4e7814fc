using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Tutoring.Legacy;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Series;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>Makes the series of an archive. Afterwards each names exactly its stored lessons, as rules.md 21 wants, whatever the archive had.</summary>
internal sealed class ArchivedSeriesWriter(ImportJob job, TeachingSlice slice)
{
    public async Task<Dictionary<int, JoinedSeries>> AddAsync(Dictionary<int, Enrollment> enrollments, CancellationToken cancellationToken)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        var made = new Dictionary<int, JoinedSeries>();
        foreach (var row in slice.Series)
        {
            var members = row.Enrollments!.Distinct().Where(enrollments.ContainsKey).Select(id => enrollments[id]).Where(e => e.TutorId == owner).ToList();
            var recurrence = TeachingTables.RecurrenceOf(row);
            var horizon = job.Book.NowUtc.AddMonths(SeriesFiller.MaxMonthsAhead);
            var until = TeachingTables.Utc(row.FilledUntil) is var filled && filled < horizon ? filled : horizon;
            var places = recurrence.FromLocal(DateTime.MinValue).TakeWhile(o => o.Utc < until).Take(SeriesFiller.MaxLessons + 1).ToList();
            if (members.Count == 0 || recurrence.First is null || places.Count > SeriesFiller.MaxLessons)
            {
                continue;
            }
            var parent = row.ParentId is not { } id ? (int?)null : made.GetValueOrDefault(id)?.Series.Id ?? (slice.SeriesThere.TryGetValue(id, out var there) ? there : null);
            var series = new LessonSeries(owner, recurrence, TimeSpan.FromMinutes(row.Minutes), row.Details!, parent, TeachingTables.Utc(row.CreatedAt));
            series.Came(row.Uid, until);
            series.Enroll(members.Select(e => e.Id));
            series.CountVersion();
            context.Add(series);
            await context.SaveChangesAsync(cancellationToken);
            context.Add(new LegacyRow(owner, job.Run.Id, LegacyKind.Series, TeachingKeys.Of(row), series.Id, isMade: true));
            made[row.Id] = new JoinedSeries(series, members, [.. places.Select(p => p.Local)]);
        }
        return made;
    }
}

/// <summary>A series that came in, and which of its places have a lesson.</summary>
internal sealed class JoinedSeries(LessonSeries series, IReadOnlyList<Enrollment> members, IReadOnlyList<DateTime> places)
{
    private readonly HashSet<DateTime> _places = [.. places];
    private readonly HashSet<(DateTime Place, int Enrollment)> _taken = [];

    public LessonSeries Series => series;

    /// <summary>Makes a lesson one of the series where its place is one and is free.</summary>
    public bool TryJoin(Lesson lesson, ArchivedLesson row)
    {
        if (row.OriginalStart is not { } place || !_places.Contains(place) || members.All(m => m.Id != lesson.CourseEnrollmentId) || !_taken.Add((place, lesson.CourseEnrollmentId)))
        {
            return false;
        }
        lesson.Join(series, place);
        return true;
    }

    /// <summary>Leaves out the places that no lesson came for, and gives a student a lesson where only others had one.</summary>
    public void Mend(DateTime nowUtc, StudyDbContext context)
    {
        series.Except(places.Where(place => members.All(m => !_taken.Contains((place, m.Id)))));
        foreach (var (place, member) in places.Where(place => members.Any(m => _taken.Contains((place, m.Id))))
            .SelectMany(place => members.Where(m => !_taken.Contains((place, m.Id))).Select(m => (place, m))))
        {
            var lesson = new Lesson(member, series.SlotOf(place), series.Details, nowUtc);
            lesson.Join(series, place);
            lesson.JoinGroup(SeriesFiller.GroupKey(series, place));
            lesson.CountVersion(nowUtc);
            context.Add(lesson);
        }
        if (series.Recurrence.First is null)
        {
            context.Remove(series);
        }
    }
}

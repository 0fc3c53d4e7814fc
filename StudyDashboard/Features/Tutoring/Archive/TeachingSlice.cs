using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Legacy;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>What an archive would make of lessons (docs/decisions/0012).</summary>
internal sealed class TeachingSlice(TeachingTables tables, ArchiveFile file, TeachingWriter writer, DateTime nowUtc) : ArchiveSlice
{
    private const int NamesShown = 20;

    private StoredTeaching _stored = null!;

    public TeachingTables Tables { get; } = tables;

    /// <summary>The stored enrollment of each archived one that is there.</summary>
    public Dictionary<int, StoredEnrollment> There { get; } = [];

    public List<ArchivedEnrollment> Enrollments { get; } = [];

    public List<ArchivedSeries> Series { get; } = [];

    /// <summary>Those that are stored, by their numbers in the archive.</summary>
    public Dictionary<int, int> SeriesThere { get; } = [];

    public List<ArchivedLesson> Lessons { get; } = [];

    public List<ArchivedRequest> Requests { get; } = [];

    public List<ArchivedClosure> Closures { get; } = [];

    public ArchivedOffer? Offer { get; private set; }

    public ArchivedAttendanceTerms? Terms { get; private set; }

    public override int Created =>
        Enrollments.Count + Series.Count + Lessons.Count + Requests.Count + Closures.Count + (Offer is null ? 0 : 1) + (Terms is null ? 0 : 1);

    public override string Summary => Lessons.Count + Enrollments.Count == 0 ? "" : string.Join(' ', Sentences());

    /// <summary>Whether lessons of a course may be added: those that the person gives, and those of a tutor whom an import made.</summary>
    public bool IsOwn(ArchivedEnrollment row) => row.Taught || !There.ContainsKey(row.Id) || _stored.MadeOf(row) is not null;

    public override async Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        _stored = await StoredTeaching.ReadAsync(context, studentId, cancellationToken);
        var lessonsOf = Tables.AllLessons.Values.ToLookup(l => l.Row.CourseEnrollmentId);
        foreach (var (record, row) in Tables.AllEnrollments.Values)
        {
            if (row.Taught && !_stored.IsTutor)
            {
                file.Refuse(TeachingTables.Enrollments, record, TeachingTexts.Row_NoTutor.With(lessonsOf[row.Id].Count()));
                continue;
            }
            if (_stored.Find(row, lessonsOf[row.Id].Select(l => l.Row)) is { } there)
            {
                There[row.Id] = there;
            }
        }
        CompareSeries();
        foreach (var (record, row) in Tables.AllEnrollments.Values.Where(e => _stored.IsTutor || !e.Row.Taught))
        {
            var before = Lessons.Count;
            foreach (var lesson in lessonsOf[row.Id])
            {
                Compare(row, lesson);
            }
            if (There.ContainsKey(row.Id) || (Lessons.Count == before && (!row.Taught || _stored.Knows(LegacyKind.Enrollment, TeachingKeys.Of(row)))))
            {
                Skipped++;
            }
            else
            {
                Enrollments.Add(row);
            }
        }
        // In the order in which they were made, so that what is shown in that order is shown the same.
        Lessons.Sort((a, b) => a.Id.CompareTo(b.Id));
        CompareRequests(await context.Set<SlotRequest>().AsNoTracking().Where(r => r.TutorId == studentId || r.StudentId == studentId)
            .Select(r => new ValueTuple<int, DateTime>(r.EnrollmentId, r.CreatedAt)).ToListAsync(cancellationToken));
        await CompareSettingsAsync(context, studentId, cancellationToken);
    }

    public override Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        writer.AddAsync(job, this, progress, cancellationToken);

    private void CompareSeries()
    {
        foreach (var (_, row) in Tables.AllSeries.Values.OrderBy(s => s.Row.Id))
        {
            if (_stored.Find(row) is { } there)
            {
                SeriesThere[row.Id] = there;
                Skipped++;
            }
            else if (_stored.IsTutor && row.Enrollments!.Any(id => Tables.AllEnrollments.TryGetValue(id, out var e) && e.Row.Taught))
            {
                Series.Add(row);
            }
        }
    }

    private void Compare(ArchivedEnrollment course, Recorded<ArchivedLesson> lesson)
    {
        var row = lesson.Row;
        // What a stored series does not have any more was taken out of it here.
        if ((row.SeriesId is { } series && SeriesThere.ContainsKey(series)) || _stored.Has(row, There.GetValueOrDefault(course.Id)?.Id))
        {
            Skipped++;
        }
        else if (!IsOwn(course))
        {
            file.Refuse(TeachingTables.Lessons, lesson.Record, TeachingTexts.Row_TutorsOwn.With(There[course.Id].OtherName));
        }
        else if (!course.Taught && row.Status != LessonStatus.Completed && TeachingTables.SlotOf(row).EndsAt > nowUtc)
        {
            file.Refuse(TeachingTables.Lessons, lesson.Record, TeachingTexts.Row_ToCome.With(row.SessionDate, course.Other ?? ""));
        }
        else
        {
            Lessons.Add(row);
        }
    }

    private void CompareRequests(List<ValueTuple<int, DateTime>> stored)
    {
        var there = stored.ToHashSet();
        var open = Enrollments.Select(e => e.Id).ToHashSet();
        foreach (var (record, row) in Tables.AllRequests.Values)
        {
            var course = Tables.AllEnrollments[row.EnrollmentId].Row;
            if (_stored.Knows(LegacyKind.Request, TeachingKeys.Of(row))
                || (There.GetValueOrDefault(row.EnrollmentId) is { } enrollment && there.Contains((enrollment.Id, TeachingTables.Utc(row.CreatedAt)))))
            {
                Skipped++;
            }
            else if (!IsOwn(course))
            {
                file.Refuse(TeachingTables.Requests, record, TeachingTexts.Row_TutorsOwn.With(There[course.Id].OtherName));
            }
            else if (!course.Taught && row.Status is RequestStatus.Open or RequestStatus.Proposed)
            {
                file.Refuse(TeachingTables.Requests, record, TeachingTexts.Row_NobodyAnswers.With(course.Other ?? ""));
            }
            else if (open.Contains(row.EnrollmentId) || There.ContainsKey(row.EnrollmentId))
            {
                Requests.Add(row);
            }
            else
            {
                Skipped++;
            }
        }
    }

    private async Task CompareSettingsAsync(StudyDbContext context, int ownerId, CancellationToken cancellationToken)
    {
        var closures = await context.Set<ClosedPeriod>().Where(c => c.TutorId == ownerId).Select(c => new { c.Name, c.First, c.Last }).ToListAsync(cancellationToken);
        foreach (var closure in Tables.Closures)
        {
            if (!_stored.IsTutor || _stored.Knows(LegacyKind.ClosedPeriod, TeachingKeys.Of(closure))
                || closures.Contains(new { closure.Name, closure.First, closure.Last }) || Closures.Any(c => (c.Name, c.First, c.Last) == (closure.Name, closure.First, closure.Last)))
            {
                Skipped++;
            }
            else
            {
                Closures.Add(closure);
            }
        }
        Offer = _stored.IsTutor && !await context.Set<TutorOffer>().AnyAsync(o => o.TutorId == ownerId, cancellationToken) ? Tables.Offer : null;
        Terms = _stored.IsTutor && !await context.Set<AttendanceTerms>().AnyAsync(t => t.TutorId == ownerId, cancellationToken) ? Tables.Terms : null;
        Skipped += (Tables.Offer is not null && Offer is null ? 1 : 0) + (Tables.Terms is not null && Terms is null ? 1 : 0);
    }

    private IEnumerable<string> Sentences()
    {
        if (Lessons.Count > 0)
        {
            var days = Lessons.Select(l => l.SessionDate).ToList();
            yield return Plural.Of(TeachingTexts.ResourceManager, "Plan_Lessons", Lessons.Count, Day(days.Min()), Day(days.Max()));
        }
        var people = Enrollments.Where(e => !OthersThere().ContainsKey((e.Taught, e.OtherId))).DistinctBy(e => (e.Taught, e.OtherId)).Select(e => e.Other ?? "").Order(StringComparer.CurrentCulture).ToList();
        if (people.Count > 0)
        {
            var names = string.Join(", ", people.Take(NamesShown)) + (people.Count > NamesShown ? " …" : "");
            yield return Plural.Of(TeachingTexts.ResourceManager, "Plan_People", people.Count, names);
        }
    }

    /// <summary>Whom of the archive's people the account knows, by side and number. Of tutors only those that an import made.</summary>
    public Dictionary<(bool Taught, int OtherId), int> OthersThere() => Tables.AllEnrollments.Values.Select(e => e.Row).Where(e => There.ContainsKey(e.Id) && IsOwn(e))
        .GroupBy(e => (e.Taught, e.OtherId)).ToDictionary(g => g.Key, g => There[g.First().Id].OtherId);

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

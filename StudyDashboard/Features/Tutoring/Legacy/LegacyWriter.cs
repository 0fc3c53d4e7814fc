using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;

namespace StudyDashboard.Features.Tutoring.Legacy;

/// <summary>Makes the lessons of the former program with the people and enrollments they need, and takes them back.</summary>
internal sealed class LegacyWriter(LessonFacts facts)
{
    private const int Chunk = 500;

    public async Task AddAsync(
        ImportJob job, IReadOnlyDictionary<string, LegacyLesson> lessons, LegacyCast cast, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (context, owner, now) = (job.Book.Context, job.Book.StudentId, job.Book.NowUtc);
        var zone = await context.Users.Where(p => p.Id == owner).Select(p => p.TimeZone).SingleAsync(cancellationToken);
        // Those whose person or enrollment was deleted since are made anew.
        await context.Set<LegacyRow>().Where(r => r.OwnerId == owner
            && ((r.Kind == LegacyKind.Enrollment && !context.Set<Enrollment>().Any(e => e.Id == r.TargetId))
                || ((r.Kind == LegacyKind.Student || r.Kind == LegacyKind.Tutor) && !context.Users.Any(p => p.Id == r.TargetId)))).ExecuteDeleteAsync(cancellationToken);
        foreach (var (kind, key, name) in cast.ToMake.ToList())
        {
            var person = await MakePersonAsync(context, kind, name, zone, now, cancellationToken);
            cast.Know(kind, key, person);
            context.Add(new LegacyRow(owner, job.Run.Id, kind, key, person, isMade: true));
        }
        var enrollments = await EnrollmentsAsync(job, lessons.Values, cast, cancellationToken);
        var made = new List<Lesson>();
        await context.SaveChangesAsync(cancellationToken);
        foreach (var chunk in lessons.Chunk(Chunk))
        {
            var rows = chunk.Select(l => (l.Key, Row: l.Value, Lesson: Make(enrollments[LegacyCast.EnrollmentOf(l.Value)], l.Value, now))).ToList();
            var known = context.ChangeTracker.Entries().Select(e => e.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
            context.AddRange(rows.Select(r => r.Lesson));
            await context.SaveChangesAsync(cancellationToken);
            var reviews = rows.SelectMany(r => ReviewsOf(r.Row, r.Lesson).Select(review => (r.Lesson, Review: review))).ToList();
            context.AddRange(reviews.Select(r => r.Review));
            await context.SaveChangesAsync(cancellationToken);
            reviews.ForEach(r => r.Lesson.SetReview(r.Review.Side, r.Review.Id));
            foreach (var (key, _, lesson) in rows)
            {
                var kept = new LegacyRow(owner, job.Run.Id, LegacyKind.Lesson, key, lesson.Id, isMade: true);
                kept.Written(lesson.Version);
                context.Add(kept);
            }
            await context.SaveChangesAsync(cancellationToken);
            // A context looks through all it has at each save: with a hundred thousand rows that would be most of the work.
            foreach (var entry in context.ChangeTracker.Entries().Where(e => !known.Contains(e.Entity)).ToList())
            {
                entry.State = EntityState.Detached;
            }
            made.AddRange(rows.Select(r => r.Lesson));
            progress?.Report(new ImportProgress(ImportStep.Write, made.Count * 90 / lessons.Count));
        }
        await facts.FollowAsync(context, LessonVerb.Import, [.. made.Select(l => new LessonDelta(null, l))], cancellationToken);
        progress?.Report(new ImportProgress(ImportStep.Write, 100));
    }

    /// <summary>Takes back what an import made. Lessons that were edited since stay, with who and what they need.</summary>
    /// <returns>Those lessons.</returns>
    public async Task<IReadOnlyList<KeptSession>> RemoveAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var rows = await context.Set<LegacyRow>().Where(r => r.ImportId == job.Run.Id).ToListAsync(cancellationToken);
        var versions = rows.Where(r => r.Kind == LegacyKind.Lesson).ToDictionary(r => r.TargetId, r => r.Version);
        var ids = versions.Keys.ToList();
        var lessons = await context.Set<Lesson>().Where(l => ids.Contains(l.Id)).ToListAsync(cancellationToken);
        var courses = await context.Set<Enrollment>().Where(e => context.Set<Lesson>().Any(l => ids.Contains(l.Id) && l.CourseEnrollmentId == e.Id))
            .ToDictionaryAsync(e => e.Id, e => e.Course, cancellationToken);
        var kept = lessons.Where(l => l.Version != versions[l.Id]).ToList();
        var gone = lessons.Except(kept).ToList();
        context.RemoveRange(gone);
        context.RemoveRange(rows);
        await context.SaveChangesAsync(cancellationToken);
        await facts.FollowAsync(context, LessonVerb.Import, [.. gone.Select(l => new LessonDelta(l, null))], cancellationToken);
        await RemoveEmptyAsync(context, rows, cancellationToken);
        return [.. kept.Select(l => new KeptSession(l.Id, l.SessionDate, courses.GetValueOrDefault(l.CourseEnrollmentId), l.Duration * 60))];
    }

    /// <summary>Enrollments and people that the import made and that have nothing now.</summary>
    internal static async Task RemoveEmptyAsync(StudyDbContext context, List<LegacyRow> rows, CancellationToken cancellationToken)
    {
        var enrollments = rows.Where(r => r is { Kind: LegacyKind.Enrollment, IsMade: true }).Select(r => r.TargetId).ToList();
        await context.Set<Enrollment>().Where(e => enrollments.Contains(e.Id) && !context.Set<Lesson>().Any(l => l.CourseEnrollmentId == e.Id)).ExecuteDeleteAsync(cancellationToken);
        var people = rows.Where(r => r is { Kind: LegacyKind.Student or LegacyKind.Tutor, IsMade: true }).Select(r => r.TargetId).ToList();
        await context.Users.Where(p => people.Contains(p.Id) && p.PasswordHash == null && !context.Sessions.Any(s => s.StudentId == p.Id && s.DeletedAt == null)
                && !context.Set<Enrollment>().Any(e => e.StudentId == p.Id || e.TutorId == p.Id))
            .ExecuteDeleteAsync(cancellationToken);
    }

    internal static async Task<int> MakePersonAsync(StudyDbContext context, LegacyKind kind, string name, string zone, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (kind == LegacyKind.Student)
        {
            return (await context.AddUnclaimedStudentAsync(name, zone, nowUtc, cancellationToken)).Id;
        }
        var tutor = Person.CreateUnclaimed(name, nowUtc);
        tutor.SetDays(zone, tutor.DayStartHour, tutor.FirstDayOfWeek);
        tutor.NormalizedUserName = tutor.UserName!.ToUpperInvariant();
        tutor.SecurityStamp = Guid.NewGuid().ToString("n");
        context.Users.Add(tutor);
        await context.SaveChangesAsync(cancellationToken);
        return tutor.Id;
    }

    private static async Task<Dictionary<string, Enrollment>> EnrollmentsAsync(
        ImportJob job, IEnumerable<LegacyLesson> lessons, LegacyCast cast, CancellationToken cancellationToken)
    {
        var (context, all) = (job.Book.Context, new Dictionary<string, Enrollment>());
        foreach (var group in lessons.GroupBy(LegacyCast.EnrollmentOf))
        {
            var first = group.MinBy(l => l.Slot.Date)!;
            var known = cast.Find(LegacyKind.Enrollment, group.Key) is { } id ? await context.Set<Enrollment>().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) : null;
            if (known is null)
            {
                known = new Enrollment(
                    cast.Find(LegacyKind.Tutor, LegacyCast.TutorOf(first))!.Value, cast.Find(LegacyKind.Student, LegacyCast.StudentOf(first))!.Value, first.Course, first.Slot.Date);
                context.Add(known);
                await context.SaveChangesAsync(cancellationToken);
                context.Add(new LegacyRow(job.Book.StudentId, job.Run.Id, LegacyKind.Enrollment, group.Key, known.Id, isMade: true));
            }
            all[group.Key] = known;
        }
        return all;
    }

    private static Lesson Make(Enrollment enrollment, LegacyLesson row, DateTime nowUtc)
    {
        var lesson = new Lesson(enrollment, row.Slot, row.Details, row.CreatedAt ?? nowUtc);
        lesson.Cover(row.Covered, []);
        lesson.MarkStudent(row.Student, null);
        lesson.MarkTutor(row.Tutor, null);
        switch (row.Status)
        {
            case LessonStatus.Completed: lesson.Complete(); break;
            case LessonStatus.InProgress: lesson.Begin(); break;
            case LessonStatus.Cancelled: lesson.Cancel(row.CancelReason); break;
        }
        lesson.CountVersion(nowUtc);
        return lesson;
    }

    private static IEnumerable<LessonReview> ReviewsOf(LegacyLesson row, Lesson lesson) => row.Reviews.Select(said => new LessonReview(lesson.Id, said.Side, said.Side switch
    {
        LessonSide.Tutor => lesson.TutorId,
        LessonSide.Student => lesson.StudentId,
        _ => null,
    }, said.Rating, said.Text, lesson.EndsAt));
}

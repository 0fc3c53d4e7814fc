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
        var made = new List<(string Key, LegacyLesson Row, Lesson Lesson)>();
        foreach (var (key, row) in lessons)
        {
            var lesson = Make(enrollments[LegacyCast.EnrollmentOf(row)], row, now);
            context.Add(lesson);
            made.Add((key, row, lesson));
        }
        await context.SaveChangesAsync(cancellationToken);
        progress?.Report(new ImportProgress(ImportStep.Write, 50));
        foreach (var (key, row, lesson) in made)
        {
            await AddReviewsAsync(context, row, lesson, cancellationToken);
            var kept = new LegacyRow(owner, job.Run.Id, LegacyKind.Lesson, key, lesson.Id, isMade: true);
            kept.Written(lesson.Version);
            context.Add(kept);
        }
        await context.SaveChangesAsync(cancellationToken);
        await facts.FollowAsync(context, LessonVerb.Import, [.. made.Select(m => new LessonDelta(null, m.Lesson))], cancellationToken);
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

    private static async Task AddReviewsAsync(StudyDbContext context, LegacyLesson row, Lesson lesson, CancellationToken cancellationToken)
    {
        foreach (var said in row.Reviews)
        {
            var author = said.Side switch
            {
                LessonSide.Tutor => lesson.TutorId,
                LessonSide.Student => lesson.StudentId,
                _ => (int?)null,
            };
            var review = new LessonReview(lesson.Id, said.Side, author, said.Rating, said.Text, lesson.EndsAt);
            context.Add(review);
            await context.SaveChangesAsync(cancellationToken);
            lesson.SetReview(said.Side, review.Id);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Legacy;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Features.Tutoring.Whiteboards;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>Makes the lessons of an archive, with the people, courses and series that they need.</summary>
internal sealed class TeachingWriter(LessonFacts facts, IEnumerable<ILessonConsequence> consequences)
{
    private const int Chunk = 500;

    public async Task AddAsync(ImportJob job, TeachingSlice slice, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var context = job.Book.Context;
        var enrollments = await EnrollmentsAsync(job, slice, cancellationToken);
        var series = await new ArchivedSeriesWriter(job, slice).AddAsync(enrollments, cancellationToken);
        var boards = await BoardsAsync(job, slice, enrollments, cancellationToken);
        var made = new Dictionary<int, Lesson>();
        var groups = slice.Lessons.Where(l => l.GroupKey is not null).GroupBy(l => l.GroupKey!).Where(g => g.Count() > 1).ToDictionary(g => g.Key, _ => Guid.NewGuid().ToString());
        foreach (var chunk in slice.Lessons.Chunk(Chunk))
        {
            foreach (var row in chunk)
            {
                var lesson = Make(enrollments[row.CourseEnrollmentId], row);
                if (row.SeriesId is { } id && series.GetValueOrDefault(id) is { } joined && joined.TryJoin(lesson, row))
                {
                    lesson.JoinGroup(SeriesFiller.GroupKey(joined.Series, row.OriginalStart!.Value));
                }
                else if (row.GroupKey is { } group)
                {
                    lesson.JoinGroup(groups.GetValueOrDefault(group));
                }
                if (row.WhiteboardId is { } board && boards.TryGetValue(board, out var boardId))
                {
                    lesson.SetWhiteboard(boardId);
                }
                context.Add(lesson);
                made.Add(row.Id, lesson);
            }
            await context.SaveChangesAsync(cancellationToken);
            progress?.Report(new ImportProgress(ImportStep.Write, made.Count * 100 / slice.Lessons.Count));
        }
        await FinishAsync(job, slice, made, cancellationToken);
        foreach (var joined in series.Values)
        {
            joined.Mend(job.Book.NowUtc, context);
        }
        await RequestsAsync(job, slice, enrollments, made, cancellationToken);
        Settings(job, slice);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var closure in context.ChangeTracker.Entries<ClosedPeriod>().Select(e => e.Entity).ToList())
        {
            var archived = new ArchivedClosure { Name = closure.Name, First = closure.First, Last = closure.Last, Handling = closure.Handling };
            context.Add(new LegacyRow(job.Book.StudentId, job.Run.Id, LegacyKind.ClosedPeriod, TeachingKeys.Of(archived), closure.Id, isMade: true));
        }
        await context.SaveChangesAsync(cancellationToken);
        await FollowAsync(job, [.. made.Values], cancellationToken);
    }

    private static async Task<Dictionary<int, Enrollment>> EnrollmentsAsync(ImportJob job, TeachingSlice slice, CancellationToken cancellationToken)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        await context.Set<LegacyRow>().Where(r => r.OwnerId == owner && r.Kind == LegacyKind.Enrollment && !context.Set<Enrollment>().Any(e => e.Id == r.TargetId))
            .ExecuteDeleteAsync(cancellationToken);
        var zone = await context.Users.Where(p => p.Id == owner).Select(p => p.TimeZone).SingleAsync(cancellationToken);
        var others = slice.OthersThere();
        var all = new Dictionary<int, Enrollment>();
        var ids = slice.There.Values.Select(e => e.Id).ToList();
        var stored = await context.Set<Enrollment>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellationToken);
        foreach (var (archived, there) in slice.There)
        {
            all[archived] = stored[there.Id];
        }
        foreach (var row in slice.Enrollments)
        {
            if (!others.TryGetValue((row.Taught, row.OtherId), out var other))
            {
                var kind = row.Taught ? LegacyKind.Student : LegacyKind.Tutor;
                other = await LegacyWriter.MakePersonAsync(context, kind, NameOf(row), zone, job.Book.NowUtc, cancellationToken);
                others[(row.Taught, row.OtherId)] = other;
                context.Add(new LegacyRow(owner, job.Run.Id, kind, TeachingKeys.OfMade(job.Run.Id, other), other, isMade: true));
            }
            var enrollment = row.Taught ? new Enrollment(owner, other, row.Course, row.From) : new Enrollment(other, owner, row.Course, row.From);
            if (row.Status == EnrollmentStatus.Ended || !row.Taught)
            {
                // A tutor who is not here goes on with nothing.
                enrollment.End(row.To ?? slice.Lessons.Where(l => l.CourseEnrollmentId == row.Id).Select(l => l.SessionDate).DefaultIfEmpty(row.From).Max());
            }
            context.Add(enrollment);
            await context.SaveChangesAsync(cancellationToken);
            context.Add(new LegacyRow(owner, job.Run.Id, LegacyKind.Enrollment, TeachingKeys.Of(row), enrollment.Id, isMade: true));
            all[row.Id] = enrollment;
        }
        return all;
    }

    private static string NameOf(ArchivedEnrollment row) => row.Other?.Trim() is { Length: > 0 } name
        ? name.Length > Accounts.Person.MaxName ? name[..Accounts.Person.MaxName] : name
        : row.Taught ? Texts.ClosingTexts.Former_Student : Texts.ClosingTexts.Former_Tutor;

    private static async Task<Dictionary<int, int>> BoardsAsync(ImportJob job, TeachingSlice slice, Dictionary<int, Enrollment> enrollments, CancellationToken cancellationToken)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        var boards = new Dictionary<int, int>();
        foreach (var lessons in slice.Lessons.Where(l => l.WhiteboardId is not null).GroupBy(l => l.WhiteboardId!.Value))
        {
            var board = new Whiteboard(enrollments[lessons.First().CourseEnrollmentId].TutorId, job.Book.NowUtc);
            context.Add(board);
            await context.SaveChangesAsync(cancellationToken);
            boards[lessons.Key] = board.Id;
            context.Add(new LegacyRow(owner, job.Run.Id, LegacyKind.Whiteboard, TeachingKeys.OfMade(job.Run.Id, board.Id), board.Id, isMade: true));
            foreach (var chunk in slice.Tables.Marks[lessons.Key].Take(WhiteboardService.MaxEvents).Chunk(Chunk))
            {
                var events = chunk.Select(row =>
                {
                    var made = new BoardEvent(board.Id, row.Mine ? owner : null, row.Mark, TeachingTables.Utc(row.At));
                    if (row.UndoneAt is { } undone)
                    {
                        made.Undo(TeachingTables.Utc(undone));
                    }
                    return made;
                }).ToList();
                context.AddRange(events);
                await context.SaveChangesAsync(cancellationToken);
                events.ForEach(e => context.Entry(e).State = EntityState.Detached);
            }
        }
        return boards;
    }

    private static Lesson Make(Enrollment enrollment, ArchivedLesson row)
    {
        var lesson = new Lesson(enrollment, TeachingTables.SlotOf(row), TeachingTables.DetailsOf(row), TeachingTables.Utc(row.CreatedAt));
        lesson.Cover(row.TopicsCovered ?? [], row.TopicsPartly ?? []);
        lesson.MarkStudent(row.StudentAttendanceStatus, row.StudentLateMinutes);
        lesson.MarkTutor(row.TutorAttendanceStatus, row.TutorLateMinutes);
        lesson.Apologize(row.Apology, row.ApologizedAt is { } at ? TeachingTables.Utc(at) : null);
        switch (row.Status)
        {
            case LessonStatus.Completed: lesson.Complete(); break;
            case LessonStatus.InProgress: lesson.Begin(); break;
            case LessonStatus.Cancelled: lesson.Cancel(row.CancelReason); break;
        }
        return lesson;
    }

    /// <summary>What needs the lessons' numbers: reviews, topics carried on, and the record of what came in.</summary>
    private static async Task FinishAsync(ImportJob job, TeachingSlice slice, Dictionary<int, Lesson> made, CancellationToken cancellationToken)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        foreach (var chunk in slice.Lessons.Chunk(Chunk))
        {
            var reviews = new List<(Lesson Lesson, LessonReview Review)>();
            foreach (var row in chunk)
            {
                var lesson = made[row.Id];
                lesson.Carry(row.TopicsCarried ?? [], row.CarriedToId is { } to && made.TryGetValue(to, out var later) ? later.Id : null);
                lesson.CountVersion(row.UpdatedAt == default ? job.Book.NowUtc : TeachingTables.Utc(row.UpdatedAt));
                reviews.AddRange(slice.Tables.Reviews[row.Id].Select(said => (lesson, ReviewOf(lesson, said))));
                var kept = new LegacyRow(owner, job.Run.Id, LegacyKind.Lesson, TeachingKeys.Of(row), lesson.Id, isMade: true);
                kept.Written(lesson.Version);
                context.Add(kept);
            }
            context.AddRange(reviews.Select(r => r.Review));
            await context.SaveChangesAsync(cancellationToken);
            reviews.ForEach(r => r.Lesson.SetReview(r.Review.Side, r.Review.Id));
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    private static LessonReview ReviewOf(Lesson lesson, ArchivedLessonReview said)
    {
        var author = said.Side switch
        {
            LessonSide.Tutor => lesson.TutorId,
            LessonSide.Student => lesson.StudentId,
            // A guardian is not named in an archive.
            _ => (int?)null,
        };
        var review = new LessonReview(lesson.Id, said.Side, author, said.Rating, said.Text ?? "", TeachingTables.Utc(said.CreatedAt));
        review.Write(said.Rating, said.Text ?? "", TeachingTables.Utc(said.UpdatedAt));
        return review;
    }

    private static async Task RequestsAsync(
        ImportJob job, TeachingSlice slice, Dictionary<int, Enrollment> enrollments, Dictionary<int, Lesson> made, CancellationToken cancellationToken)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        var requests = slice.Requests.Select(row =>
        {
            var course = enrollments[row.EnrollmentId];
            var asker = row.Mine ? owner : slice.Tables.AllEnrollments[row.EnrollmentId].Row.Taught ? course.StudentId : (int?)null;
            var request = new SlotRequest(course, asker, TeachingTables.Utc(row.StartsAt), row.Minutes, row.Message, TeachingTables.Utc(row.CreatedAt));
            request.Came(row.Status, row.Answer, row.LessonId is { } id && made.TryGetValue(id, out var lesson) ? lesson.Id : null,
                row.AnsweredAt is { } at ? TeachingTables.Utc(at) : null);
            return (Row: row, Request: request);
        }).ToList();
        context.AddRange(requests.Select(r => r.Request));
        await context.SaveChangesAsync(cancellationToken);
        context.AddRange(requests.Select(r => new LegacyRow(owner, job.Run.Id, LegacyKind.Request, TeachingKeys.Of(r.Row), r.Request.Id, isMade: true)));
    }

    private static void Settings(ImportJob job, TeachingSlice slice)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        context.AddRange(slice.Closures.Select(row => new ClosedPeriod(owner, row.Name, row.First, row.Last, row.Handling)));
        if (slice.Offer is { } offered)
        {
            var offer = new TutorOffer(owner);
            offer.Set(offered.IsPublished, offered.Hours ?? [], offered.LessonMinutes, offered.BufferMinutes, offered.NoticeHours);
            context.Add(offer);
        }
        if (slice.Terms is { } wanted)
        {
            var terms = new AttendanceTerms(owner);
            terms.Set(wanted.AbsencesInARow, wanted.BelowPercent);
            context.Add(terms);
        }
    }

    /// <summary>
    /// The facts of the person's students follow from the lessons. The person's own came in with the sessions and are tied to their lessons.
    /// </summary>
    private async Task FollowAsync(ImportJob job, IReadOnlyList<Lesson> made, CancellationToken cancellationToken)
    {
        var (context, owner, now) = (job.Book.Context, job.Book.StudentId, job.Book.NowUtc);
        foreach (var entry in context.ChangeTracker.Entries().Where(e => e.Entity is Lesson or LegacyRow or LessonReview).ToList())
        {
            entry.State = EntityState.Detached;
        }
        await facts.FollowAsync(context, LessonVerb.Import, [.. made.Where(l => l.StudentId != owner).Select(l => new LessonDelta(null, l))], cancellationToken);
        foreach (var lesson in made.Where(l => l.StudentId == owner && l.Status == LessonStatus.Completed && l.WasAttended))
        {
            await context.Set<StudySession>().Where(s => s.StudentId == owner && s.Source == SessionSource.Lesson && s.SourceId == null && s.DeletedAt == null
                    && s.StartedAt == lesson.StartsAt && s.EndedAt == lesson.EndsAt)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.SourceId, lesson.Id), cancellationToken);
        }
        var coming = made.Where(l => l.EndsAt > now).Select(l => new LessonDelta(null, l)).ToList();
        foreach (var consequence in consequences)
        {
            await consequence.FollowAsync(context, LessonVerb.Import, coming, now, cancellationToken);
        }
        await context.SaveChangesAsync(cancellationToken);
    }
}

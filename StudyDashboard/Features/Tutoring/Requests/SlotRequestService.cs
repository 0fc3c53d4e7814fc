using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Requests;

/// <summary>Asking for a lesson: a student or guardian asks, the tutor accepts, names another time or declines.</summary>
public sealed class SlotRequestService(
    IDbContextFactory<StudyDbContext> contexts, OfferService offers, LessonRecorder recorder, ConflictResolver conflicts,
    NoticePlanner notices, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most requests of one student that wait for an answer.</summary>
    public const int MaxPending = 10;

    private const int Shown = 50;

    /// <summary>The courses in which someone can ask for a lesson: their own and their children's, where the tutor publishes hours.</summary>
    public async Task<IReadOnlyList<OfferedCourse>> CoursesAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(viewerId, cancellationToken);
        return await (from e in context.Set<Enrollment>()
                      where students.Contains(e.StudentId) && e.Status == EnrollmentStatus.Active
                      join o in context.Set<TutorOffer>() on e.TutorId equals o.TutorId
                      where o.IsPublished
                      join tutor in context.Users on e.TutorId equals tutor.Id
                      join student in context.Users on e.StudentId equals student.Id
                      orderby student.DisplayName, e.Course
                      select new OfferedCourse(e.Id, e.Course, tutor.DisplayName, student.DisplayName, o.LessonMinutes)).ToListAsync(cancellationToken);
    }

    /// <summary>The free starts of a course; none when the viewer may not ask for it.</summary>
    public async Task<IReadOnlyList<DateTime>> FreeAsync(int viewerId, int enrollmentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await EnrollmentAsync(context, viewerId, enrollmentId, cancellationToken) is { } enrollment ? await offers.FreeAsync(enrollment, cancellationToken) : [];
    }

    /// <summary>The requests that someone may see, as tutor, student or guardian: those that wait first, then the latest.</summary>
    public async Task<IReadOnlyList<RequestRow>> ListAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(viewerId, cancellationToken);
        var rows = from r in context.Set<SlotRequest>().AsNoTracking()
                   where r.TutorId == viewerId || students.Contains(r.StudentId)
                   join e in context.Set<Enrollment>() on r.EnrollmentId equals e.Id
                   join tutor in context.Users on r.TutorId equals tutor.Id
                   join student in context.Users on r.StudentId equals student.Id
                   orderby r.Status == RequestStatus.Open || r.Status == RequestStatus.Proposed descending, r.CreatedAt descending
                   select new RequestRow(r, e.Course, tutor.DisplayName, student.DisplayName);
        return await rows.Take(Shown).ToListAsync(cancellationToken);
    }

    /// <summary>Asks for a free time.</summary>
    public async Task<Outcome<int>> AskAsync(int personId, int enrollmentId, DateTime startsAt, string? message, CancellationToken cancellationToken)
    {
        if (message?.Length > SlotRequest.MaxText)
        {
            return Refusal.Invalid(new FieldError("message", LessonTexts.Refused_TooLong.With(SlotRequest.MaxText)));
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await EnrollmentAsync(context, personId, enrollmentId, cancellationToken) is not { } enrollment)
        {
            return Refusal.NotFound(RequestTexts.Refused_Course);
        }
        if (!(await offers.FreeAsync(enrollment, cancellationToken)).Contains(startsAt))
        {
            return Refusal.Conflict(RequestTexts.Refused_Taken);
        }
        await using var transaction = await context.BeginWriteAsync(enrollment.StudentId, cancellationToken);
        var pending = context.Set<SlotRequest>().Where(r => r.StudentId == enrollment.StudentId && (r.Status == RequestStatus.Open || r.Status == RequestStatus.Proposed));
        if (await pending.AnyAsync(r => r.EnrollmentId == enrollmentId && r.StartsAt == startsAt, cancellationToken))
        {
            return Refusal.Conflict(RequestTexts.Refused_AskedBefore);
        }
        if (await pending.CountAsync(cancellationToken) >= MaxPending)
        {
            return Refusal.Conflict(RequestTexts.Refused_TooMany.With(MaxPending));
        }
        var minutes = await context.Set<TutorOffer>().Where(o => o.TutorId == enrollment.TutorId).Select(o => o.LessonMinutes).SingleAsync(cancellationToken);
        var request = new SlotRequest(enrollment, personId, startsAt, minutes, message.NullIfBlank(), clock.NowUtc());
        context.Add(request);
        await context.SaveChangesAsync(cancellationToken);
        await TellAsync(context, NoticeKind.SlotRequested, request, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(request);
        return request.Id;
    }

    /// <summary>The tutor names another time.</summary>
    public Task<Refusal?> ProposeAsync(int tutorId, int requestId, DateTime startsAt, int minutes, string? answer, CancellationToken cancellationToken) =>
        startsAt <= clock.NowUtc() ? Task.FromResult<Refusal?>(Refusal.Invalid(new FieldError("starts_at", RequestTexts.Refused_Past)))
        : minutes is < 5 or > 1440 ? Task.FromResult<Refusal?>(Refusal.Invalid(new FieldError("minutes", RequestTexts.Refused_LessonMinutes)))
        : AnswerAsync(requestId, r => r.TutorId == tutorId, r => r.Propose(startsAt, minutes, answer.NullIfBlank(), clock.NowUtc()), answer, cancellationToken);

    /// <summary>The tutor says no.</summary>
    public Task<Refusal?> DeclineAsync(int tutorId, int requestId, string? answer, CancellationToken cancellationToken) =>
        AnswerAsync(requestId, r => r.TutorId == tutorId, r => r.Decline(answer.NullIfBlank(), clock.NowUtc()), answer, cancellationToken);

    /// <summary>The side that asked does not want it any more, or does not take the time that the tutor named.</summary>
    public async Task<Refusal?> WithdrawAsync(int personId, int requestId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(personId, cancellationToken);
        return await AnswerAsync(requestId, r => students.Contains(r.StudentId), r => r.Withdraw(clock.NowUtc()), null, cancellationToken);
    }

    /// <summary>
    /// Makes the lesson: the tutor accepts what was asked for, or the other side what the tutor named. Refused when the time is taken
    /// meanwhile; then it can still be moved.
    /// </summary>
    public async Task<Outcome<LessonRecording<int>>> AcceptAsync(int personId, int requestId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(personId, cancellationToken);
        var seen = await context.Set<SlotRequest>().AsNoTracking().SingleOrDefaultAsync(
            r => r.Id == requestId && ((r.TutorId == personId && r.Status == RequestStatus.Open) || (students.Contains(r.StudentId) && r.Status == RequestStatus.Proposed)),
            cancellationToken);
        if (seen is null)
        {
            return Refusal.NotFound(RequestTexts.Refused_NotThere);
        }
        var accepted = await recorder.RecordAsync<int>(seen.TutorId, LessonVerb.Create, async book =>
        {
            var request = await book.Context.Set<SlotRequest>().SingleAsync(r => r.Id == requestId, cancellationToken);
            var enrollment = (await book.EnrollmentsAsync([request.EnrollmentId], cancellationToken)).Single();
            if (request.Version != seen.Version || enrollment.Status != EnrollmentStatus.Active)
            {
                return Refusal.Conflict(RequestTexts.Refused_Answered);
            }
            if (request.StartsAt <= book.NowUtc)
            {
                return Refusal.Conflict(RequestTexts.Refused_Past);
            }
            var calendar = await book.Context.CalendarOfAsync(request.TutorId, cancellationToken);
            var slot = LessonSlot.At(calendar.LocalOf(request.StartsAt), TimeSpan.FromMinutes(request.Minutes), calendar.Zone.Id);
            var lesson = book.Add(new Lesson(enrollment, slot, new LessonDetails(), book.NowUtc));
            if ((await conflicts.ResolveAsync(book, ConflictHandling.Ask, cancellationToken)).Count > 0)
            {
                return Refusal.Conflict(RequestTexts.Refused_Taken);
            }
            await book.FlushAsync(cancellationToken);
            request.Accept(lesson.Id, book.NowUtc);
            if (personId != request.TutorId)
            {
                await TellAsync(book.Context, NoticeKind.SlotAccepted, request, cancellationToken);
            }
            return lesson.Id;
        }, cancellationToken: cancellationToken);
        return accepted;
    }

    private async Task<Refusal?> AnswerAsync(
        int requestId, Func<SlotRequest, bool> isTheirs, Action<SlotRequest> answer, string? text, CancellationToken cancellationToken)
    {
        if (text?.Length > SlotRequest.MaxText)
        {
            return Refusal.Invalid(new FieldError("answer", LessonTexts.Refused_TooLong.With(SlotRequest.MaxText)));
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        var request = await context.Set<SlotRequest>().SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken);
        if (request is null || !isTheirs(request))
        {
            return Refusal.NotFound(RequestTexts.Refused_NotThere);
        }
        if (!request.IsPending)
        {
            return Refusal.Conflict(RequestTexts.Refused_Answered);
        }
        answer(request);
        await TellAsync(context, request.Status switch
        {
            RequestStatus.Proposed => NoticeKind.SlotProposed,
            RequestStatus.Declined => NoticeKind.SlotDeclined,
            _ => NoticeKind.SlotWithdrawn,
        }, request, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(request);
        return null;
    }

    /// <summary>Tells the other side, in the same transaction.</summary>
    private async Task TellAsync(StudyDbContext context, NoticeKind kind, SlotRequest request, CancellationToken cancellationToken)
    {
        var course = await context.Set<Enrollment>().Where(e => e.Id == request.EnrollmentId).Select(e => e.Course).SingleAsync(cancellationToken);
        var asked = new LessonNotice
        {
            LessonId = request.LessonId ?? request.Id, Title = course, StartsAt = request.StartsAt, EndsAt = request.StartsAt.AddMinutes(request.Minutes),
            Zone = (await context.CalendarOfAsync(request.TutorId, cancellationToken)).Zone.Id, Mode = Words<LessonMode>.Of(default), TutorId = request.TutorId,
            StudentId = request.StudentId, Address = PageAddresses.Requests, Reason = kind is NoticeKind.SlotProposed or NoticeKind.SlotDeclined ? request.Answer : request.Message,
        };
        var asker = request.AskedById ?? request.StudentId;
        IReadOnlyCollection<int> told = kind is NoticeKind.SlotProposed or NoticeKind.SlotDeclined ? [request.StudentId, asker] : [request.TutorId];
        await notices.TellAsync(context, kind, asked, told, clock.NowUtc(), cancellationToken);
    }

    private void Publish(SlotRequest request)
    {
        foreach (var person in new[] { request.TutorId, request.StudentId, request.AskedById ?? request.StudentId }.Distinct())
        {
            feed.Publish(person, FeedTopic.Lessons);
        }
    }

    private static async Task<Enrollment?> EnrollmentAsync(StudyDbContext context, int viewerId, int enrollmentId, CancellationToken cancellationToken)
    {
        var students = await context.StudentsSeenByAsync(viewerId, cancellationToken);
        return await context.Set<Enrollment>().AsNoTracking().SingleOrDefaultAsync(
            e => e.Id == enrollmentId && students.Contains(e.StudentId) && e.Status == EnrollmentStatus.Active, cancellationToken);
    }
}

/// <summary>A course in which a lesson can be asked for.</summary>
public sealed record OfferedCourse(int EnrollmentId, string Course, string TutorName, string StudentName, int Minutes);

/// <summary>A request with its names.</summary>
public sealed record RequestRow(SlotRequest Request, string Course, string TutorName, string StudentName);

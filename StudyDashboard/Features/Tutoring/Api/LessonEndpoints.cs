using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>Lessons over HTTP. Their tutor writes; student and guardian read; for anybody else they are not there.</summary>
internal static class LessonEndpoints
{
    private const string Root = "/api/sessions";

    private static readonly ParameterDoc Scope = ParameterDoc.Of<LessonScope>("scope", "Which lessons of a series are meant.", LessonScope.This);

    private static readonly ParameterDoc OnConflict = ParameterDoc.Of<ConflictHandling>("on_conflict",
        "What to do with lessons that clash: ask refuses (409 with conflicts), save keeps them, skip leaves them out, move takes the nearest free time.", ConflictHandling.Ask);

    private static readonly ParameterDoc[] Filters =
    [
        new("from", "First session_date, or the first instant at which a lesson may start.", ParameterKind.DayOrInstant),
        new("to", "Last session_date, inclusive; or the instant before which a lesson starts. At most 24 months ahead.", ParameterKind.DayOrInstant),
        ParameterDoc.Of<LessonStatus>("status", "Only this status."),
        new("tutor", "Only lessons of this tutor (id).", ParameterKind.Whole),
        new("student", "Only lessons of this student (id).", ParameterKind.Whole),
        new("featured", "true: only those that their tutor marked as special; false: only others.", ParameterKind.Truth),
        new("recurring", "true: only lessons of a series; false: only single ones.", ParameterKind.Truth),
        ParameterDoc.Sort(LessonListing.Orders, "session_date"),
    ];

    public static void MapLessonEndpoints(this IEndpointRouteBuilder app)
    {
        var lessons = app.MapApi(Root, "Lessons");
        lessons.MapGet("", ListAsync).WithSummary("List lessons").WithMetadata(Filters);
        lessons.MapPost("", AddAsync).WithSummary("Plan a lesson or a series").WithMetadata(OnConflict)
            .WithDescription("With session_frequency and recurring_pattern, or with rrule, it repeats; the answer is its first lesson. Several course_enrollment_ids make a group lesson.");
        lessons.MapGet("/{id:int}", GetAsync).WithSummary("Read a lesson");
        lessons.MapPut("/{id:int}", EditAsync).WithSummary("Change a lesson").WithMetadata(Scope, OnConflict)
            .WithDescription("What is left out stays as it is. A lesson as it was read can be sent back whole; what cannot be changed must then be unchanged. "
                + "status cancelled cancels (with scope), scheduled reinstates or opens again, completed closes. Past lessons and lessons with a record stay when scope is wider than this.");
        lessons.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a lesson").WithMetadata(Scope);
        lessons.MapGet("/{id:int}/attendance", AttendanceAsync).WithSummary("Read who was there");
        lessons.MapPut("/{id:int}/attendance", AttendAsync).WithSummary("Say who was there").WithDescription("What is left out stays as it is.");
        lessons.MapApologies();
        lessons.MapReviews();
        app.MapEnrollmentEndpoints();
    }

    private static async Task<Results<Ok<PageOf<LessonWire>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, LessonListing listing, CancellationToken cancellationToken)
    {
        var (fromDay, fromInstant) = query.DayOrInstant("from");
        var (toDay, toInstant) = query.DayOrInstant("to");
        var filter = new LessonFilter(
            query.Word<LessonStatus>("status"), query.Whole("student"), Featured: query.Bool("featured"), Recurring: query.Bool("recurring"), TutorId: query.Whole("tutor"), Sort: paging.Sort);
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var page = await listing.PageAsync(Id(user), new LessonWindow(fromDay, fromInstant, toDay, toInstant), filter, paging.Page, paging.Size, cancellationToken);
        return page.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Ok(paging.Of(page.Value, LessonWire.Of));
    }

    private static async Task<Results<Ok<LessonWire>, ApiProblem>> GetAsync(
        int id, ClaimsPrincipal user, LessonListing listing, CancellationToken cancellationToken) =>
        await listing.FindAsync(Id(user), id, cancellationToken) is { } found ? TypedResults.Ok(LessonWire.Of(found)) : NotThere();

    private static async Task<Results<Created<LessonWire>, ApiProblem>> AddAsync(
        JsonBody<LessonRequest> body, ApiQuery query, ClaimsPrincipal user, ProfileService profiles, LessonService lessons, LessonListing listing,
        CancellationToken cancellationToken)
    {
        var handling = query.Word<ConflictHandling>("on_conflict") ?? ConflictHandling.Ask;
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var tutor = await profiles.GetAsync(Id(user), cancellationToken);
        var draft = body.Value.ToDraft(body.Has, tutor!.TimeZone);
        if (draft.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var made = await lessons.CreateAsync(tutor.Id, draft.Value, handling, cancellationToken: cancellationToken);
        if (made.Refusal is { } refused)
        {
            var preview = refused.Kind == RefusalKind.Conflict ? await lessons.CreateAsync(tutor.Id, draft.Value, handling, preview: true, cancellationToken) : made;
            return Clash(refused, preview);
        }
        if (made.Value.Value.Lessons is not [var first, ..] || await listing.FindAsync(tutor.Id, first.Id, cancellationToken) is not { } stored)
        {
            return ApiProblem.Of(Refusal.Conflict(LessonTexts.Refused_NoInstance));
        }
        return TypedResults.Created($"{Root}/{first.Id}", LessonWire.Of(stored));
    }

    private static async Task<Results<Ok<LessonWire>, NoContent, ApiProblem>> EditAsync(
        int id, JsonBody<LessonRequest> body, IfMatch match, ApiQuery query, ClaimsPrincipal user, LessonService lessons, ClosingService closing, LessonListing listing,
        CancellationToken cancellationToken)
    {
        var (scope, handling) = (query.Word<LessonScope>("scope") ?? LessonScope.This, query.Word<ConflictHandling>("on_conflict") ?? ConflictHandling.Ask);
        if (await TaughtAsync(listing, user, id, cancellationToken) is not { } stored)
        {
            return NotThere();
        }
        if (query.Refused is { } problem)
        {
            return problem;
        }
        if ((match.Version ?? body.Value.Version) is { } asked && asked != stored.Lesson.Version)
        {
            return ApiProblem.Of(Refusal.Stale(LessonTexts.Refused_Stale));
        }
        var read = body.Value.Over(stored, body.Has);
        if (read.Refusal is { } invalid)
        {
            return ApiProblem.Of(invalid);
        }
        var (edit, tutor, version) = (read.Value, Id(user), stored.Lesson.Version);
        // A note alone is part of what happened; with the plan, or for more lessons than one, it is part of the plan.
        var plans = edit.Plans || (edit.WritesTexts && scope != LessonScope.This);
        if ((plans ? 1 : 0) + (edit.Reports ? 1 : 0) + (edit.Cancels ? 1 : 0) + (edit.Reinstates ? 1 : 0) > 1
            || (edit.WritesTexts && !plans && (edit.Cancels || edit.Reinstates)))
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("status", LessonApiTexts.Refused_PlanAndRecord)));
        }
        int? moved = id;
        Refusal? refusal = null;
        if (edit.Cancels)
        {
            refusal = (await lessons.CancelAsync(tutor, id, version, scope, edit.CancelReason, cancellationToken)).Refusal;
        }
        else if (edit.Reinstates)
        {
            refusal = (await lessons.ReinstateAsync(tutor, id, handling, cancellationToken)).Refusal;
        }
        else if (plans)
        {
            var edited = await lessons.EditAsync(tutor, id, version, edit.Draft, scope, handling, cancellationToken: cancellationToken);
            if (edited.Refusal is { Kind: RefusalKind.Conflict } clash)
            {
                return Clash(clash, await lessons.EditAsync(tutor, id, version, edit.Draft, scope, handling, preview: true, cancellationToken));
            }
            refusal = edited.Refusal;
            moved = refusal is null ? edited.Value.Value.Lessons.OrderBy(l => l.Id == id ? 0 : 1).FirstOrDefault()?.Id ?? id : id;
        }
        else if (edit.Reports || edit.WritesTexts)
        {
            refusal = (await closing.ReportAsync(tutor, id, version, edit.Report, cancellationToken)).Refusal;
        }
        if (refusal is not null)
        {
            return ApiProblem.Of(refusal);
        }
        var after = await listing.FindAsync(tutor, id, cancellationToken) ?? await listing.FindAsync(tutor, moved.Value, cancellationToken);
        return after is null ? TypedResults.NoContent() : TypedResults.Ok(LessonWire.Of(after));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(
        int id, IfMatch match, ApiQuery query, ClaimsPrincipal user, LessonService lessons, LessonListing listing, CancellationToken cancellationToken)
    {
        var scope = query.Word<LessonScope>("scope") ?? LessonScope.This;
        if (await TaughtAsync(listing, user, id, cancellationToken) is null)
        {
            return NotThere();
        }
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var deleted = await lessons.DeleteAsync(Id(user), id, match.Version, scope, cancellationToken);
        return deleted.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AttendanceWire>, ApiProblem>> AttendanceAsync(
        int id, ClaimsPrincipal user, LessonListing listing, TimeProvider clock, CancellationToken cancellationToken) =>
        await listing.FindAsync(Id(user), id, cancellationToken) is { } found ? Attended(found.Lesson, clock) : NotThere();

    private static async Task<Results<Ok<AttendanceWire>, ApiProblem>> AttendAsync(
        int id, JsonBody<AttendanceRequest> body, IfMatch match, ClaimsPrincipal user, ClosingService closing, LessonListing listing, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await TaughtAsync(listing, user, id, cancellationToken) is not { } stored)
        {
            return NotThere();
        }
        var (said, errors) = (body.Value, new List<FieldError>());
        var student = Mark(body, "student", said.StudentAttendanceStatus, said.StudentLateMinutes, stored.Lesson.StudentAttendanceStatus, errors);
        var tutor = Mark(body, "tutor", said.TutorAttendanceStatus, said.TutorLateMinutes, stored.Lesson.TutorAttendanceStatus, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return ApiProblem.Of(invalid);
        }
        var report = new LessonReport { Student = student, Tutor = tutor, IsForAll = said.All ?? false };
        var done = await closing.ReportAsync(Id(user), id, match.Version ?? said.Version, report, cancellationToken);
        return done.Refusal is { } refusal ? ApiProblem.Of(refusal) : Attended((await listing.FindAsync(Id(user), id, cancellationToken))!.Lesson, clock);
    }

    private static AttendanceMark? Mark(
        JsonBody<AttendanceRequest> body, string side, string? word, int? minutes, Attendance? stored, List<FieldError> errors)
    {
        var (status, late) = ($"{side}_attendance_status", $"{side}_late_minutes");
        if (!body.Has(status) && !body.Has(late))
        {
            return null;
        }
        if (word is not null && !Words<Attendance>.TryParse(word, out _))
        {
            errors.Add(new FieldError(status, ApiTexts.Query_Word.With(word, string.Join(", ", Words<Attendance>.All))));
            return null;
        }
        return new AttendanceMark(body.Has(status) ? word is null ? null : Words<Attendance>.Parse(word) : stored, minutes);
    }

    internal static Ok<AttendanceWire> Attended(Lesson lesson, TimeProvider clock) => TypedResults.Ok(AttendanceWire.Of(lesson, clock.NowUtc()));

    /// <summary>A lesson that the caller teaches. One that they only may read is not there to be written.</summary>
    private static async Task<LessonRecord?> TaughtAsync(LessonListing listing, ClaimsPrincipal user, int id, CancellationToken cancellationToken) =>
        await listing.FindAsync(Id(user), id, cancellationToken) is { } found && found.Lesson.TutorId == Id(user) ? found : null;

    private static ApiProblem Clash(Refusal refusal, Outcome<LessonRecording<LessonsPlanned>> preview) =>
        preview.Refusal is not null || preview.Value.Value.Conflicts.Count == 0
            ? ApiProblem.Of(refusal)
            : ApiProblem.Clashing(refusal, [.. preview.Value.Value.Conflicts.Select(c =>
                new ProblemClash(c.Lesson.Start, c.Lesson.End, c.Busy.Start, c.Busy.End, Words<ConflictSide>.Of(c.Side), c.Title, c.LessonId))]);

    internal static ApiProblem NotThere() => ApiProblem.Of(Refusal.NotFound(LessonTexts.Refused_NotThere));

    internal static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");
}

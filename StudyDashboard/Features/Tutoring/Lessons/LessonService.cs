using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>
/// Plans a tutor's lessons: makes, changes, cancels and deletes them, one or with the others of their series. A group lesson is one
/// block: what is done to one of its rows is done to all. With <c>preview</c> nothing is stored and the answer tells what would be.
/// </summary>
public sealed class LessonService(LessonRecorder recorder, ConflictResolver conflicts)
{
    /// <summary>Makes a lesson or a series of them.</summary>
    public async Task<Outcome<LessonRecording<LessonsPlanned>>> CreateAsync(
        int tutorId, LessonDraft draft, ConflictHandling handling, bool preview = false, CancellationToken cancellationToken = default)
    {
        if (draft.Check().ToRefusal() is { } refusal)
        {
            return refusal;
        }
        return await recorder.RecordAsync<LessonsPlanned>(tutorId, LessonVerb.Create, async book =>
        {
            var enrollments = await EnrollmentsAsync(book, draft.EnrollmentIds ?? [], cancellationToken);
            if (enrollments.Refusal is { } reason)
            {
                return reason;
            }
            var made = draft.Repeat is null
                ? Outcome.Of<LessonSeries?>(Single(book, draft, enrollments.Value))
                : await SeriesAsync(book, draft, enrollments.Value, cancellationToken);
            return made.Refusal is { } refused ? refused : await FinishAsync(book, handling, preview, made.Value, 0, cancellationToken);
        }, preview, cancellationToken);
    }

    /// <summary>Changes a lesson, and with a wider scope the others of its series that are still open.</summary>
    /// <param name="tutorId">Whose lesson.</param>
    /// <param name="lessonId">The lesson that was edited.</param>
    /// <param name="version">The version that was read; null to change whatever is there now.</param>
    /// <param name="draft">The lesson as it shall be.</param>
    /// <param name="scope">Which lessons are meant.</param>
    /// <param name="handling">What to do with clashes.</param>
    /// <param name="preview">Whether to store nothing.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    public async Task<Outcome<LessonRecording<LessonsPlanned>>> EditAsync(
        int tutorId, int lessonId, int? version, LessonDraft draft, LessonScope scope, ConflictHandling handling, bool preview = false,
        CancellationToken cancellationToken = default)
    {
        if (draft.Check().ToRefusal() is { } refusal)
        {
            return refusal;
        }
        return await recorder.RecordAsync<LessonsPlanned>(tutorId, LessonVerb.Edit, async book =>
        {
            var found = await FindAsync(book, lessonId, version, cancellationToken);
            if (found.Refusal is { } reason)
            {
                return reason;
            }
            var lesson = found.Value;
            if (lesson.SeriesId is null || scope == LessonScope.This)
            {
                return await EditOneAsync(book, lesson, draft, handling, preview, cancellationToken);
            }
            var edit = await SeriesEdit.OpenAsync(book, lesson.SeriesId.Value, cancellationToken);
            if (edit.CutOf(lesson, scope) is not { } cut)
            {
                return Refusal.Conflict(LessonTexts.Refused_AllPast);
            }
            if (scope == LessonScope.All && edit.IsDetailsOnly(lesson, draft))
            {
                edit.Describe(lesson, draft.Details);
                return await FinishAsync(book, handling, preview, null, edit.Kept(cut), cancellationToken);
            }
            var changed = await edit.ChangeAsync(lesson, draft, cut, cancellationToken);
            return changed.Refusal is { } refused ? refused : await FinishAsync(book, handling, preview, changed.Value, edit.Kept(cut), cancellationToken);
        }, preview, cancellationToken);
    }

    /// <summary>Cancels a lesson: it stays to be seen, keeps its place in the series, and counts as not held.</summary>
    public Task<Outcome<LessonRecording<int>>> CancelAsync(
        int tutorId, int lessonId, int? version, LessonScope scope, string? reason, CancellationToken cancellationToken = default) =>
        ManyAsync(tutorId, LessonVerb.Cancel, lessonId, version, scope,
            block => block.ForEach(l => l.Cancel(reason.NullIfBlank())), (_, edit, cut) => edit.Cancel(cut, reason.NullIfBlank()), cancellationToken);

    /// <summary>Deletes a lesson for good; a series leaves its place out from then on.</summary>
    public Task<Outcome<LessonRecording<int>>> DeleteAsync(
        int tutorId, int lessonId, int? version, LessonScope scope, CancellationToken cancellationToken = default) =>
        ManyAsync(tutorId, LessonVerb.Delete, lessonId, version, scope, null, (_, edit, cut) => edit.Delete(cut), cancellationToken);

    /// <summary>Takes the cancellation of a lesson back.</summary>
    public Task<Outcome<LessonRecording<LessonsPlanned>>> ReinstateAsync(
        int tutorId, int lessonId, ConflictHandling handling, CancellationToken cancellationToken = default) =>
        recorder.RecordAsync<LessonsPlanned>(tutorId, LessonVerb.Reinstate, async book =>
        {
            var found = await FindAsync(book, lessonId, null, cancellationToken);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }
            var block = await book.BlockOfAsync(found.Value, cancellationToken);
            if (block.TrueForAll(l => l.Status != LessonStatus.Cancelled))
            {
                return Refusal.Conflict(LessonTexts.Refused_NotCancelled);
            }
            block.Where(l => l.Status == LessonStatus.Cancelled).ToList().ForEach(l => l.Reinstate());
            return await FinishAsync(book, handling == ConflictHandling.Skip ? ConflictHandling.Ask : handling, false, null, 0, cancellationToken);
        }, cancellationToken: cancellationToken);

    /// <summary>Takes the last command on these lessons back.</summary>
    public async Task<Refusal?> UndoAsync(int tutorId, int changeId, CancellationToken cancellationToken) =>
        (await recorder.UndoAsync(tutorId, changeId, cancellationToken)).Refusal;

    private async Task<Outcome<LessonsPlanned>> EditOneAsync(
        LessonBook book, Lesson lesson, LessonDraft draft, ConflictHandling handling, bool preview, CancellationToken cancellationToken)
    {
        var block = await book.BlockOfAsync(lesson, cancellationToken);
        LessonSeries? series = null;
        if (draft.Repeat is not null && lesson.SeriesId is null)
        {
            var begun = await RepeatAsync(book, block, draft, cancellationToken);
            if (begun.Refusal is { } refusal)
            {
                return refusal;
            }
            series = begun.Value;
        }
        else if (draft.Repeat is not null && !draft.Repeat.Equals(Repetition.Of((await book.SeriesAsync(lesson.SeriesId!.Value, cancellationToken)).Recurrence)))
        {
            return Refusal.Invalid(new FieldError("scope", LessonTexts.Refused_RuleScope));
        }
        if (series is null && draft.EnrollmentIds is { } ids && !ids.Order().SequenceEqual(block.Select(l => l.CourseEnrollmentId).Order()))
        {
            if (lesson.SeriesId is not null)
            {
                return Refusal.Invalid(new FieldError("course_enrollment_id", LessonTexts.Refused_StudentScope));
            }
            var enrollments = await EnrollmentsAsync(book, ids, cancellationToken);
            if (enrollments.Refusal is { } refusal)
            {
                return refusal;
            }
            block = Regroup(book, block, draft, enrollments.Value);
        }
        foreach (var row in block)
        {
            row.Describe(draft.Details);
            row.Place(draft.Slot);
        }
        return await FinishAsync(book, handling == ConflictHandling.Skip ? ConflictHandling.Ask : handling, preview, series, 0, cancellationToken);
    }

    /// <summary>Makes a single lesson the first of a series.</summary>
    private static async Task<Outcome<LessonSeries>> RepeatAsync(LessonBook book, List<Lesson> block, LessonDraft draft, CancellationToken cancellationToken)
    {
        var enrollments = draft.EnrollmentIds ?? [.. block.Select(l => l.CourseEnrollmentId)];
        var made = await BeginAsync(book, draft, enrollments, cancellationToken);
        if (made.Refusal is { } refusal)
        {
            return refusal;
        }
        var (series, first) = (made.Value, made.Value.Recurrence.First!.Value);
        foreach (var row in block)
        {
            row.Join(series, first.Local);
            row.JoinGroup(SeriesFiller.GroupKey(series, first.Local));
        }
        return await SeriesFiller.FillAsync(book, series, Horizon(book), new HashSet<DateTime> { first.Local }, cancellationToken) is { } tooMany ? tooMany : series;
    }

    private static List<Lesson> Regroup(LessonBook book, List<Lesson> block, LessonDraft draft, IReadOnlyList<Enrollment> enrollments)
    {
        var key = enrollments.Count > 1 ? block[0].GroupKey ?? Guid.NewGuid().ToString() : null;
        var stay = block.Where(l => enrollments.Any(e => e.Id == l.CourseEnrollmentId)).ToList();
        book.Context.RemoveRange(block.Except(stay));
        stay.AddRange(enrollments.Where(e => stay.TrueForAll(l => l.CourseEnrollmentId != e.Id)).ToList()
            .Select(e => book.Add(new Lesson(e, draft.Slot, draft.Details, book.NowUtc))));
        stay.ForEach(l => l.JoinGroup(key));
        return stay;
    }

    private static LessonSeries? Single(LessonBook book, LessonDraft draft, IReadOnlyList<Enrollment> enrollments)
    {
        var key = enrollments.Count > 1 ? Guid.NewGuid().ToString() : null;
        foreach (var enrollment in enrollments)
        {
            book.Add(new Lesson(enrollment, draft.Slot, draft.Details, book.NowUtc)).JoinGroup(key);
        }
        return null;
    }

    private static async Task<Outcome<LessonSeries?>> SeriesAsync(
        LessonBook book, LessonDraft draft, IReadOnlyList<Enrollment> enrollments, CancellationToken cancellationToken)
    {
        var series = await BeginAsync(book, draft, [.. enrollments.Select(e => e.Id)], cancellationToken);
        return series.Refusal is { } refusal ? refusal
            : await SeriesFiller.FillAsync(book, series.Value, Horizon(book), new HashSet<DateTime>(), cancellationToken) is { } tooMany ? tooMany
            : series.Value;
    }

    private static async Task<Outcome<LessonSeries>> BeginAsync(LessonBook book, LessonDraft draft, IReadOnlyList<int> enrollmentIds, CancellationToken cancellationToken)
    {
        var slot = draft.Slot;
        var recurrence = draft.Repeat!.From(slot.LocalStart, TimeZoneInfo.FindSystemTimeZoneById(slot.TimeZone));
        if (recurrence.First is null)
        {
            return Refusal.Invalid(new FieldError("rrule", LessonTexts.Refused_NoInstance));
        }
        var series = new LessonSeries(book.TutorId, recurrence, slot.LocalEnd - slot.LocalStart, draft.Details, null, book.NowUtc);
        series.Enroll(enrollmentIds);
        book.Context.Add(series);
        await book.FlushAsync(cancellationToken);
        return series;
    }

    private async Task<Outcome<LessonsPlanned>> FinishAsync(
        LessonBook book, ConflictHandling handling, bool preview, LessonSeries? series, int kept, CancellationToken cancellationToken)
    {
        var found = await conflicts.ResolveAsync(book, handling, cancellationToken);
        if (found.Count > 0 && handling == ConflictHandling.Ask && !preview)
        {
            return Refusal.Conflict(Plural.Of(LessonTexts.ResourceManager, "Refused_Conflicts", found.Count));
        }
        book.DropEmptySeries();
        var lessons = book.Lessons();
        return new LessonsPlanned(found, lessons, series?.Recurrence, kept);
    }

    private async Task<Outcome<LessonRecording<int>>> ManyAsync(
        int tutorId, LessonVerb verb, int lessonId, int? version, LessonScope scope, Action<List<Lesson>>? one,
        Func<LessonBook, SeriesEdit, DateTime, int> many, CancellationToken cancellationToken) =>
        await recorder.RecordAsync<int>(tutorId, verb, async book =>
        {
            var found = await FindAsync(book, lessonId, version, cancellationToken);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }
            var lesson = found.Value;
            if (lesson.SeriesId is { } seriesId && scope != LessonScope.This)
            {
                var edit = await SeriesEdit.OpenAsync(book, seriesId, cancellationToken);
                return edit.CutOf(lesson, scope) is { } cut ? many(book, edit, cut) : Refusal.Conflict(LessonTexts.Refused_AllPast);
            }
            var block = await book.BlockOfAsync(lesson, cancellationToken);
            if (one is not null)
            {
                one(block);
                return block.Count;
            }
            if (lesson.SeriesId is { } id)
            {
                (await SeriesEdit.OpenAsync(book, id, cancellationToken)).DeleteOne(lesson);
            }
            else
            {
                book.Context.RemoveRange(block);
            }
            return block.Count;
        }, cancellationToken: cancellationToken);

    private static async Task<Outcome<Lesson>> FindAsync(LessonBook book, int lessonId, int? version, CancellationToken cancellationToken) =>
        await book.FindAsync(lessonId, cancellationToken) switch
        {
            null => Refusal.NotFound(LessonTexts.Refused_NotThere),
            { } lesson when version is not null && lesson.Version != version => Refusal.Stale(LessonTexts.Refused_Stale),
            { } lesson => lesson,
        };

    private static async Task<Outcome<IReadOnlyList<Enrollment>>> EnrollmentsAsync(LessonBook book, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        var enrollments = await book.EnrollmentsAsync(ids, cancellationToken);
        return ids.Count == 0 || enrollments.Count != ids.Distinct().Count() || enrollments.Any(e => e.Status != EnrollmentStatus.Active)
            ? Refusal.Invalid(new FieldError("course_enrollment_id", LessonTexts.Refused_NoStudent))
            : Outcome.Of(enrollments);
    }

    private static DateTime Horizon(LessonBook book) => book.NowUtc.AddMonths(SeriesFiller.MonthsAhead);
}

/// <summary>What a command on lessons came to, or would.</summary>
/// <param name="Conflicts">The clashes, by date.</param>
/// <param name="Lessons">The lessons made or changed, by start.</param>
/// <param name="Recurrence">How they repeat, when a series was made.</param>
/// <param name="Kept">How many lessons the scope names and the change leaves as they are: past ones and ones with a record.</param>
public sealed record LessonsPlanned(IReadOnlyList<LessonConflict> Conflicts, IReadOnlyList<Lesson> Lessons, RecurrenceSeries? Recurrence, int Kept);

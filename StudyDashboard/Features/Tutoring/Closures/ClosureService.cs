using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Closures;

/// <summary>A tutor's closed periods, and the lessons that lie in them.</summary>
public sealed class ClosureService(IDbContextFactory<StudyDbContext> contexts, LessonRecorder recorder, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Longest period, in days.</summary>
    public const int MaxDays = 366;

    /// <summary>The tutor's periods, by first day.</summary>
    public async Task<IReadOnlyList<ClosedPeriod>> OfAsync(int tutorId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ClosedPeriod>().AsNoTracking().Where(c => c.TutorId == tutorId).OrderBy(c => c.First).ThenBy(c => c.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Adds a period. Lessons that are stored already stay; how many there are is told.</summary>
    public async Task<Outcome<ClosureAdded>> AddAsync(Profile tutor, ClosureDraft draft, CancellationToken cancellationToken)
    {
        if (Check(draft).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutor.Id, cancellationToken);
        var period = new ClosedPeriod(tutor.Id, draft.Name!.Trim(), draft.First, draft.Last, draft.Handling);
        context.Add(period);
        await context.SaveChangesAsync(cancellationToken);
        var (from, to) = SpanOf(tutor, period);
        var inside = await Open(context.Set<Lesson>(), tutor.Id, clock.NowUtc(), from, to).CountAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(tutor.Id, FeedTopic.Lessons);
        return new ClosureAdded(period.Id, inside);
    }

    /// <summary>Removes a period; what it was before, so that it can be added again.</summary>
    public async Task<Outcome<ClosureDraft>> RemoveAsync(int tutorId, int closureId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutorId, cancellationToken);
        if (await context.Set<ClosedPeriod>().SingleOrDefaultAsync(c => c.Id == closureId && c.TutorId == tutorId, cancellationToken) is not { } period)
        {
            return Refusal.NotFound(ScheduleTexts.Refused_NoClosure);
        }
        context.Remove(period);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(tutorId, FeedTopic.Lessons);
        return new ClosureDraft(period.Name, period.First, period.Last, period.Handling);
    }

    /// <summary>Cancels the open lessons in a period; they stay to be seen and keep their place.</summary>
    public async Task<Outcome<LessonRecording<int>>> CancelLessonsAsync(Profile tutor, int closureId, CancellationToken cancellationToken) =>
        await recorder.RecordAsync<int>(tutor.Id, LessonVerb.Cancel, async book =>
        {
            if (await book.Context.Set<ClosedPeriod>().SingleOrDefaultAsync(c => c.Id == closureId && c.TutorId == tutor.Id, cancellationToken) is not { } period)
            {
                return Refusal.NotFound(ScheduleTexts.Refused_NoClosure);
            }
            var (from, to) = SpanOf(tutor, period);
            var lessons = await Open(book.Context.Set<Lesson>(), tutor.Id, book.NowUtc, from, to).ToListAsync(cancellationToken);
            lessons.ForEach(l => l.Cancel(period.Name));
            return lessons.Count;
        }, cancellationToken: cancellationToken);

    internal static (DateTime From, DateTime To) SpanOf(Profile tutor, ClosedPeriod period) => SpanOf(tutor.TimeZone, period);

    internal static (DateTime From, DateTime To) SpanOf(string zone, ClosedPeriod period)
    {
        var calendar = StudyCalendar.For(zone, 0);
        return (calendar.StartOf(period.First), calendar.StartOf(period.Last.AddDays(1)));
    }

    private static IQueryable<Lesson> Open(IQueryable<Lesson> lessons, int tutorId, DateTime nowUtc, DateTime from, DateTime to) =>
        lessons.Where(l => l.TutorId == tutorId && l.StartsAt < to && l.StartsAt >= from && l.StartsAt > nowUtc && l.Status == LessonStatus.Scheduled
            && l.StudentAttendanceStatus == null && l.TutorAttendanceStatus == null);

    private static IEnumerable<FieldError> Check(ClosureDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Trim().Length > ClosedPeriod.MaxName)
        {
            yield return new FieldError("closure_name", ScheduleTexts.Refused_ClosureName.With(ClosedPeriod.MaxName));
        }
        if (draft.Last < draft.First)
        {
            yield return new FieldError("closure_last", ScheduleTexts.Refused_ClosureOrder);
        }
        else if (draft.Last.DayNumber - draft.First.DayNumber >= MaxDays)
        {
            yield return new FieldError("closure_last", ScheduleTexts.Refused_ClosureLength.With(MaxDays));
        }
    }
}

/// <summary>A closed period as it is typed.</summary>
public sealed record ClosureDraft(string? Name, DateOnly First, DateOnly Last, ClosureHandling Handling);

/// <summary>A closed period that was added.</summary>
/// <param name="Id">The period.</param>
/// <param name="Lessons">How many stored lessons lie in it and could be cancelled.</param>
public sealed record ClosureAdded(int Id, int Lessons);

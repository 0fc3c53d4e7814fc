using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Legacy;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Features.Tutoring.Whiteboards;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>
/// Takes back what an archive brought of lessons. A lesson that was edited since stays, as a single one, with who and what it needs; what
/// the night stored ahead of a series that goes, goes with it.
/// </summary>
internal sealed class TeachingUndo(LessonFacts facts, IEnumerable<ILessonConsequence> consequences)
{
    /// <summary>A lesson as it is made; every edit counts on from there.</summary>
    private const int MadeVersion = 1;

    /// <returns>The lessons that stay.</returns>
    public async Task<IReadOnlyList<KeptSession>> RemoveAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        var rows = await context.Set<LegacyRow>().Where(r => r.ImportId == job.Run.Id).ToListAsync(cancellationToken);
        var versions = rows.Where(r => r.Kind == LegacyKind.Lesson).ToDictionary(r => r.TargetId, r => r.Version);
        var series = Targets(rows, LegacyKind.Series);
        var courses = Targets(rows, LegacyKind.Enrollment);
        // All lessons of the account are compared here, so that no list of them goes into a query.
        var lessons = (await context.Set<Lesson>().Where(l => l.TutorId == owner || l.StudentId == owner).ToListAsync(cancellationToken))
            .Where(l => versions.ContainsKey(l.Id) || (l.SeriesId is { } id && series.Contains(id))).ToList();
        var kept = lessons.Where(l => l.Version != versions.GetValueOrDefault(l.Id, MadeVersion)).ToList();
        var gone = lessons.Except(kept).ToList();
        foreach (var lesson in kept.Where(l => l.SeriesId is { } id && series.Contains(id)))
        {
            lesson.LeaveSeries();
        }
        context.RemoveRange(gone);
        context.RemoveRange(rows);
        await context.SaveChangesAsync(cancellationToken);
        await context.Set<StudySession>().Where(s => s.StudentId == owner && s.Source == SessionSource.Lesson && s.SourceId != null && !context.Set<Lesson>().Any(l => l.Id == s.SourceId))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.SourceId, (int?)null), cancellationToken);
        var deltas = gone.Select(l => new LessonDelta(l, null)).ToList();
        await facts.FollowAsync(context, LessonVerb.Import, [.. deltas.Where(d => d.Any.StudentId != owner)], cancellationToken);
        foreach (var consequence in consequences)
        {
            await consequence.FollowAsync(context, LessonVerb.Import, deltas, job.Book.NowUtc, cancellationToken);
        }
        await context.SaveChangesAsync(cancellationToken);
        await RemoveRestAsync(context, rows, series, cancellationToken);
        var names = await context.Set<Enrollment>().Where(e => e.TutorId == owner || e.StudentId == owner).ToDictionaryAsync(e => e.Id, e => e.Course, cancellationToken);
        await LegacyWriter.RemoveEmptyAsync(context, rows, cancellationToken);
        return [.. kept.Select(l => new KeptSession(l.Id, l.SessionDate, names.GetValueOrDefault(l.CourseEnrollmentId), l.Duration * 60))];
    }

    private static async Task RemoveRestAsync(StudyDbContext context, List<LegacyRow> rows, HashSet<int> series, CancellationToken cancellationToken)
    {
        var (requests, closures, boards) = (Targets(rows, LegacyKind.Request), Targets(rows, LegacyKind.ClosedPeriod), Targets(rows, LegacyKind.Whiteboard));
        await context.Set<SlotRequest>().Where(r => requests.Contains(r.Id) && r.Version == 0).ExecuteDeleteAsync(cancellationToken);
        await context.Set<ClosedPeriod>().Where(c => closures.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken);
        await context.Set<Whiteboard>().Where(b => boards.Contains(b.Id) && !context.Set<Lesson>().Any(l => l.WhiteboardId == b.Id)).ExecuteDeleteAsync(cancellationToken);
        await context.Set<LessonSeries>().Where(s => series.Contains(s.Id) && !context.Set<Lesson>().Any(l => l.SeriesId == s.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static HashSet<int> Targets(List<LegacyRow> rows, LegacyKind kind) => [.. rows.Where(r => r.Kind == kind).Select(r => r.TargetId)];
}

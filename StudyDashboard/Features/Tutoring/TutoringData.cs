using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Tutoring.Archive;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Features.Tutoring.Whiteboards;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring;

/// <summary>
/// Who teaches the person, whom the person teaches, and their lessons. Lessons that were held belong to both sides: when one goes, the
/// other keeps them beside a nameless placeholder (rules.md 19).
/// </summary>
internal sealed class TutoringData(TimeProvider clock) : IPersonalData
{
    public Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        TeachingExport.WriteAsync(archive, context, personId, cancellationToken);

    public async Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lessons = context.Set<Lesson>().Where(l => l.StudentId == personId || l.TutorId == personId);
        var tutors = await lessons.Select(l => l.TutorId).Distinct().ToListAsync(cancellationToken);
        // The journal holds lessons as they were, with names' ids and words; it goes, and with it the undo of these changes.
        await context.Set<LessonChange>().Where(c => tutors.Contains(c.TutorId)).ExecuteDeleteAsync(cancellationToken);
        await context.Set<LessonReview>().Where(r => r.AuthorId == personId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Text, ""), cancellationToken);
        // What is to come does not take place; what was held stays for the other side.
        await lessons.Where(l => l.StartsAt > now).ExecuteDeleteAsync(cancellationToken);
        await EndSeriesAsync(context, personId, cancellationToken);
        if (await lessons.AnyAsync(l => l.StudentId == personId, cancellationToken))
        {
            var nobody = (await context.AddUnclaimedStudentAsync(ClosingTexts.Former_Student, "UTC", now, cancellationToken)).Id;
            await context.Set<Lesson>().Where(l => l.StudentId == personId).ExecuteUpdateAsync(
                l => l.SetProperty(x => x.StudentId, nobody).SetProperty(x => x.Apology, (string?)null).SetProperty(x => x.Note, (string?)null), cancellationToken);
            await context.Set<Enrollment>().Where(e => e.StudentId == personId && context.Set<Lesson>().Any(l => l.CourseEnrollmentId == e.Id)).ExecuteUpdateAsync(
                e => e.SetProperty(x => x.StudentId, nobody).SetProperty(x => x.Status, EnrollmentStatus.Ended), cancellationToken);
        }
        if (await lessons.AnyAsync(l => l.TutorId == personId, cancellationToken))
        {
            var nobody = Person.CreateUnclaimed(ClosingTexts.Former_Tutor, now);
            nobody.NormalizedUserName = nobody.UserName!.ToUpperInvariant();
            nobody.SecurityStamp = Guid.NewGuid().ToString("n");
            context.Users.Add(nobody);
            await context.SaveChangesAsync(cancellationToken);
            await context.Set<Lesson>().Where(l => l.TutorId == personId).ExecuteUpdateAsync(l => l.SetProperty(x => x.TutorId, nobody.Id), cancellationToken);
            await context.Set<Whiteboard>().Where(b => b.TutorId == personId).ExecuteUpdateAsync(b => b.SetProperty(x => x.TutorId, nobody.Id), cancellationToken);
            await context.Set<Enrollment>().Where(e => e.TutorId == personId && context.Set<Lesson>().Any(l => l.CourseEnrollmentId == e.Id)).ExecuteUpdateAsync(
                e => e.SetProperty(x => x.TutorId, nobody.Id).SetProperty(x => x.Status, EnrollmentStatus.Ended), cancellationToken);
        }
    }

    /// <summary>Lessons of the person's series become single ones; a series without a member is none.</summary>
    private static async Task EndSeriesAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await context.Set<Lesson>().Where(l => (l.StudentId == personId || l.TutorId == personId) && l.SeriesId != null).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.SeriesId, (int?)null).SetProperty(x => x.OriginalStart, (DateTime?)null).SetProperty(x => x.IsRecurring, false)
                .SetProperty(x => x.SessionFrequency, SessionFrequency.OneTime), cancellationToken);
        await context.Set<SeriesMember>().Where(m => context.Set<Enrollment>().Any(e => e.Id == m.EnrollmentId && (e.StudentId == personId || e.TutorId == personId)))
            .ExecuteDeleteAsync(cancellationToken);
        await context.Set<LessonSeries>().Where(s => s.Members.Count == 0 && !context.Set<Lesson>().Any(l => l.SeriesId == s.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}

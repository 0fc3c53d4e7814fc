using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Requests;

/// <summary>Tutors' weekly hours, and which times of them are free.</summary>
public sealed class OfferService(IDbContextFactory<StudyDbContext> contexts, ConflictFinder conflicts, TimeProvider clock)
{
    /// <summary>Starts are offered at these steps.</summary>
    private const int StepMinutes = 30;

    /// <summary>How many days ahead are offered.</summary>
    public const int DaysAhead = 28;

    /// <summary>A tutor's own offer.</summary>
    public async Task<TutorOffer> OfAsync(int tutorId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TutorOffer>().AsNoTracking().SingleOrDefaultAsync(o => o.TutorId == tutorId, cancellationToken) ?? new TutorOffer(tutorId);
    }

    /// <summary>Stores a tutor's offer.</summary>
    public async Task<Refusal?> SaveAsync(
        int tutorId, bool isPublished, IReadOnlyList<OfferedHours> hours, int lessonMinutes, int bufferMinutes, int noticeHours, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        Check(lessonMinutes is >= 15 and <= 480, "lesson_minutes", RequestTexts.Refused_LessonMinutes);
        Check(bufferMinutes is >= 0 and <= 240, "buffer_minutes", RequestTexts.Refused_Buffer);
        Check(noticeHours is >= 0 and <= 336, "notice_hours", RequestTexts.Refused_Notice);
        Check(!isPublished || hours.Count > 0, "is_published", RequestTexts.Refused_NoHours);
        if (errors.ToRefusal() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(tutorId, cancellationToken);
        var offer = await context.Set<TutorOffer>().SingleOrDefaultAsync(o => o.TutorId == tutorId, cancellationToken);
        if (offer is null)
        {
            context.Add(offer = new TutorOffer(tutorId));
        }
        offer.Set(isPublished, hours, lessonMinutes, bufferMinutes, noticeHours);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;

        void Check(bool isFine, string field, string message)
        {
            if (!isFine)
            {
                errors.Add(new FieldError(field, message));
            }
        }
    }

    /// <summary>The starts at which a student can be taught in an enrollment, in order; none when its tutor publishes nothing.</summary>
    public async Task<IReadOnlyList<DateTime>> FreeAsync(Enrollment enrollment, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var offer = await context.Set<TutorOffer>().AsNoTracking().SingleOrDefaultAsync(o => o.TutorId == enrollment.TutorId && o.IsPublished, cancellationToken);
        if (offer is null || enrollment.Status != EnrollmentStatus.Active)
        {
            return [];
        }
        var calendar = await context.CalendarOfAsync(enrollment.TutorId, cancellationToken);
        var (now, today) = (clock.NowUtc(), DateOnly.FromDateTime(calendar.LocalOf(clock.NowUtc())));
        var closed = await context.Set<ClosedPeriod>().Where(c => c.TutorId == enrollment.TutorId && c.Last >= today).ToListAsync(cancellationToken);
        var buffer = TimeSpan.FromMinutes(offer.BufferMinutes);
        var map = await conflicts.MapAsync(
            context, enrollment.TutorId, [enrollment.StudentId], new Interval(now - buffer, now.AddDays(DaysAhead + 2) + buffer), cancellationToken);
        return [.. Starts(offer, today, calendar.Zone.Id, closed)
            .Where(start => start >= now.AddHours(offer.NoticeHours))
            .Where(start => !map.At(new Interval(start - buffer, start.AddMinutes(offer.LessonMinutes) + buffer), [enrollment.StudentId], null).Any())
            .Order()];
    }

    private static IEnumerable<DateTime> Starts(TutorOffer offer, DateOnly today, string zone, IReadOnlyList<ClosedPeriod> closed) =>
        from ahead in Enumerable.Range(0, DaysAhead)
        let day = today.AddDays(ahead)
        where !closed.Any(c => c.Contains(day))
        from hours in offer.Hours.Where(h => h.Day == day.DayOfWeek)
        from step in Enumerable.Range(0, 24 * 60 / StepMinutes)
        let start = hours.From.ToTimeSpan() + TimeSpan.FromMinutes(step * StepMinutes)
        where start + TimeSpan.FromMinutes(offer.LessonMinutes) <= hours.To.ToTimeSpan()
        select LessonSlot.At(day.ToDateTime(TimeOnly.MinValue) + start, TimeSpan.FromMinutes(offer.LessonMinutes), zone).StartsAt;
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Requests;

/// <summary>The demo tutor's hours, and who asked for a lesson: one waits for the tutor, one for the student, one was declined. Comes after the lessons.</summary>
internal sealed class RequestsDemo : IDemoPart
{
    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (context, calendar) = (world.Context, world.CalendarOf(DemoPeople.Tutor));
        var (tutor, student, now) = (world.IdOf(DemoPeople.Tutor), world.IdOf(DemoPeople.Student), world.NowUtc);
        var offer = new TutorOffer(tutor);
        offer.Set(true, [.. new[] { DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday }.Select(d => new OfferedHours(d, new TimeOnly(14, 0), new TimeOnly(19, 0)))], 60, 15, 24);
        context.Add(offer);

        var enrollments = await context.Set<Enrollment>().Where(e => e.TutorId == tutor).ToListAsync(cancellationToken);
        var (mina, leo) = (enrollments.Single(e => e.StudentId == student), enrollments.Single(e => e.StudentId == world.IdOf(DemoPeople.Leo)));
        var friday = world.TodayOf(DemoPeople.Tutor).AddDays(3);
        friday = friday.AddDays(((int)DayOfWeek.Friday - (int)friday.DayOfWeek + 7) % 7);
        context.Add(new SlotRequest(mina, student, At(friday, 16), 60, "Could we go through the mock exam before Monday?", now.AddHours(-3)));
        var proposed = new SlotRequest(mina, world.IdOf(DemoPeople.Guardian), At(friday.AddDays(7), 14), 60, "Mina has a free afternoon that day.", now.AddDays(-1));
        proposed.Propose(At(friday.AddDays(7), 17), 60, "At 14:00 I am still at school. Does 17:00 work?", now.AddHours(-5));
        context.Add(proposed);
        var declined = new SlotRequest(leo, leo.StudentId, At(friday.AddDays(-7), 18), 60, null, now.AddDays(-10));
        declined.Decline("I am away that week.", now.AddDays(-9));
        context.Add(declined);

        DateTime At(DateOnly day, int hour) => LessonSlot.At(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(1), calendar.Zone.Id).StartsAt;
    }
}

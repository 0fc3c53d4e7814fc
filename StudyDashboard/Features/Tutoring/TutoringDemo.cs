using StudyDashboard.Data.Demo;

namespace StudyDashboard.Features.Tutoring;

/// <summary>The demo's tutor teaches two of its students.</summary>
internal sealed class TutoringDemo : IDemoPart
{
    public Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (tutor, today) = (world.IdOf(DemoPeople.Tutor), world.TodayOf(DemoPeople.Tutor));
        world.Context.Add(new Enrollment(tutor, world.IdOf(DemoPeople.Student), "Mathematics", today.AddDays(-300)));
        world.Context.Add(new Enrollment(tutor, world.IdOf(DemoPeople.Leo), "Mathematics", today.AddDays(-42)));
        return Task.CompletedTask;
    }
}

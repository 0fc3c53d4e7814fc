using StudyDashboard.Data.Demo;

namespace StudyDashboard.Features.Accounts.Guardians;

/// <summary>The demo's guardian looks after its main student.</summary>
internal sealed class GuardiansDemo : IDemoPart
{
    public Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        world.Context.Add(new Guardianship(world.IdOf(DemoPeople.Student), world.IdOf(DemoPeople.Guardian), world.NowUtc.AddDays(-200)));
        return Task.CompletedTask;
    }
}

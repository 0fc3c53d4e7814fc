namespace StudyDashboard.Features.Accounts;

/// <summary>Prints the owner's one-time code once the server listens, as long as there is no owner (rules.md 32).</summary>
internal sealed class OwnerCodeNotice(FirstVisit firstVisit, OwnerCode code, IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (code.Value.Length > 0 && await firstVisit.IsAwaitedAsync(cancellationToken))
        {
            lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(
                $"There is no owner yet: open the address on this machine, or from another one with the code {code.Value}"));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.AspNetCore.Components.Server.Circuits;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Accounts;

/// <summary>Tells <see cref="Presence"/> whose circuit connects and whose connection goes.</summary>
internal sealed class PresenceCircuit(Presence presence, CurrentPerson current) : CircuitHandler
{
    private int? _personId;

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_personId is null && await current.IdAsync() is { } id)
        {
            _personId = id;
            presence.Enter(id);
        }
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_personId is { } id)
        {
            _personId = null;
            presence.Leave(id);
        }
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Components.Server.Circuits;

namespace StudyDashboard.Features.Accounts.Circuits;

/// <summary>Gives a page its place among those of its person.</summary>
internal sealed class CircuitGuard(CircuitSeats seats, CircuitSeat seat, CurrentPerson current) : CircuitHandler
{
    private int? _personId;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (await current.IdAsync() is { } id)
        {
            try
            {
                seats.Take(id, seat);
            }
            catch (CircuitLimitException)
            {
                CircuitPace.EndConnection();
                throw;
            }
            _personId = id;
        }
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        seat.IsConnected = true;
        if (seat.IsResting)
        {
            // It was away when it was asked to.
            seat.Rest();
        }
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        seat.IsConnected = false;
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_personId is { } id)
        {
            seats.Leave(id, seat);
        }
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (CircuitPace.IsWithinEvent)
        {
            seats.Use(seat);
        }
        return next(context);
    };
}

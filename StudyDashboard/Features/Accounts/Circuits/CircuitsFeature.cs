using Microsoft.AspNetCore.Components.Server.Circuits;

namespace StudyDashboard.Features.Accounts.Circuits;

internal static class CircuitsFeature
{
    public static IServiceCollection AddCircuitLimits(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Limits").Get<CircuitLimits>() ?? new CircuitLimits())
        .AddSingleton<CircuitPace>()
        .AddSingleton<CircuitSeats>()
        .AddScoped<CircuitSeat>()
        .AddScoped<CircuitHandler, CircuitGuard>();
}

using Microsoft.AspNetCore.SignalR;
using Radzen;
using StudyDashboard.Features.Accounts.Circuits;

namespace StudyDashboard.Components;

internal static class ComponentsFeature
{
    private const long LargestMessage = 512 * 1024;

    public static IServiceCollection AddComponents(this IServiceCollection services)
    {
        // A pasted text comes in one message; what is too long for its field is to be refused in words, not by ending the connection.
        services.AddRazorComponents()
            // What a forgotten page held would be kept for two hours; the browser's script of this version does not ask for it.
            .AddInteractiveServerComponents(circuits => circuits.PersistedCircuitInMemoryMaxRetained = 0)
            .AddHubOptions(options =>
            {
                options.MaximumReceiveMessageSize = LargestMessage;
                options.AddFilter<CircuitPace>();
            });
        services.AddRadzenComponents();
        services.AddScoped<Ui.UndoOffers>();
        services.AddScoped<Ui.Drafts>();
        services.AddScoped<Palette.IPaletteSource, Palette.FramePalette>();
        return services;
    }

    public static void MapComponents(this WebApplication app) =>
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
}

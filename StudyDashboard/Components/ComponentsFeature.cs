using Radzen;

namespace StudyDashboard.Components;

internal static class ComponentsFeature
{
    public static IServiceCollection AddComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddScoped<Ui.UndoOffers>();
        services.AddScoped<Ui.Drafts>();
        services.AddScoped<Palette.IPaletteSource, Palette.FramePalette>();
        return services;
    }

    public static void MapComponents(this WebApplication app) =>
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
}

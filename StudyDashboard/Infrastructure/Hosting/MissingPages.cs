using Microsoft.AspNetCore.Diagnostics;
using StudyDashboard.Components;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>A person at an address where there is nothing for them sees a page that says so, under the address they asked for.</summary>
internal static class MissingPages
{
    /// <summary>Before authorization, whose "not yours" has to look like "not there". The API answers with its problems instead.</summary>
    public static void UseMissingPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute(PageAddresses.NotFound, createScopeForStatusCodePages: true);
        app.Use(async (context, next) =>
        {
            await next(context);
            // A form that was refused, or a route that takes no such method, is not a missing page.
            if (context.Response.StatusCode != StatusCodes.Status404NotFound || !HttpMethods.IsGet(context.Request.Method) || ApiRoutes.IsApi(context))
            {
                context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            }
        });
    }
}

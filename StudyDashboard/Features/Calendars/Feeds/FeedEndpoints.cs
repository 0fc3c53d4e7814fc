using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace StudyDashboard.Features.Calendars.Feeds;

/// <summary>
/// Where other programs read a calendar. The secret in the address is all the access there is, so an address that is not (any more) valid
/// looks like any page that is not there.
/// </summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder app) =>
        app.MapMethods("/calendar/{token}.ics", [HttpMethods.Get, HttpMethods.Head], ReadAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, NotFound>> ReadAsync(string token, CalendarFeeds feeds, HttpContext context)
    {
        if (await feeds.ReadAsync(token, context.RequestAborted) is not { } feed)
        {
            return TypedResults.NotFound();
        }
        context.Response.Headers.CacheControl = "private, max-age=300";
        // The result itself answers If-None-Match with 304.
        return TypedResults.File(Encoding.UTF8.GetBytes(feed.Text), "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue(feed.ETag));
    }
}

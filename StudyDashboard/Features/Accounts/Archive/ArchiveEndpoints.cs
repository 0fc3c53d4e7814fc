using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Components;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Accounts.Archive;

/// <summary>The person's own archive as a download.</summary>
internal static class ArchiveEndpoints
{
    public static void MapArchive(this WebApplication app)
    {
        app.MapGet(PageAddresses.Export, DownloadAsync);
        app.MapApi("/api/exports", "Exports").MapGet("/archive", DownloadAsync).WithSummary("Everything of the caller as a ZIP of JSON and CSV")
            .WithDescription("As of one moment; the import of an archive takes it in elsewhere. Deleted sessions are not in it.")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");
    }

    private static async Task<FileStreamHttpResult> DownloadAsync(
        HttpContext http, ArchiveService archives, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A ZIP ends with its directory, which is written at once: by way of a file that goes with the answer.
        var file = PrivateFile.CreateTemporary();
        try
        {
            await archives.WriteAsync(CurrentPerson.IdOf(http.User)!.Value, file, cancellationToken);
            file.Position = 0;
            return TypedResults.File(file, "application/zip", $"study-{clock.NowUtc():yyyy-MM-dd}.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

using System.Globalization;
using System.Security.Claims;
using System.Text;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>A board's page as a file.</summary>
internal static class WhiteboardEndpoints
{
    private const string Route = "/schedule/lessons/{id:int}/whiteboard.svg";

    public static void MapWhiteboards(this WebApplication app) => app.MapGet(Route, DownloadAsync);

    /// <summary>The address of a lesson's first page; <c>?page=</c> asks for another, from 1.</summary>
    public static string SvgOf(int lessonId) => Route.Replace("{id:int}", lessonId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task<IResult> DownloadAsync(
        int id, int? page, ClaimsPrincipal viewer, WhiteboardService whiteboards, LessonReader lessons, CancellationToken cancellationToken)
    {
        if (await lessons.FindAsync(CurrentPerson.IdOf(viewer)!.Value, id, cancellationToken) is not { Lesson.WhiteboardId: not null } row
            || await whiteboards.OpenAsync(CurrentPerson.IdOf(viewer)!.Value, id, cancellationToken) is not { } board)
        {
            return Results.NotFound();
        }
        var number = Math.Clamp(page ?? 1, 1, BoardMark.MaxPages);
        var svg = BoardSvg.Draw(board.Moments.Select(m => m.Mark), number - 1, WhiteboardTexts.File.With(row.Course, number));
        return Results.File(Encoding.UTF8.GetBytes(svg), "image/svg+xml", $"whiteboard-{row.Lesson.SessionDate:yyyy-MM-dd}-{number}.svg");
    }
}

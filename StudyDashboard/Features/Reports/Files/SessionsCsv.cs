using System.Globalization;
using System.Text;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Reports.Files;

/// <summary>
/// Sessions as CSV: UTF-8 with its mark, ISO times with the offset of the session's own zone, texts that no spreadsheet runs as a formula.
/// It holds one piece of text and one session at a time, however many there are.
/// </summary>
internal static class SessionsCsv
{
    private const string Head =
        "id,session_type,subject,language,class_id,plan_id,domain_code,source,study_day,started_at,ended_at,time_zone,gross_seconds,net_seconds,"
        + "questions_answered,correct_answers,cards_reviewed,self_rating,tags,note\r\n";

    public static async Task WriteAsync(IAsyncEnumerable<SessionLine> sessions, Stream output, CancellationToken cancellationToken)
    {
        var (stream, times) = (new TextStream(output), new IsoTimes());
        stream.Text.Append('\ufeff').Append(Head);
        await foreach (var session in sessions.WithCancellation(cancellationToken))
        {
            Row(stream.Text, session, times);
            await stream.PassAsync(cancellationToken);
        }
        await stream.FlushAsync(cancellationToken);
    }

    private static void Row(StringBuilder text, SessionLine session, IsoTimes times)
    {
        text.Append(session.Id).Append(',').Append(Words<SessionKind>.Of(session.Kind));
        Cell(text, session.Subject);
        Cell(text, session.Language);
        text.Append(',').Append(session.ClassId).Append(',').Append(session.PlanId);
        Cell(text, session.DomainCode);
        text.Append(',').Append(Words<SessionSource>.Of(session.Source)).Append(',').Append(CultureInfo.InvariantCulture, $"{session.StudyDay:yyyy-MM-dd}").Append(',');
        Time(text, session.StartedAt, session.TimeZone, times);
        text.Append(',');
        Time(text, session.EndedAt, session.TimeZone, times);
        Cell(text, session.TimeZone);
        text.Append(',').Append(session.GrossSeconds).Append(',').Append(session.NetSeconds).Append(',').Append(session.Answered).Append(',').Append(session.Correct)
            .Append(',').Append(session.Cards).Append(',').Append(session.SelfRating);
        Cell(text, session.Tags.Count == 0 ? null : string.Join("; ", session.Tags));
        Cell(text, session.Note);
        text.Append("\r\n");
    }

    private static void Cell(StringBuilder text, string? value)
    {
        text.Append(',');
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(CsvCell.OfText(value));
        }
    }

    private static void Time(StringBuilder text, DateTime? utc, string zone, IsoTimes times)
    {
        if (utc is { } at)
        {
            times.Append(text, at, zone);
        }
    }
}

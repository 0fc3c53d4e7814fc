using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Layers;

/// <summary>A student's own sessions, of which those with one status are shown. Nobody else sees them here.</summary>
internal abstract class StudyLayer(LogReader log, SessionStatus status) : IScheduleLayer
{
    private const int Most = 200;

    public abstract string Key { get; }

    public abstract string Name { get; }

    public bool IsFor(Profile viewer) => viewer.IsStudent;

    public async Task<IReadOnlyList<LayerItem>> BetweenAsync(Profile viewer, Interval span, CancellationToken cancellationToken)
    {
        // A study day begins later than the date, and zones lie up to a day apart.
        var filter = new LogFilter
        {
            Status = status, From = DateOnly.FromDateTime(span.Start).AddDays(-2), To = DateOnly.FromDateTime(span.End).AddDays(1), Sort = "started_at",
        };
        var found = await log.PageAsync(viewer.Id, filter, 1, Most, cancellationToken);
        // What a lesson left behind is that lesson, which is there already.
        return [.. found.Sessions.Where(s => s.Source != SessionSource.Lesson).Select(s => Item(s, span)).OfType<LayerItem>()];
    }

    protected abstract LayerItem? Item(StudySession session, Interval span);

    protected static string TitleOf(StudySession session) =>
        string.Join(" · ", new[] { session.Subject ?? session.DomainCode, SessionLabels.Of(session.Kind) }.OfType<string>());
}

/// <summary>What the student means to study.</summary>
internal sealed class PlannedStudy(LogReader log) : StudyLayer(log, SessionStatus.Planned)
{
    public const string Word = "planned";

    /// <summary>Minutes that a planned session takes on the page when it says none.</summary>
    public const int UsualMinutes = 30;

    public override string Key => Word;

    public override string Name => ScheduleTexts.Layer_Planned;

    protected override LayerItem? Item(StudySession session, Interval span)
    {
        var day = session.PlannedDay!.Value;
        var item = new LayerItem { Key = $"{Word}-{session.Id}", Layer = Word, Title = TitleOf(session), Detail = ScheduleTexts.Item_Planned, IsMovable = true, SessionId = session.Id };
        if (session.PlannedTime is not { } time)
        {
            return item with { Day = day };
        }
        var start = session.Calendar.InstantOf(day.ToDateTime(time));
        var planned = new Interval(start, start.AddMinutes(session.PlannedMinutes ?? UsualMinutes));
        return planned.Overlaps(span) ? item with { StartsAt = planned.Start, EndsAt = planned.End } : null;
    }
}

/// <summary>What the student has studied.</summary>
internal sealed class LoggedStudy(LogReader log) : StudyLayer(log, SessionStatus.Completed)
{
    public const string Word = "logged";

    public override string Key => Word;

    public override string Name => ScheduleTexts.Layer_Logged;

    // One of which only the length is known has no place among the hours; the log shows it.
    protected override LayerItem? Item(StudySession session, Interval span) =>
        session.Span is { } spent && spent.Overlaps(span)
            ? new LayerItem
            {
                Key = $"{Word}-{session.Id}", Layer = Word, Title = TitleOf(session), Detail = ScheduleTexts.Item_Logged.With(Durations.Format(session.NetSeconds)),
                StartsAt = spent.Start, EndsAt = spent.End, SessionId = session.Id,
            }
            : null;
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>A line of the log.</summary>
public sealed partial class LogRowView
{
    [Parameter, EditorRequired]
    public required LogRow Row { get; set; }

    [Parameter, EditorRequired]
    public required DateOnly Today { get; set; }

    [Parameter]
    public bool Selected { get; set; }

    [Parameter]
    public EventCallback<(int Id, bool On)> OnSelect { get; set; }

    [Parameter]
    public EventCallback<LogRow> OnEdit { get; set; }

    [Parameter]
    public EventCallback<LogRow> OnSplit { get; set; }

    [Parameter]
    public EventCallback<(LogRow Row, LogCommand Command)> OnCommand { get; set; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    private bool IsLate => Row.Status == SessionStatus.Planned && Row.Day < Today;

    private string? Times => Row switch
    {
        { LocalStart: { } start, LocalEnd: { } end } => $"{Clock(start)}–{Clock(end)}",
        { LocalStart: { } start } => Clock(start),
        { PlannedTime: { } time } => Profile.TimeOf(time),
        _ => null,
    };

    private string Details => string.Join(" · ", DetailParts());

    private IEnumerable<string> DetailParts()
    {
        if (Row.PlannedMinutes is { } planned)
        {
            yield return LogTexts.Row_Planned.With(Durations.Format(planned * 60));
        }
        if (Row.PausedSeconds > 0)
        {
            yield return LogTexts.Row_Pause.With(Durations.Format(Row.PausedSeconds));
        }
        if (Row.Cards > 0)
        {
            yield return Plural.Of(LogTexts.ResourceManager, "Row_Cards", Row.Cards);
        }
        foreach (var activity in Row.Activities)
        {
            yield return $"{SessionLabels.Of(activity.Type)} {activity.Count.ToString(CultureInfo.CurrentCulture)}";
        }
        if (Row.Source is SessionSource.Manual && Row.Status == SessionStatus.Completed)
        {
            yield return LogTexts.Row_Manual;
        }
        if (Row.Source is SessionSource.Import)
        {
            yield return LogTexts.Row_Imported;
        }
        if (Row.Note.Length > 0)
        {
            yield return Row.Note;
        }
    }

    private string Clock(DateTime local) => Profile.TimeOf(TimeOnly.FromDateTime(local));

    private Task Run(LogCommand command) => OnCommand.InvokeAsync((Row, command));
}

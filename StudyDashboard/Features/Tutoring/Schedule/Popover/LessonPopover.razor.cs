using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule.Grid;
using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Popover;

/// <summary>The quick look at one block of the schedule. Reads the lesson anew when the block changes.</summary>
public sealed partial class LessonPopover
{
    private LessonBlock? _block;
    private LayerItem? _shown;
    private DateTime? _free;
    private bool _gone;
    private bool _busy;

    [Inject]
    public required BlockReader Blocks { get; init; }

    [Inject]
    public required LessonActions Actions { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    [Parameter, EditorRequired]
    public required LayerItem Item { get; set; }

    /// <summary>All that is on the page: what it clashes with is among it.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<LayerItem> Items { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Another block is to be looked at; its key.</summary>
    [Parameter]
    public EventCallback<string> OnOpen { get; set; }

    /// <summary>The lesson is to be edited.</summary>
    [Parameter]
    public EventCallback<int> OnEdit { get; set; }

    /// <summary>A command was carried out (null) or refused.</summary>
    [Parameter]
    public EventCallback<Refusal?> OnRefused { get; set; }

    private Lesson Lesson => _block!.Lesson;

    private DateOnly Day => Item.Day ?? Profile.Calendar.DayOf(Item.StartsAt!.Value);

    private string? JoinLink => Lesson.Status is LessonStatus.Scheduled or LessonStatus.InProgress && Lesson.EndsAt > Clock.NowUtc() ? Lesson.JoinLink : null;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_shown, Item))
        {
            return;
        }
        _shown = Item;
        if (Item.Lesson is { } lesson)
        {
            _block = await Blocks.FindAsync(Profile.Id, lesson.Id, CancellationToken.None);
            (_gone, _free) = (_block is null, Item.Clashes.Count > 0 ? FreeTime.After(Item, Items, Profile.Id) : null);
        }
    }

    private static string LocalTo(string zone, Interval span)
    {
        var calendar = StudyCalendar.For(zone, 0);
        return ScheduleTexts.Popover_Time.With(
            calendar.LocalOf(span.Start).ToString(ScheduleTexts.Format_WeekdayDate, CultureInfo.CurrentCulture), Clocked(span.Start), Clocked(span.End));

        string Clocked(DateTime utc) => calendar.LocalOf(utc).ToString(ScheduleTexts.Format_Clock, CultureInfo.CurrentCulture);
    }

    private async Task<Refusal?> MoveAsync(DateTime startUtc) =>
        (await Actions.PlaceAsync(Profile, _block!, SlotTime.StartingAt(Lesson.Slot, startUtc))).Refusal;

    private async Task RunAsync(Func<Task<Refusal?>> command)
    {
        _busy = true;
        var refusal = await command();
        _busy = false;
        await OnRefused.InvokeAsync(refusal);
    }
}

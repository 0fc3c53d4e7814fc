using Microsoft.JSInterop;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule.Grid;
using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <content>What js/schedule.js calls when something was put elsewhere, with the mouse, a finger or the keys.</content>
public sealed partial class SchedulePage
{
    /// <summary>A place on the grid was chosen for a new lesson.</summary>
    [JSInvokable]
    public void NewAt(string date, int from, int to)
    {
        if (Profile.IsTutor && SlotTime.DateOf(date) is { } day)
        {
            OpenEditor(null, day, SlotTime.Snap(from), Math.Max(SlotTime.Step, SlotTime.Snap(to) - SlotTime.Snap(from)));
        }
    }

    /// <summary>Something was put at another time; without a minute it keeps its own.</summary>
    [JSInvokable]
    public Task MoveTo(string key, string date, int? minute) => PlaceAsync(key, date, (item, day, slot) =>
        SlotTime.StartingAt(slot, minute is { } at ? SlotTime.InstantOf(Wall, day, SlotTime.Snap(at)) : Wall.InstantOf(day.ToDateTime(TimeOnly.FromDateTime(Wall.LocalOf(item.StartsAt!.Value))))), minute, null);

    /// <summary>Something got another end.</summary>
    [JSInvokable]
    public Task ResizeTo(string key, string date, int minute) =>
        PlaceAsync(key, date, (_, day, slot) => SlotTime.EndingAt(slot, SlotTime.InstantOf(Wall, day, SlotTime.Snap(minute))), null, minute);

    private async Task PlaceAsync(string key, string date, Func<LayerItem, DateOnly, LessonSlot, LessonSlot> slot, int? minute, int? end)
    {
        _refusal = null;
        if (SlotTime.DateOf(date) is not { } day || Model?.Items.FirstOrDefault(i => i.Key == key) is not { IsMovable: true } item)
        {
            return;
        }
        _open = null;
        if (item.SessionId is { } session)
        {
            _refusal = await ReplanAsync(item, session, day, minute, end);
        }
        else if (await Blocks.FindAsync(Profile.Id, item.Lesson!.Id, CancellationToken.None) is { IsTaught: true } block)
        {
            _refusal = (await Actions.PlaceAsync(Profile, block, slot(item, day, block.Lesson.Slot))).Refusal;
        }
        var refused = _refusal;
        await ReloadAsync();
        _refusal = refused ?? _refusal;
        StateHasChanged();
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("focusOn", _root, key);
        }
    }

    private async Task<Refusal?> ReplanAsync(LayerItem item, int session, DateOnly day, int? minute, int? end)
    {
        var start = item.StartsAt is { } at ? (int)Wall.LocalOf(at).TimeOfDay.TotalMinutes : (int?)null;
        if (end is not null && start is null)
        {
            return null;
        }
        var time = end is not null ? start : minute is { } to ? SlotTime.Snap(to) : start;
        var length = end is { } until ? Math.Max(SlotTime.Step, SlotTime.Snap(until) - start!.Value) : (int?)null;
        return await Actions.ReplanAsync(Profile, session, end is null ? day : Wall.DayOf(item.StartsAt!.Value),
            time is { } minutes ? TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Math.Min(minutes, DayLayout.Day - 1))) : null, length);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Tutoring.Schedule.Editor;
using StudyDashboard.Features.Tutoring.Schedule.Grid;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <content>The editor. What is open stands in the address, so that a reload opens it again and the draft in it comes back.</content>
public sealed partial class SchedulePage
{
    private const string NewForm = "new";
    private const int UsualMinutes = 60;

    private void New()
    {
        var day = Query.View == ScheduleView.Day && Query.Date is { } shown ? shown : Today;
        var next = (int)Math.Ceiling((Wall.LocalOf(Clock.NowUtc()).TimeOfDay.TotalMinutes + 1) / 60) * 60;
        OpenEditor(null, day, Math.Clamp(next, 8 * 60, 19 * 60), UsualMinutes);
    }

    private void Edit(int lessonId) => OpenEditor(lessonId, default, 0, 0);

    private void OpenEditor(int? lessonId, DateOnly day, int minute, int minutes)
    {
        // Only the address changes here; the page opens what it says. A change of address closes every dialog, so it comes first.
        _open = null;
        Address(
            lessonId?.ToString(CultureInfo.InvariantCulture) ?? NewForm,
            lessonId is null ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}-{minute}-{minutes}") : null);
    }

    private Task ShowFormAsync(string form)
    {
        if (int.TryParse(form, CultureInfo.InvariantCulture, out var lessonId))
        {
            return EditAsync(lessonId, default, 0, 0);
        }
        if (form != NewForm)
        {
            return Task.CompletedTask;
        }
        var at = At?.Length > 11 ? At[11..].Split('-') : [];
        var day = SlotTime.DateOf(At?.Length > 10 ? At[..10] : null) ?? Query.Date ?? Today;
        var minute = at.Length == 2 && int.TryParse(at[0], CultureInfo.InvariantCulture, out var from) ? Math.Clamp(from, 0, DayLayout.Day - SlotTime.Step) : 17 * 60;
        var minutes = at.Length == 2 && int.TryParse(at[1], CultureInfo.InvariantCulture, out var length) ? Math.Clamp(length, SlotTime.Step, DayLayout.Day - SlotTime.Step) : UsualMinutes;
        return EditAsync(null, day, minute, minutes);
    }

    private async Task EditAsync(int? lessonId, DateOnly day, int minute, int minutes)
    {
        LessonBlock? block = null;
        if (lessonId is { } id)
        {
            block = await Blocks.FindAsync(Profile.Id, id, CancellationToken.None);
            if (block is not { IsTaught: true })
            {
                _refusal = Refusal.NotFound(LessonTexts.Refused_NotThere);
                Address(null, null);
                return;
            }
        }
        await Dialogs.OpenAsync<LessonEditorDialog>(
            block is null ? ScheduleTexts.Editor_New : ScheduleTexts.Editor_Edit,
            new()
            {
                [nameof(LessonEditorDialog.Profile)] = Profile,
                [nameof(LessonEditorDialog.Block)] = block,
                [nameof(LessonEditorDialog.Start)] = block?.Lesson.Slot.LocalStart ?? day.ToDateTime(default).AddMinutes(minute),
                [nameof(LessonEditorDialog.Minutes)] = minutes,
            },
            LessonActions.Sheet("720px"));
        Address(null, null);
        await ReloadAsync();
    }

    private void Address(string? form, string? at) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["form"] = form, ["at"] = at }), new NavigationOptions { ReplaceHistoryEntry = true });
}

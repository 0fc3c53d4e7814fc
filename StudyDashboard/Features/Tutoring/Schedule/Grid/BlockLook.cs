using System.Globalization;
using System.Text;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Grid;

/// <summary>How an item looks and what a screen reader says of it, alike in every view.</summary>
internal static class BlockLook
{
    public static string ClassOf(LayerItem item)
    {
        var look = new StringBuilder("block is-").Append(item.Layer);
        if (item.Lesson is { } lesson)
        {
            Add(lesson.Status == LessonStatus.Cancelled, "cancelled");
            Add(lesson.Status == LessonStatus.Completed, "done");
            Add(lesson.NeedsClosing, "open-end");
            Add(lesson.Priority == LessonPriority.Urgent, "urgent");
            Add(lesson.Priority == LessonPriority.High, "high");
            Add(lesson.IsFeatured, "featured");
        }
        Add(item.IsCancelled, "cancelled");
        Add(item.Clashes.Count > 0, "clash");
        return look.ToString();

        void Add(bool holds, string word)
        {
            if (holds)
            {
                look.Append(' ').Append(word);
            }
        }
    }

    public static string StyleOf(Block block) =>
        string.Create(CultureInfo.InvariantCulture, $"--at:{block.From};--for:{block.To - block.From};--lane:{block.Lane};--lanes:{block.Lanes}");

    public static string Span(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"--at:{from};--for:{to - from}");

    /// <summary>The second line: when it starts, and its detail.</summary>
    public static string LineOf(Profile viewer, LayerItem item) =>
        item.Lesson is not null && item.StartsAt is { } start ? ScheduleTexts.Item_Line.With(viewer.TimeOf(start), item.Detail) : item.Detail;

    /// <summary>What a screen reader says after what is seen: the day, the times and what is particular.</summary>
    public static string MoreOf(Profile viewer, LayerItem item)
    {
        var more = new StringBuilder();
        if (item.Span is { } span)
        {
            Add(ScheduleTexts.Label_Times.With(
                viewer.Calendar.LocalOf(span.Start).ToString(ScheduleTexts.Format_WeekdayDate, CultureInfo.CurrentCulture), viewer.TimeOf(span.Start), viewer.TimeOf(span.End)));
        }
        if (item.Lesson is { IsFeatured: true })
        {
            Add(ScheduleTexts.Label_Featured);
        }
        if (item.IsCancelled)
        {
            Add(ScheduleTexts.Item_Cancelled);
        }
        if (item.Clashes.Count > 0)
        {
            Add(ScheduleTexts.Label_Clash);
        }
        if (item.Lesson is { NeedsClosing: true })
        {
            Add(ScheduleTexts.Label_NeedsClosing);
        }
        return more.ToString();

        void Add(string text) => more.Append(", ").Append(text);
    }
}

using System.Text;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>Puts a notice into words for its reader: times in the reader's zone with its name, and in the lesson's where that differs.</summary>
public static class NoticeWriter
{
    /// <summary>Title and body.</summary>
    /// <param name="kind">What the notice is about.</param>
    /// <param name="content">What it says.</param>
    /// <param name="reader">Who reads it.</param>
    /// <param name="names">Names of the people it mentions.</param>
    public static (string Title, string Body) Write(NoticeKind kind, NoticeContent content, Recipient reader, IReadOnlyDictionary<int, string> names)
    {
        if (kind == NoticeKind.Test)
        {
            return (NoticeTexts.Test_Title, NoticeTexts.Test_Body.With(reader.TimeZone));
        }
        if (content.Assignment is { } assignment)
        {
            return OfAssignment(kind, assignment, reader);
        }
        if (content.Webhook is { } webhook)
        {
            return (NoticeTexts.Title_WebhookSwitchedOff.With(webhook.Name), webhook.IsGone ? NoticeTexts.Line_WebhookGone : NoticeTexts.Line_WebhookFailing);
        }
        if (content.Plan is { } plan)
        {
            return (NoticeTexts.Title_PlanGiven.With(plan.Title),
                (plan.IsWaiting ? NoticeTexts.Line_PlanWaits : NoticeTexts.Line_PlanGiven).With(names.GetValueOrDefault(plan.TutorId, NoticeTexts.Someone)));
        }
        if (kind is NoticeKind.LessonApology or NoticeKind.LessonApologyWithdrawn
            or NoticeKind.SlotRequested or NoticeKind.SlotProposed or NoticeKind.SlotAccepted or NoticeKind.SlotDeclined or NoticeKind.SlotWithdrawn)
        {
            return OfOneAct(kind, content.Lines[0].After!, reader, names);
        }
        var lines = content.Lines.Select(l => Line(kind, l, reader, names)).ToList();
        if (content.More > 0)
        {
            lines.Add(Plural.Of(NoticeTexts.ResourceManager, "More", content.More));
        }
        return (Title(kind, content, reader), string.Join('\n', lines));
    }

    /// <summary>Whose names are wanted.</summary>
    public static IEnumerable<int> NamedIn(NoticeContent content) =>
        content.Lines.SelectMany(l => new[] { l.Before, l.After }).OfType<LessonNotice>().SelectMany(l => new[] { l.TutorId, l.StudentId })
            .Concat(content.Plan is { } plan ? [plan.TutorId] : []);

    private static (string Title, string Body) OfOneAct(NoticeKind kind, LessonNotice asked, Recipient reader, IReadOnlyDictionary<int, string> names)
    {
        var title = NoticeTexts.ResourceManager.GetString($"Title_{kind}", System.Globalization.CultureInfo.CurrentUICulture)!;
        var body = NoticeTexts.Line_Lesson.With(asked.Title, With(asked, reader, names)) + " " + NoticeTexts.Line_At.With(Span(asked, reader));
        return (title.With(asked.Title, names.GetValueOrDefault(asked.StudentId, NoticeTexts.Someone)), asked.Reason is { Length: > 0 } words ? $"{body}\n{NoticeTexts.Line_Words.With(words)}" : body);
    }

    private static (string Title, string Body) OfAssignment(NoticeKind kind, AssignmentNotice assignment, Recipient reader)
    {
        var title = (kind == NoticeKind.AssignmentDue ? NoticeTexts.Title_AssignmentDue : NoticeTexts.Title_AssignmentGiven).With(assignment.Title);
        return (title, assignment.DueOn is { } due
            ? NoticeTexts.Line_AssignmentDue.With(assignment.ClassName, reader.DayOf(due.ToDateTime(default)))
            : NoticeTexts.Line_Assignment.With(assignment.ClassName));
    }

    private static string Title(NoticeKind kind, NoticeContent content, Recipient reader)
    {
        var count = content.Lines.Count + content.More;
        if (count > 1 && kind != NoticeKind.LessonReminder)
        {
            return Plural.Of(NoticeTexts.ResourceManager, $"Title_{kind}", count);
        }
        var line = content.Lines[0];
        var (start, lesson) = (reader.LocalOf(line.StartsAt), (line.After ?? line.Before)!);
        return kind switch
        {
            NoticeKind.LessonReminder => NoticeTexts.Title_Reminder.With(lesson.Title, reader.TimeOf(start)),
            NoticeKind.LessonAdded => NoticeTexts.Title_Added.With(lesson.Title, reader.DayOf(start), reader.TimeOf(start)),
            NoticeKind.LessonCancelled => NoticeTexts.Title_Cancelled.With(lesson.Title, reader.DayOf(start), reader.TimeOf(start)),
            _ when line.Before is { } before && before.StartsAt != line.StartsAt => NoticeTexts.Title_Moved.With(lesson.Title, reader.DayOf(start), reader.TimeOf(start)),
            _ => NoticeTexts.Title_Changed.With(lesson.Title, reader.DayOf(start), reader.TimeOf(start)),
        };
    }

    private static string Line(NoticeKind kind, LessonLine line, Recipient reader, IReadOnlyDictionary<int, string> names)
    {
        var lesson = (line.After ?? line.Before)!;
        var text = new StringBuilder(NoticeTexts.Line_Lesson.With(lesson.Title, With(lesson, reader, names)));
        if (line is { Before: { IsOn: true } before, After: { IsOn: true } after })
        {
            text.Append(' ').Append((before.StartsAt, before.EndsAt) == (after.StartsAt, after.EndsAt)
                ? NoticeTexts.Line_At.With(Span(after, reader))
                : NoticeTexts.Line_Moved.With(Span(before, reader), Span(after, reader)));
            return (Way(before), Way(after)) is var (was, now) && was != now
                ? text.Append(' ').Append(NoticeTexts.Line_Way.With(was, now)).ToString()
                : text.Append(' ').Append(now).Append('.').ToString();
        }
        text.Append(' ').Append((kind == NoticeKind.LessonReminder ? NoticeTexts.Line_At
            : line.IsCancelled ? NoticeTexts.Line_Cancelled : NoticeTexts.Line_Added).With(Span(lesson, reader)));
        return line.IsCancelled
            ? (lesson.Reason is { Length: > 0 } reason ? text.Append(' ').Append(NoticeTexts.Line_Reason.With(reason)) : text).ToString()
            : text.Append(' ').Append(Way(lesson)).Append('.').ToString();
    }

    private static string With(LessonNotice lesson, Recipient reader, IReadOnlyDictionary<int, string> names)
    {
        string NameOf(int id) => names.GetValueOrDefault(id, NoticeTexts.Someone);
        return reader.Id == lesson.TutorId ? NoticeTexts.With_One.With(NameOf(lesson.StudentId))
            : reader.Id == lesson.StudentId ? NoticeTexts.With_One.With(NameOf(lesson.TutorId))
            : NoticeTexts.With_Two.With(NameOf(lesson.StudentId), NameOf(lesson.TutorId));
    }

    // Both zones where they differ: neither side has to guess what the other one says.
    private static string Span(LessonNotice lesson, Recipient reader)
    {
        var (start, end) = (reader.LocalOf(lesson.StartsAt), reader.LocalOf(lesson.EndsAt));
        var calendar = StudyCalendar.For(lesson.Zone, 0);
        var theirs = calendar.LocalOf(lesson.StartsAt);
        var own = NoticeTexts.Span.With(reader.DayOf(start), reader.TimeOf(start), reader.TimeOf(end), reader.TimeZone);
        return theirs == start ? own : NoticeTexts.Span_Both.With(own, reader.DayOf(theirs), reader.TimeOf(theirs), lesson.Zone);
    }

    private static string Way(LessonNotice lesson)
    {
        var way = lesson.Mode switch { "in-person" => NoticeTexts.Mode_InPerson, "hybrid" => NoticeTexts.Mode_Hybrid, _ => NoticeTexts.Mode_Online };
        var where = string.Join(", ", new[] { lesson.Place, lesson.Mode == "in-person" ? null : lesson.JoinLink }.Where(t => !string.IsNullOrWhiteSpace(t)));
        return where.Length == 0 ? way : NoticeTexts.Way.With(way, where);
    }
}

using System.Globalization;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Editor;

/// <summary>What stands in the fields of the lesson editor, as typed.</summary>
public sealed class LessonInput
{
    public HashSet<int> Enrollments { get; } = [];

    public string? Date { get; set; }

    public string? Start { get; set; }

    public string? Duration { get; set; }

    public string TimeZone { get; set; } = "UTC";

    public LessonMode Mode { get; set; }

    public string? Location { get; set; }

    public string? JoinLink { get; set; }

    public LessonPriority Priority { get; set; } = LessonPriority.Medium;

    public bool Featured { get; set; }

    public bool Notification { get; set; }

    public bool Alarm { get; set; }

    public string? AlarmBefore { get; set; } = "15";

    /// <summary>One on each line.</summary>
    public string? Topics { get; set; }

    public string? Homework { get; set; }

    public string? Note { get; set; }

    public RepeatInput Repeat { get; set; } = new();

    /// <summary>The length that was there and how it stands in the field: one that is left alone stays to the minute.</summary>
    private (string Text, TimeSpan Length)? LengthBefore { get; init; }

    /// <summary>How the fields said that it repeats before anything was typed. A rule of elsewhere may say the same in other words.</summary>
    private Repetition? RepeatBefore { get; set; }

    public static LessonInput New(DateTime localStart, int minutes, string zone) => new()
    {
        Date = DateParser.Write(DateOnly.FromDateTime(localStart)), Start = Clock(localStart), Duration = DurationParser.Write(minutes * 60), TimeZone = zone,
        Repeat = RepeatInput.For(DateOnly.FromDateTime(localStart)),
    };

    public static LessonInput Of(LessonBlock block)
    {
        var (lesson, slot) = (block.Lesson, block.Lesson.Slot);
        var length = slot.LocalEnd - slot.LocalStart;
        var text = DurationParser.Write((int)length.TotalSeconds);
        var input = new LessonInput
        {
            Date = DateParser.Write(slot.Date), Start = Clock(slot.LocalStart), Duration = text, LengthBefore = (text, length), TimeZone = slot.TimeZone,
            Mode = lesson.SessionMode, Location = lesson.Location, JoinLink = lesson.JoinLink, Priority = lesson.PriorityLevel, Featured = lesson.IsFeatured,
            Notification = lesson.NotificationEnabled, Alarm = lesson.AlarmEnabled, AlarmBefore = lesson.AlarmBeforeMinutes.ToString(CultureInfo.InvariantCulture),
            Topics = string.Join('\n', lesson.Topics), Homework = lesson.Homework, Note = lesson.Note,
            Repeat = block.Recurrence is { } series ? RepeatInput.Of(series) : RepeatInput.For(slot.Date),
        };
        var zone = TimeZoneInfo.FindSystemTimeZoneById(slot.TimeZone);
        input.RepeatBefore = input.Repeat.Read(slot.Date, zone) is { Refusal: null } said ? said.Value : null;
        input.Enrollments.UnionWith(block.Rows.Select(r => r.Lesson.CourseEnrollmentId));
        return input;
    }

    /// <summary>Date, start and length, or all of the fields that cannot be read.</summary>
    public Outcome<LessonSlot> ReadSlot(DateOnly today)
    {
        var (date, start) = (DateParser.Parse(Date, today, "session_date"), TimeOfDayParser.Parse(Start, "start_time"));
        var length = LengthBefore is { } before && before.Text == Duration
            ? Outcome.Of((int)before.Length.TotalSeconds) : DurationParser.Parse(Duration, 5 * 60, DurationParser.MaxSeconds - 60, "duration");
        var errors = new[] { date.Refusal, start.Refusal, length.Refusal }.OfType<Refusal>().SelectMany(r => r.Fields).ToList();
        return errors.Count > 0 ? Refusal.Invalid(errors) : LessonSlot.At(date.Value.ToDateTime(start.Value), TimeSpan.FromSeconds(length.Value), TimeZone);
    }

    /// <summary>The lesson that the fields say, or all of those that cannot be read.</summary>
    /// <param name="today">The viewer's date, which gives a missing year.</param>
    /// <param name="before">The lesson that is edited; what is left as it was, is left.</param>
    public Outcome<LessonDraft> ToDraft(DateOnly today, LessonBlock? before)
    {
        var slot = ReadSlot(today);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var repeat = Repeat.Read(today, zone);
        var errors = new[] { slot.Refusal, repeat.Refusal }.OfType<Refusal>().SelectMany(r => r.Fields).ToList();
        if (!int.TryParse(AlarmBefore?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var alarm))
        {
            errors.Add(new FieldError("alarm_before_minutes", LessonTexts.Refused_Alarm));
        }
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }
        var draft = new LessonDraft
        {
            Slot = slot.Value,
            Details = new LessonDetails
            {
                Topics = [.. (Topics ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
                Mode = Mode, Location = Location.NullIfBlank(), JoinLink = JoinLink.NullIfBlank(), Priority = Priority, IsFeatured = Featured,
                NotificationEnabled = Notification, AlarmEnabled = Alarm, AlarmBeforeMinutes = alarm, Homework = Homework.NullIfBlank(), Note = Note.NullIfBlank(),
            },
            Repeat = repeat.Value is { } rule && before?.Recurrence is not null && rule.Equals(RepeatBefore) ? null : repeat.Value,
            EnrollmentIds = before is not null && Enrollments.SetEquals(before.Rows.Select(r => r.Lesson.CourseEnrollmentId)) ? null : [.. Enrollments.Order()],
        };
        return draft.Check().ToRefusal() is { } refusal ? refusal : draft;
    }

    private static string Clock(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);
}

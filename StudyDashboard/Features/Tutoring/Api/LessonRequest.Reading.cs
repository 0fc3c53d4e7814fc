using System.Globalization;
using System.Text.Json;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Api;

/// <content>What is read from it: a new lesson, or what it changes of one that is there.</content>
internal sealed partial record LessonRequest
{
    /// <summary>A new lesson.</summary>
    /// <param name="has">Whether a field was sent.</param>
    /// <param name="tutorZone">The zone unless one is given.</param>
    public Outcome<LessonDraft> ToDraft(Func<string, bool> has, string tutorZone)
    {
        var given = JsonSerializer.SerializeToElement(this, Json.Wire);
        var errors = ReadOnly.Append("version").Where(f => has(f) && given.GetProperty(f).ValueKind != JsonValueKind.Null).Select(f => new FieldError(f, ApiTexts.Json_ReadOnly)).ToList();
        foreach (var (field, isThere) in new[] { ("session_date", SessionDate is not null), ("start_time", StartTime is not null) })
        {
            Add(errors, isThere, field, LessonApiTexts.Refused_Required);
        }
        Add(errors, EndTime is not null || Duration is not null, "end_time", LessonApiTexts.Refused_NoEnd);
        Add(errors, Status is null or "scheduled", "status", LessonApiTexts.Refused_NewStatus);
        Add(errors, StudentAttendanceStatus is null, "student_attendance_status", LessonApiTexts.Refused_NewRecord);
        Add(errors, TutorAttendanceStatus is null, "tutor_attendance_status", LessonApiTexts.Refused_NewRecord);
        Add(errors, TopicsCovered is null or { Count: 0 }, "topics_covered", LessonApiTexts.Refused_NewRecord);
        Add(errors, CourseEnrollmentId is null || CourseEnrollmentIds is null, "course_enrollment_ids", LessonApiTexts.Refused_TwoEnrollments);
        Add(errors, CourseEnrollmentId is not null || CourseEnrollmentIds is { Count: > 0 }, "course_enrollment_id", LessonTexts.Refused_NoStudent);
        var zone = Zone(tutorZone, errors);
        var slot = Slot(null, zone, errors);
        var details = Details(new LessonDetails(), _ => true, errors);
        var repeat = slot is null ? null : Repeat(slot, errors);
        return errors.ToRefusal() is { } refusal ? refusal : new LessonDraft
        {
            Slot = slot!, Details = details, Repeat = repeat, EnrollmentIds = CourseEnrollmentIds ?? [CourseEnrollmentId!.Value],
        };
    }

    /// <summary>What the stored lesson becomes; a field that was left out stays as it is.</summary>
    public Outcome<LessonEdit> Over(LessonRecord stored, Func<string, bool> has)
    {
        var lesson = stored.Lesson;
        var given = JsonSerializer.SerializeToElement(this, Json.Wire);
        var read = JsonSerializer.SerializeToElement(LessonWire.Of(stored), Json.Wire);
        bool Changed(string field) => has(field) && !JsonElement.DeepEquals(given.GetProperty(field), read.GetProperty(field));
        var errors = ReadOnly.Where(Changed).Select(f => new FieldError(f, ApiTexts.Json_ReadOnly)).ToList();
        Add(errors, !(Changed("course_enrollment_id") && has("course_enrollment_ids")), "course_enrollment_ids", LessonApiTexts.Refused_TwoEnrollments);

        var slot = Changed("session_date") || Changed("start_time") || Changed("end_time") || Changed("duration") || Changed("time_zone")
            ? Slot(lesson, Zone(lesson.TimeZone, errors, has("time_zone")), errors, has, Changed("end_time"), Changed("duration"))
            : lesson.Slot;
        var details = Details(lesson.Details, has, errors);
        var wantsRepeat = Changed("rrule") || Changed("session_frequency") || Changed("recurring_pattern") || Changed("is_recurring");
        Add(errors, !(wantsRepeat && lesson.IsRecurring && IsRecurring == false), "is_recurring", LessonApiTexts.Refused_Unrepeat);
        var repeat = wantsRepeat && slot is not null ? (this with
        {
            SessionFrequency = Rrule is not null && Changed("rrule") ? null : has("session_frequency") ? SessionFrequency : Words<SessionFrequency>.Of(lesson.SessionFrequency),
            RecurringPattern = Rrule is not null && Changed("rrule") ? null : has("recurring_pattern") ? RecurringPattern : lesson.RecurringPattern,
            Rrule = Changed("rrule") ? Rrule : null,
        }).Repeat(slot, errors) : null;
        var status = Word<LessonStatus>("status", Status, has("status"), lesson.Status, errors);
        var report = new LessonReport
        {
            Student = Changed("student_attendance_status") ? Mark("student_attendance_status", StudentAttendanceStatus, errors) : null,
            Tutor = Changed("tutor_attendance_status") ? Mark("tutor_attendance_status", TutorAttendanceStatus, errors) : null,
            Covered = Changed("topics_covered") ? TopicsCovered ?? [] : null,
            Status = status != lesson.Status && status != LessonStatus.Cancelled && lesson.Status != LessonStatus.Cancelled ? status : null,
            Note = has("note") ? Note : lesson.Note, Homework = has("homework") ? Homework : lesson.Homework,
            HasTexts = Changed("note") || Changed("homework"),
        };
        if (errors.ToRefusal() is { } refusal)
        {
            return refusal;
        }
        var enrollments = has("course_enrollment_ids") ? CourseEnrollmentIds : Changed("course_enrollment_id") && CourseEnrollmentId is { } one ? [one] : null;
        return new LessonEdit
        {
            Draft = new LessonDraft { Slot = slot!, Details = details, Repeat = repeat, EnrollmentIds = enrollments },
            Plans = slot != lesson.Slot || repeat is not null || enrollments is not null
                || !(details with { Note = lesson.Note, Homework = lesson.Homework }).Equals(lesson.Details),
            WritesTexts = report.HasTexts,
            Report = report,
            Cancels = status == LessonStatus.Cancelled && lesson.Status != LessonStatus.Cancelled,
            Reinstates = lesson.Status == LessonStatus.Cancelled && status != LessonStatus.Cancelled,
            CancelReason = CancelReason,
        };
    }

    private LessonSlot? Slot(
        Lesson? stored, string zone, List<FieldError> errors, Func<string, bool>? has = null, bool newEnd = true, bool newDuration = true)
    {
        var date = SessionDate ?? stored?.SessionDate;
        var start = Time("start_time", StartTime, errors) ?? stored?.StartTime;
        if (stored is not null && has!("session_date") && SessionDate is null)
        {
            errors.Add(new FieldError("session_date", LessonApiTexts.Refused_Required));
            return null;
        }
        if (date is null || start is null)
        {
            return null;
        }
        var end = Time("end_time", EndTime, errors);
        if (Duration is < 1 or > 1440)
        {
            errors.Add(new FieldError("duration", LessonApiTexts.Refused_Duration));
            return null;
        }
        // A start that moves alone takes the end along; a length alone moves the end.
        var fits = end is not null && (newEnd || !newDuration) && (stored is null || has!("end_time"))
            ? end.Value
            : start.Value.AddMinutes(newDuration && Duration is { } minutes ? minutes : stored?.Duration ?? 0);
        var slot = new LessonSlot(date.Value, start.Value, fits, zone);
        if (newDuration && newEnd && end is not null && Duration is { } said && said != (int)(slot.LocalEnd - slot.LocalStart).TotalMinutes)
        {
            errors.Add(new FieldError("duration", LessonApiTexts.Refused_DurationDiffers));
        }
        return slot;
    }

    private LessonDetails Details(LessonDetails stored, Func<string, bool> has, List<FieldError> errors) => stored with
    {
        Topics = has("topics") ? [.. (Topics ?? []).Select(t => t.Trim())] : stored.Topics,
        Mode = Word("session_mode", SessionMode, has("session_mode"), stored.Mode, errors),
        Location = has("location") ? Location.NullIfBlank() : stored.Location,
        JoinLink = has("join_link") ? JoinLink.NullIfBlank() : stored.JoinLink,
        Priority = Word("priority_level", PriorityLevel, has("priority_level"), stored.Priority, errors),
        NotificationEnabled = NotificationEnabled ?? stored.NotificationEnabled,
        AlarmEnabled = AlarmEnabled ?? stored.AlarmEnabled,
        AlarmBeforeMinutes = AlarmBeforeMinutes ?? stored.AlarmBeforeMinutes,
        IsFeatured = IsFeatured ?? stored.IsFeatured,
        Homework = has("homework") ? Homework.NullIfBlank() : stored.Homework,
        Note = has("note") ? Note.NullIfBlank() : stored.Note,
    };

    private Repetition? Repeat(LessonSlot slot, List<FieldError> errors)
    {
        var frequency = Word("session_frequency", SessionFrequency, SessionFrequency is not null, Recurrence.SessionFrequency.OneTime, errors);
        if (Rrule is not null)
        {
            Add(errors, SessionFrequency is null && RecurringPattern is null, "rrule", LessonApiTexts.Refused_TwoRules);
            var rule = Repetition.Read(Rrule, null);
            errors.AddRange(rule.Refusal?.Fields.Select(f => new FieldError("rrule", f.Message)) ?? []);
            if (rule.Refusal is { Fields.Count: 0 } whole)
            {
                errors.Add(new FieldError("rrule", whole.Message));
            }
            return rule.Refusal is null ? rule.Value : null;
        }
        var isPlain = frequency == Recurrence.SessionFrequency.OneTime && RecurringPattern is null or { IsDatesOnly: true, HasDates: false };
        if (isPlain)
        {
            Add(errors, IsRecurring != true, "is_recurring", LessonApiTexts.Refused_NoRule);
            return null;
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(slot.TimeZone, out var zone))
        {
            return null;
        }
        var series = PatternReader.Read(RecurringPattern, frequency, slot.LocalStart, zone);
        errors.AddRange(series.Refusal?.Fields ?? []);
        return series.Refusal is null ? Repetition.Of(series.Value) : null;
    }

    private string Zone(string otherwise, List<FieldError> errors, bool isGiven = true)
    {
        var zone = isGiven && TimeZone is not null ? TimeZone : otherwise;
        Add(errors, TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId, "time_zone", LessonTexts.Refused_Zone.With(zone));
        return errors.Exists(e => e.Field == "time_zone") ? otherwise : zone;
    }

    private static AttendanceMark Mark(string field, string? word, List<FieldError> errors) =>
        new(word is null ? null : Word<Attendance>(field, word, true, default, errors));

    private static T Word<T>(string field, string? word, bool isGiven, T otherwise, List<FieldError> errors) where T : struct, Enum
    {
        if (!isGiven || word is null)
        {
            return otherwise;
        }
        if (Words<T>.TryParse(word, out var value))
        {
            return value;
        }
        errors.Add(new FieldError(field, ApiTexts.Query_Word.With(word, string.Join(", ", Words<T>.All))));
        return otherwise;
    }

    private static TimeOnly? Time(string field, string? text, List<FieldError> errors)
    {
        if (text is null)
        {
            return null;
        }
        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Second == 0)
        {
            return time;
        }
        errors.Add(new FieldError(field, LessonApiTexts.Refused_Time));
        return null;
    }

    private static void Add(List<FieldError> errors, bool holds, string field, string message)
    {
        if (!holds)
        {
            errors.Add(new FieldError(field, message));
        }
    }
}

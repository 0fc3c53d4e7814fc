using System.Globalization;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Legacy;

/// <summary>
/// A row of the former <c>tutor_sessions</c>, by column name, and how it becomes a lesson. What has no place in a lesson is kept in its
/// note, so that nothing is lost.
/// </summary>
internal sealed class LegacyRecord(int line, IReadOnlyDictionary<string, string> fields)
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "H:mm", "HH:mm:ss.FFFFFFF"];

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Columns that were kept in the note, in the file's words.</summary>
    public IReadOnlyCollection<string> Kept { get; private set; } = [];

    /// <summary>The lesson, or why there is none.</summary>
    public LegacyLesson? Read(StudyCalendar calendar, DateTime nowUtc, out string? reason)
    {
        var faults = new List<string>();
        if (fields.Values.Any(v => v.Contains('\0')))
        {
            reason = LegacyTexts.Row_Nul;
            return null;
        }
        Take("id");
        var topics = Topics();
        var (date, atStart) = Date(faults);
        var start = Time(["start_time", "starts_at"], faults) ?? atStart;
        if (start is null && faults.Count == 0)
        {
            faults.Add(LegacyTexts.Row_NoStart);
        }
        var end = End(start, faults);
        var zone = Take("time_zone", "timezone");
        zone = zone.Length == 0 ? calendar.Zone.Id : zone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) || !found.HasIanaId)
        {
            faults.Add(LessonTexts.Refused_Zone.With(zone));
        }
        var (student, tutor) = (Mark("student", faults), Mark("tutor", faults));
        var status = Status(faults, ref student);
        var course = Take("course", "course_name", "course_title");
        var reviews = Reviews(faults);
        var names = (Student: Take("student_name"), Tutor: Take("tutor_name"));
        var (studentKey, tutorKey, enrollmentKey) = (Take("student_id"), Take("tutor_id"), Take("enrollment_id", "course_enrollment_id"));
        var details = new LessonDetails
        {
            Topics = topics,
            Mode = Mode(faults),
            Location = Take("location").NullIfBlank(),
            JoinLink = Take("join_link", "meeting_link", "meeting_url").NullIfBlank(),
            Priority = Word("priority_level", LessonPriority.Medium, faults),
            NotificationEnabled = Flag("notification_enabled", faults) ?? false,
            AlarmEnabled = Flag("alarm_enabled", faults) ?? false,
            AlarmBeforeMinutes = Whole("alarm_before_minutes", faults) ?? 15,
            IsFeatured = Flag("is_featured", faults) ?? false,
            Homework = Take("homework").NullIfBlank(),
            Note = Take("note", "notes").NullIfBlank(),
        };
        var (covered, cancelReason, createdAt) = (List(Take("topics_covered")), Take("cancel_reason", "cancellation_reason").NullIfBlank(), Made());
        Take("updated_at");
        details = details with { Note = WithRest(details.Note) };
        if (studentKey.Length == 0 && enrollmentKey.Length == 0 && names.Student.Length == 0)
        {
            faults.Add(LegacyTexts.Row_NoStudent);
        }
        if (new[] { studentKey, tutorKey, enrollmentKey }.Any(k => k.Length > 40))
        {
            faults.Add(LegacyTexts.Row_Id);
        }
        if (faults.Count == 0)
        {
            var slot = new LessonSlot(date!.Value, start!.Value, end, zone);
            faults.AddRange(new LessonDraft { Slot = slot, Details = details }.Check().Select(e => $"{e.Field}: {e.Message}"));
            if (faults.Count == 0)
            {
                reason = null;
                return new LegacyLesson
                {
                    Line = line, TutorKey = tutorKey, TutorName = names.Tutor, StudentKey = studentKey, StudentName = names.Student, EnrollmentKey = enrollmentKey,
                    Course = Cut(course.Length > 0 ? course : topics.FirstOrDefault() ?? LegacyTexts.Course, Enrollment.MaxCourse), Slot = slot, Details = details,
                    Status = slot.StartsAt > nowUtc && status != LessonStatus.Cancelled ? LessonStatus.Scheduled : status, Student = student, Tutor = tutor, Covered = covered,
                    CancelReason = cancelReason is null ? null : Cut(cancelReason, LessonDetails.MaxText), CreatedAt = createdAt, Reviews = reviews,
                };
            }
        }
        reason = string.Join(' ', faults);
        return null;
    }

    /// <summary>Subject and topic, and a list of topics where there is one.</summary>
    private List<string> Topics() =>
        [.. new[] { Take("subject"), Take("topic") }.Concat(List(Take("topics"))).Where(t => t.Length > 0).Distinct()];

    private (DateOnly? Date, TimeOnly? Start) Date(List<string> faults)
    {
        var text = Take("session_date", "date", "scheduled_at");
        if (!DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            faults.Add(text.Length == 0 ? LegacyTexts.Row_NoDate : LegacyTexts.Row_Date.With(Shown(text)));
            return (null, null);
        }
        return (DateOnly.FromDateTime(at), text.Length > 10 ? TimeOnly.FromDateTime(at) : null);
    }

    private TimeOnly? Time(string[] names, List<string> faults)
    {
        var text = Take(names);
        if (text.Length == 0)
        {
            return null;
        }
        if (TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return new TimeOnly(time.Hour, time.Minute);
        }
        faults.Add(LegacyTexts.Row_Time.With(names[0], Shown(text)));
        return null;
    }

    private TimeOnly End(TimeOnly? start, List<string> faults)
    {
        var (end, minutes) = (Time(["end_time", "ends_at"], faults), Whole("duration", faults) ?? Whole("duration_minutes", faults));
        if (minutes is < 1 or > 1439)
        {
            faults.Add(LegacyTexts.Row_Duration);
        }
        if (end is { } at && start is { } begin && minutes is { } said && (int)(at - begin).TotalMinutes != said)
        {
            // The times count; what the row says besides is kept.
            _read.Remove("duration");
            _read.Remove("duration_minutes");
        }
        return end ?? (start ?? default).AddMinutes(minutes ?? 60);
    }

    private Attendance? Mark(string side, List<string> faults)
    {
        var (word, flag) = (Take($"{side}_attendance_status"), Flag($"{side}_attended", faults));
        if (word.Length > 0 && !Words<Attendance>.TryParse(word.ToLowerInvariant(), out _))
        {
            faults.Add(LegacyTexts.Row_Word.With($"{side}_attendance_status", Shown(word), string.Join(", ", Words<Attendance>.All)));
            return null;
        }
        return word.Length > 0 ? Words<Attendance>.Parse(word.ToLowerInvariant()) : flag is { } was ? was ? Attendance.Present : Attendance.Absent : null;
    }

    private LessonStatus Status(List<string> faults, ref Attendance? student)
    {
        var word = Take("status").ToLowerInvariant().Replace('_', '-');
        switch (word)
        {
            case "":
                return student is null ? LessonStatus.Scheduled : LessonStatus.Completed;
            case "canceled":
                return LessonStatus.Cancelled;
            case "done" or "finished":
                return LessonStatus.Completed;
            case "no-show" or "missed":
                student ??= Attendance.Absent;
                return LessonStatus.Completed;
            default:
                if (Words<LessonStatus>.TryParse(word, out var status))
                {
                    return status;
                }
                faults.Add(LegacyTexts.Row_Word.With("status", Shown(word), string.Join(", ", Words<LessonStatus>.All)));
                return default;
        }
    }

    private LessonMode Mode(List<string> faults)
    {
        var word = Take("session_mode", "mode").ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
        if (word is "" or "virtual" or "remote" || Words<LessonMode>.TryParse(word, out _))
        {
            return word is "" or "virtual" or "remote" ? LessonMode.Online : Words<LessonMode>.Parse(word);
        }
        if (word is "offline" or "onsite" or "on-site" or "inperson")
        {
            return LessonMode.InPerson;
        }
        faults.Add(LegacyTexts.Row_Word.With("mode", Shown(word), string.Join(", ", Words<LessonMode>.All)));
        return default;
    }

    /// <summary>A feedback without a rating has no place among the reviews; it stays to be kept in the note.</summary>
    private List<LegacyReview> Reviews(List<string> faults)
    {
        var reviews = new List<LegacyReview>();
        foreach (var (side, name) in new[] { (LessonSide.Student, "student"), (LessonSide.Tutor, "tutor"), (LessonSide.Guardian, "parent") })
        {
            var rating = Take($"{name}_rating");
            if (rating.Length == 0)
            {
                continue;
            }
            var text = Take($"{name}_feedback", $"{name}_review");
            if (!decimal.TryParse(rating, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var stars) || stars is < 1 or > 5 || text.Length > LessonReview.MaxText)
            {
                faults.Add(LegacyTexts.Row_Rating.With($"{name}_rating", Shown(rating)));
                continue;
            }
            reviews.Add(new LegacyReview(side, (int)Math.Round(stars, MidpointRounding.AwayFromZero), text));
        }
        return reviews;
    }

    private string? WithRest(string? note)
    {
        var rest = fields.Where(f => !_read.Contains(f.Key) && f.Value.Length > 0 && !IsDefault(f)).ToList();
        Kept = [.. rest.Select(f => f.Key)];
        return rest.Count == 0 ? note : string.Join('\n', rest.Select(f => $"{f.Key}: {f.Value}").Prepend(note).OfType<string>());
    }

    // Lessons come in one by one; that a field says nothing is not worth a line.
    private static bool IsDefault(KeyValuePair<string, string> field) => (field.Key, field.Value.ToLowerInvariant()) is
        ("is_recurring", "false" or "0" or "f") or ("session_frequency", "one-time") or ("recurring_pattern", "null" or "{}");

    private T Word<T>(string name, T otherwise, List<string> faults) where T : struct, Enum
    {
        var word = Take(name).ToLowerInvariant();
        if (word.Length == 0 || Words<T>.TryParse(word, out _))
        {
            return word.Length == 0 ? otherwise : Words<T>.Parse(word);
        }
        faults.Add(LegacyTexts.Row_Word.With(name, Shown(word), string.Join(", ", Words<T>.All)));
        return otherwise;
    }

    private bool? Flag(string name, List<string> faults)
    {
        var text = Take(name).ToLowerInvariant();
        if (text.Length == 0 || text == "null")
        {
            return null;
        }
        if (text is "true" or "t" or "1" or "yes" or "y" or "false" or "f" or "0" or "no" or "n")
        {
            return text[0] is 't' or '1' or 'y';
        }
        faults.Add(LegacyTexts.Row_Word.With(name, Shown(text), "true, false"));
        return null;
    }

    private int? Whole(string name, List<string> faults)
    {
        var text = Take(name);
        if (text.Length == 0)
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }
        faults.Add(LegacyTexts.Row_Whole.With(name, Shown(text)));
        return null;
    }

    /// <summary>When it was made; what is no instant stays to be kept in the note.</summary>
    private DateTime? Made()
    {
        var at = Instant(Take("created_at"));
        if (at is null)
        {
            _read.Remove("created_at");
        }
        return at;
    }

    private static DateTime? Instant(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year is > 1980 and < 2200 ? at : null;

    private static IReadOnlyList<string> List(string text) =>
        [.. text.Trim('[', ']', '{', '}').Split([',', ';', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => t.Trim('"')).Where(t => t.Length > 0)];

    /// <summary>The first of the columns that says something; all of them count as read.</summary>
    private string Take(params ReadOnlySpan<string> names)
    {
        var found = "";
        foreach (var name in names)
        {
            if (found.Length == 0 && fields.TryGetValue(name, out var value))
            {
                found = value.Trim();
                _read.Add(name);
            }
            else if (fields.TryGetValue(name, out var other) && (other.Trim().Length == 0 || other.Trim() == found))
            {
                _read.Add(name);
            }
        }
        return found is "null" or "NULL" or "\\N" ? "" : found;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    private static string Shown(string value) => Cut(value, 40);
}

using System.Globalization;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>What became of a planned topic.</summary>
public enum TopicState
{
    /// <summary>It goes to the next lesson.</summary>
    NextTime,
    Covered,
    Partly,
}

/// <summary>The closing form as it is typed.</summary>
public sealed class ClosingDraft
{
    private ClosingDraft(IReadOnlyList<MarkDraft> students, MarkDraft tutor) => (Students, Tutor) = (students, tutor);

    public IReadOnlyList<MarkDraft> Students { get; }

    public MarkDraft Tutor { get; }

    /// <summary>The planned topics, each with what became of it.</summary>
    public Dictionary<string, TopicState> Topics { get; } = [];

    /// <summary>What was covered beside the plan, one topic a line.</summary>
    public string More { get; set; } = "";

    public string? Homework { get; set; }

    public string? Note { get; set; }

    /// <summary>The form of a lesson: what is stored, and where nothing is, the tutor present and all topics open.</summary>
    public static ClosingDraft Of(LessonSheet sheet)
    {
        var draft = new ClosingDraft(
            [.. sheet.Students.Select(s => new MarkDraft(s.LessonId, s.Name) { Version = s.Version, Mark = s.Mark, Late = Text(s.LateMinutes) })],
            new MarkDraft(sheet.Id, ClosingTexts.Form_You) { Mark = sheet.Tutor ?? Attendance.Present, Late = Text(sheet.TutorLateMinutes) })
        {
            Homework = sheet.Homework,
            Note = sheet.Note,
            More = string.Join('\n', sheet.Covered.Except(sheet.Topics)),
        };
        foreach (var topic in sheet.Topics)
        {
            draft.Topics[topic] = sheet.Covered.Contains(topic) ? TopicState.Covered : sheet.Partly.Contains(topic) ? TopicState.Partly : TopicState.NextTime;
        }
        return draft;
    }

    public void AllPresent()
    {
        foreach (var student in Students)
        {
            (student.Mark, student.Late) = (Attendance.Present, "");
        }
    }

    public void AllCovered()
    {
        foreach (var topic in Topics.Keys)
        {
            Topics[topic] = TopicState.Covered;
        }
    }

    /// <summary>What is to be stored, or the minutes that cannot be read.</summary>
    public Outcome<LessonClosing> ToClosing() => Students.Append(Tutor).Any(s => s.Minutes is null && s.Late.Trim().Length > 0 && s.Mark == Attendance.Late)
        ? Refusal.Invalid(new FieldError("student_late_minutes", ClosingTexts.Refused_LateMinutes.With(Lesson.MaxLateMinutes)))
        : new LessonClosing
        {
            Students = [.. Students.Select(s => new StudentMark(s.LessonId, s.Version, s.ToMark()))],
            Tutor = Tutor.ToMark(),
            Covered = [.. In(TopicState.Covered).Concat(More.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()],
            Partly = [.. In(TopicState.Partly)],
            Homework = Homework,
            Note = Note,
        };

    private IEnumerable<string> In(TopicState state) => Topics.Where(t => t.Value == state).Select(t => t.Key);

    private static string Text(int? minutes) => minutes?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Whether someone was there, as it is typed.</summary>
public sealed class MarkDraft(int lessonId, string name)
{
    public int LessonId { get; } = lessonId;

    public string Name { get; } = name;

    public int? Version { get; set; }

    public Attendance? Mark { get; set; }

    /// <summary>Minutes late; empty when nobody looked.</summary>
    public string Late { get; set; } = "";

    public int? Minutes => int.TryParse(Late.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    /// <summary>Minutes that are typed say that it was late.</summary>
    public void SetLate(string? minutes)
    {
        Late = minutes ?? "";
        if (Late.Trim().Length > 0)
        {
            Mark = Attendance.Late;
        }
    }

    internal AttendanceMark ToMark() => new(Mark, Mark == Attendance.Late ? Minutes : null);
}

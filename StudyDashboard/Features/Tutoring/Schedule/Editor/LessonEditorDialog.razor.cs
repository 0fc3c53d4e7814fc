using System.Globalization;
using Microsoft.AspNetCore.Components;
using Radzen;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Editor;

/// <summary>The full editor of a lesson. The scope and clashes are asked about only when it is stored.</summary>
public sealed partial class LessonEditorDialog
{
    /// <summary>From so many students on there is a box to find one.</summary>
    private const int FilterFrom = 8;

    private LessonInput _input = new();
    private IReadOnlyList<EnrolledStudent>? _students;
    private IReadOnlyList<ClosedPeriod> _closed = [];
    private IReadOnlyList<string> _elsewhere = [];
    private RecurrenceSeries? _preview;
    private Refusal? _refusal;
    private string? _find;
    private string? _until;
    private bool _busy;

    [Inject]
    public required EnrollmentService Enrollments { get; init; }

    [Inject]
    public required ClosureService Closures { get; init; }

    [Inject]
    public required LessonActions Actions { get; init; }

    [Inject]
    public required DialogService Dialogs { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    /// <summary>The lesson to change; null for a new one.</summary>
    [Parameter]
    public LessonBlock? Block { get; set; }

    /// <summary>When a new lesson would start, in the tutor's wall time.</summary>
    [Parameter]
    public DateTime Start { get; set; }

    /// <summary>How long it would be.</summary>
    [Parameter]
    public int Minutes { get; set; }

    private string DraftKey => Block is null ? $"lesson-new-{Start:yyyyMMddHHmm}-{Minutes}" : $"lesson-{Block.Lesson.Id}-{Block.Lesson.Version}";

    private DateOnly Today => ScheduleReader.WallOf(Profile).DayOf(Clock.NowUtc());

    private IEnumerable<string> Zones => TimeZones.All.Contains(_input.TimeZone) ? TimeZones.All : TimeZones.All.Prepend(_input.TimeZone);

    protected override async Task OnInitializedAsync()
    {
        // Before anything is waited for: a draft may be filled in as soon as the form is drawn.
        _input = Block is null ? LessonInput.New(Start, Minutes, Profile.TimeZone) : LessonInput.Of(Block);
        Look();
        _closed = await Closures.OfAsync(Profile.Id, CancellationToken.None);
        _students = await Enrollments.OfTutorAsync(Profile.Id, CancellationToken.None);
        if (Block is null && _students.Count == 1)
        {
            _input.Enrollments.Add(_students[0].EnrollmentId);
        }
        Look();
    }

    private void Pick(int enrollmentId, bool picked)
    {
        _ = picked ? _input.Enrollments.Add(enrollmentId) : _input.Enrollments.Remove(enrollmentId);
        Look();
    }

    private bool IsFound(EnrolledStudent student) => string.IsNullOrWhiteSpace(_find)
        || student.Name.Contains(_find.Trim(), StringComparison.CurrentCultureIgnoreCase) || student.Course.Contains(_find.Trim(), StringComparison.CurrentCultureIgnoreCase);

    private string? ErrorOf(string field) => _refusal?.Fields.FirstOrDefault(f => f.Field == field)?.Message;

    /// <summary>Works out what the fields mean: the end, the students' own times, the next dates.</summary>
    private void Look()
    {
        (_preview, _until, _elsewhere) = (null, null, []);
        if (_input.ReadSlot(Today) is not { Refusal: null, Value: var slot } || !TimeZoneInfo.TryFindSystemTimeZoneById(slot.TimeZone, out var zone))
        {
            return;
        }
        _until = ScheduleTexts.Editor_Until.With(Profile.TimeOf(slot.End));
        _elsewhere = [.. (_students ?? []).Where(s => _input.Enrollments.Contains(s.EnrollmentId)).Select(s => s.TimeZone).Append(Profile.TimeZone).Distinct()
            .Select(z => (Zone: z, Local: StudyCalendar.For(z, 0).LocalOf(slot.StartsAt))).Where(z => z.Local != slot.LocalStart)
            .Select(z => ScheduleTexts.Editor_Elsewhere.With(z.Local.ToString(ScheduleTexts.Format_WeekdayDate, CultureInfo.CurrentCulture), Profile.TimeOf(TimeOnly.FromDateTime(z.Local)), z.Zone))];
        if (_input.Repeat.Read(Today, zone) is { Refusal: null, Value: { } repeat })
        {
            _preview = Block?.Recurrence is { } stored && repeat.Equals(Series.Repetition.Of(stored)) && slot == Block.Lesson.Slot ? stored : repeat.From(slot.LocalStart, zone);
        }
    }

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }
        var draft = _input.ToDraft(Today, Block);
        _refusal = draft.Refusal;
        if (draft.Refusal is not null)
        {
            return;
        }
        _busy = true;
        var saving = Block is null
            ? await Actions.CreateAsync(Profile, draft.Value)
            : await Actions.EditAsync(Profile, Block, draft.Value, ScheduleTexts.Done_Saved);
        (_busy, _refusal) = (false, saving.Refusal);
        if (saving.IsDone)
        {
            await LeaveAsync();
        }
    }

    private async Task LeaveAsync()
    {
        await Drafts.ClearAsync(DraftKey);
        Dialogs.Close();
    }
}

using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Enrollments;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring;

/// <summary>A tutor's students with this week's totals, and nothing more of what they do.</summary>
public sealed partial class StudentsPage
{
    private readonly Dictionary<int, int> _weeks = [];
    private IReadOnlyList<EnrolledStudent>? _students;
    private string? _name;
    private string? _course;
    private IReadOnlyDictionary<int, EnrollmentAttendance> _attendance = new Dictionary<int, EnrollmentAttendance>();
    private IReadOnlyDictionary<int, AttendanceAlert> _alerts = new Dictionary<int, AttendanceAlert>();
    private (string Text, string Value)? _secret;
    private (EnrolledStudent Student, int Lessons)? _leaving;
    private Refusal? _refusal;

    [Inject]
    public required EnrollmentService Enrollments { get; init; }

    [Inject]
    public required AttendanceService Attendances { get; init; }

    [Inject]
    public required EnrollmentRemoval Removal { get; init; }

    [Inject]
    public required LessonService Lessons { get; init; }

    [Inject]
    public required StudentAccess Access { get; init; }

    [Inject]
    public required DayTotals Totals { get; init; }

    [Inject]
    public required GuardianService Guardians { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    protected override Task OnInitializedAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        var students = await Enrollments.OfTutorAsync(Profile.Id, CancellationToken.None);
        _weeks.Clear();
        foreach (var student in students.DistinctBy(s => s.StudentId))
        {
            if (await Access.MayAsync(Profile.Id, student.StudentId, StudentView.Totals, CancellationToken.None))
            {
                var today = student.Calendar.DayOf(Clock.NowUtc());
                var days = await Totals.DaysAsync(student.StudentId, Profile.WeekOf(today), today, CancellationToken.None);
                _weeks[student.StudentId] = days.Sum(d => d.NetSeconds);
            }
        }
        var attendance = await Attendances.OfTutorAsync(Profile.Id, CancellationToken.None);
        _attendance = attendance.ToDictionary(a => a.EnrollmentId);
        _alerts = AttendanceService.Alerts(attendance, await Attendances.TermsAsync(Profile.Id, CancellationToken.None)).ToDictionary(a => a.Enrollment.EnrollmentId);
        _students = students;
    }

    private async Task AddAsync()
    {
        _secret = null;
        _refusal = (await Enrollments.AddStudentAsync(Profile, _name, _course, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            (_name, _course) = (null, null);
            await ReloadAsync();
        }
    }

    private async Task InviteAsync(EnrolledStudent student)
    {
        var made = await Enrollments.InviteAsync(Profile.Id, student.EnrollmentId, CancellationToken.None);
        Show(made.Refusal, PeopleTexts.Students_Link.With(student.Name), () => Navigation.ToAbsoluteUri(PageAddresses.Invitation(made.Value)).ToString());
    }

    private async Task GuardianAsync(EnrolledStudent student)
    {
        var made = await Guardians.GiveCodeAsync(Profile.Id, student.StudentId, CancellationToken.None);
        Show(made.Refusal, PeopleTexts.Students_Code.With(student.Name), () => made.Value.Code);
    }

    private async Task EndAsync(EnrolledStudent student)
    {
        _secret = null;
        _refusal = await Enrollments.EndAsync(Profile, student.EnrollmentId, CancellationToken.None);
        if (_refusal is null)
        {
            Undo.Offer(PeopleTexts.Students_Ended.With(student.Name, student.Course), async token =>
            {
                var refusal = await Enrollments.ReopenAsync(Profile.Id, student.EnrollmentId, token);
                await InvokeAsync(async () =>
                {
                    await ReloadAsync();
                    StateHasChanged();
                });
                return refusal;
            });
        }
        await ReloadAsync();
    }

    /// <summary>Says how many lessons go along before anything does.</summary>
    private async Task AskAsync(EnrolledStudent student)
    {
        _secret = null;
        _leaving = await Removal.LessonsOfAsync(Profile.Id, student.EnrollmentId, CancellationToken.None) is { } lessons ? (student, lessons) : null;
    }

    private async Task DeleteAsync(EnrolledStudent student)
    {
        _leaving = null;
        var deleted = await Removal.DeleteAsync(Profile.Id, student.EnrollmentId, CancellationToken.None);
        _refusal = deleted.Refusal;
        if (_refusal is null && deleted.Value.ChangeId is { } change)
        {
            Undo.Offer(Plural.Of(ClosingTexts.ResourceManager, "Enrollment_Deleted", deleted.Value.Value), async token =>
            {
                var refusal = await Lessons.UndoAsync(Profile.Id, change, token);
                await InvokeAsync(async () =>
                {
                    await ReloadAsync();
                    StateHasChanged();
                });
                return refusal;
            });
        }
        await ReloadAsync();
    }

    private void Show(Refusal? refusal, string text, Func<string> value) =>
        (_refusal, _secret) = (refusal, refusal is null ? (text, value()) : null);
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Requests;

/// <summary>Asking for lessons, and answering.</summary>
public sealed partial class RequestsPage : IDisposable
{
    private IReadOnlyList<RequestRow>? _rows;
    private IReadOnlyList<OfferedCourse> _courses = [];
    private IReadOnlyList<DateTime> _free = [];
    private int _courseId;
    private DateOnly _day;
    private DateTime? _start;
    private string? _message;
    private Refusal? _refusal;
    private IDisposable? _subscription;

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Inject]
    public required SlotRequestService Requests { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _courses = await Requests.CoursesAsync(Profile.Id, CancellationToken.None);
        if (_courses.Count > 0)
        {
            await ChooseAsync(_courses[0].EnrollmentId);
        }
        _rows = await Requests.ListAsync(Profile.Id, CancellationToken.None);
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Lessons)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
        }
    }

    private async Task ChooseAsync(int enrollmentId)
    {
        _courseId = enrollmentId;
        _free = await Requests.FreeAsync(Profile.Id, enrollmentId, CancellationToken.None);
        if (_start is not { } start || !_free.Contains(start))
        {
            _start = null;
        }
        if (_free.Count > 0 && !_free.Any(f => DayOf(f) == _day))
        {
            _day = DayOf(_free[0]);
        }
    }

    private async Task ReloadAsync()
    {
        _rows = await Requests.ListAsync(Profile.Id, CancellationToken.None);
        if (_courseId != 0)
        {
            await ChooseAsync(_courseId);
        }
        StateHasChanged();
    }

    private async Task AskAsync()
    {
        if (_start is not { } start)
        {
            _refusal = Refusal.Invalid(new FieldError("start", RequestTexts.Refused_NoStart));
            return;
        }
        _refusal = (await Requests.AskAsync(Profile.Id, _courseId, start, _message, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            (_start, _message) = (null, null);
            await Drafts.ClearAsync("slot-request");
        }
        await ReloadAsync();
    }

    private async Task AnswerAsync(Func<SlotRequestService, Task<Refusal?>> answer)
    {
        _refusal = await answer(Requests);
        await ReloadAsync();
    }

    private void ChooseDay(string day) => (_day, _start) = (DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture), null);

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Profile.Calendar.LocalOf(utc));

    private string When(DateTime utc, int minutes) =>
        RequestTexts.When.With(Profile.Calendar.LocalOf(utc).ToString(RequestTexts.DayFormat, CultureInfo.CurrentCulture), Profile.TimeOf(utc), Profile.TimeOf(utc.AddMinutes(minutes)), Profile.TimeZone);

    private static string Status(RequestStatus status) => RequestTexts.ResourceManager.GetString($"Status_{status}", CultureInfo.CurrentUICulture)!;
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>
/// One lesson: its tutor says here how it went; student and guardian read that, apologize beforehand and review. What is typed stays when
/// the lesson changes elsewhere.
/// </summary>
public sealed partial class LessonPage : IDisposable
{
    private LiveReload? _live;
    private bool _isRead;
    private bool _isChangedElsewhere;
    private int _formOf;
    private ClosingDraft? _draft;
    private Refusal? _refusal;

    [Inject]
    public required LessonSheets Sheets { get; init; }

    [Inject]
    public required ClosingService Closing { get; init; }

    [Inject]
    public required LessonService Lessons { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter]
    public int Id { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public LessonSheet? Sheet { get; set; }

    public void Dispose() => _live?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _live = new LiveReload(Feed, Clock, () => InvokeAsync(FollowAsync)).Hear(Profile.Id, topic => topic == FeedTopic.Lessons);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Sheet?.Id != Id)
        {
            await ReadAsync();
        }
        else if (!_isRead)
        {
            Show(Sheet);
        }
    }

    private async Task ReadAsync() => Show(await Sheets.FindAsync(Profile.Id, Id, CancellationToken.None));

    /// <summary>Shows a lesson with a form of what is stored.</summary>
    private void Show(LessonSheet? sheet)
    {
        (Sheet, _isRead, _isChangedElsewhere) = (sheet, true, false);
        _draft = sheet is null ? null : ClosingDraft.Of(sheet);
        _formOf++;
    }

    /// <summary>Looks again after a change; the form stays, and where its record was changed under it, it says so.</summary>
    private async Task FollowAsync()
    {
        var now = await Sheets.FindAsync(Profile.Id, Id, CancellationToken.None);
        if (Sheet is not { } shown || now is null || !now.MayClose || !shown.MayClose)
        {
            Show(now);
        }
        else if (shown.HasSameRecord(now))
        {
            Sheet = now;
            foreach (var student in _draft!.Students)
            {
                student.Version = now.Students.FirstOrDefault(s => s.LessonId == student.LessonId)?.Version;
            }
        }
        else
        {
            _isChangedElsewhere = true;
        }
        StateHasChanged();
    }

    private async Task LoadAnewAsync()
    {
        _refusal = null;
        await ReadAsync();
    }

    private async Task SaveAsync()
    {
        var closing = _draft!.ToClosing();
        if ((_refusal = closing.Refusal) is null)
        {
            await DoneAsync(Sheet!.Status == LessonStatus.Completed ? ClosingTexts.Done_Saved : ClosingTexts.Done_Closed,
                await Closing.CloseAsync(Profile.Id, Id, closing.Value, CancellationToken.None));
        }
    }

    private async Task ReopenAsync() => await DoneAsync(ClosingTexts.Done_Reopened, await Closing.ReopenAsync(Profile.Id, Id, null, CancellationToken.None));

    private async Task ExcuseAsync(SheetStudent student) =>
        await DoneAsync(ClosingTexts.Done_Excused.With(student.Name), await Closing.ExcuseAsync(Profile.Id, student.LessonId, CancellationToken.None));

    private async Task DoneAsync(string text, Outcome<LessonRecording<Lesson>> done)
    {
        if ((_refusal = done.Refusal) is not null)
        {
            return;
        }
        if (done.Value.ChangeId is { } change)
        {
            Undo.Offer(text, async token =>
            {
                var refusal = await Lessons.UndoAsync(Profile.Id, change, token);
                await InvokeAsync(async () =>
                {
                    await ReadAsync();
                    StateHasChanged();
                });
                return refusal;
            });
        }
        await ReadAsync();
    }

    private static string Title(LessonSheet sheet) =>
        ClosingTexts.Page_With.With(sheet.Course, sheet.Side == LessonSide.Student ? sheet.TutorName : sheet.StudentNames);

    private string When(LessonSheet sheet)
    {
        var culture = CultureInfo.GetCultureInfo(Profile.Language);
        var text = $"{Profile.Calendar.LocalOf(sheet.StartsAt).ToString("dddd d MMMM yyyy", culture)}, {Profile.TimeOf(sheet.StartsAt)}–{Profile.TimeOf(sheet.EndsAt)}";
        return sheet.TimeZone == Profile.TimeZone ? text : ClosingTexts.Page_TimeZone.With(text, Profile.TimeZone);
    }
}

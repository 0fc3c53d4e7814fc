using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Page;

public sealed partial class AssignmentsPart
{
    private Refusal? _refusal;
    private AssignmentRow? _starting;
    private AssignmentRow? _edited;
    private bool _isForm;
    private IReadOnlyList<AssignmentLink> _offered = [];
    private string? _title;
    private string? _text;
    private DateOnly? _due;
    private string? _link;

    [Inject]
    public required AssignmentService Service { get; init; }

    [Inject]
    public required AssignmentLinks Links { get; init; }

    [Inject]
    public required TimerService Timers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter, EditorRequired]
    public required ClassRow Class { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<AssignmentRow> Assignments { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    private string DraftKey => string.Create(CultureInfo.InvariantCulture, $"assignment-{Class.Id}-{_edited?.Id}-{_edited?.Version}");

    private static string KeyOf(AssignmentLink link) => $"{Words<AssignmentLinkKind>.Of(link.Kind)}:{link.Key}";

    private static string Line(AssignmentRow row) => string.Join(" · ", new[]
    {
        ClassLabels.Due(row.DueOn),
        row.IsTaught && row.Progress.Count > 0 ? AssignmentTexts.CompletedOf.With(row.Completed, row.Progress.Count) : null,
        row.IsTaught && row.Rate is { } rate ? AssignmentTexts.Rate.With(ClassLabels.Percent(rate)) : null,
        row.NetSeconds > 0 ? AssignmentTexts.TimeFor.With(Durations.Format(row.NetSeconds)) : null,
        row.Mine?.CompletedOn is { } day ? AssignmentTexts.CompletedOn.With(ClassLabels.Day(day)) : null,
    }.OfType<string>());

    private async Task OpenAsync(AssignmentRow? row)
    {
        (_refusal, _edited) = (null, row);
        (_title, _text, _due, _link) = (row?.Title, row?.Text, row?.DueOn, row?.Link is { } link ? KeyOf(link) : "");
        _offered = await Links.OfferedAsync(Profile.Id, Class.Role == ClassRole.Owner, CancellationToken.None);
        _isForm = true;
    }

    private async Task CloseAsync()
    {
        await Drafts.ClearAsync(DraftKey);
        (_isForm, _edited, _refusal) = (false, null, null);
    }

    private async Task SaveAsync()
    {
        var parts = (_link ?? "").Split(':', 2);
        var draft = new AssignmentDraft
        {
            Title = _title, Text = _text, DueOn = _due,
            LinkKind = parts is [var word, _] && Words<AssignmentLinkKind>.TryParse(word, out var kind) ? kind : null,
            LinkKey = parts is [_, var key] ? key : null,
        };
        var saved = _edited is { } edited
            ? await Service.EditAsync(Profile.Id, Class.Id, edited.Id, draft, edited.Version, CancellationToken.None)
            : await Service.GiveAsync(Profile.Id, Class.Id, draft, CancellationToken.None);
        _refusal = saved.Refusal;
        if (_refusal is null)
        {
            await CloseAsync();
            await OnChanged.InvokeAsync();
        }
    }

    private async Task MarkAsync(AssignmentRow row, MemberProgress student)
    {
        var marked = student.Standing.IsDone()
            ? await Service.ReopenAsync(Profile.Id, Class.Id, row.Id, student.StudentId, CancellationToken.None)
            : await Service.CompleteAsync(Profile.Id, Class.Id, row.Id, student.StudentId, CancellationToken.None);
        _refusal = marked.Refusal;
        await OnChanged.InvokeAsync();
    }

    private async Task StartAsync(AssignmentRow row, bool isSwitch)
    {
        _starting = row;
        _refusal = (await Timers.StartAsync(Profile.Id, new StartTimer
        {
            About = new SessionAbout { Kind = SessionKind.Practice, Subject = Class.Subject, ClassId = Class.Id, AssignmentId = row.Id },
            Switch = isSwitch,
        }, CancellationToken.None)).Refusal;
    }

    private async Task DeleteAsync(AssignmentRow row)
    {
        _refusal = (await Service.DeleteAsync(Profile.Id, Class.Id, row.Id, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            Undo.Offer(AssignmentTexts.Deleted.With(row.Title), async token => (await Service.RestoreAsync(Profile.Id, Class.Id, row.Id, token)).Refusal);
        }
        await OnChanged.InvokeAsync();
    }
}

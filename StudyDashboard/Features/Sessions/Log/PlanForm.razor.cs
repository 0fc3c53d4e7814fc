using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>The form of a planned session.</summary>
public sealed partial class PlanForm
{
    private SessionKind _kind = SessionKind.Theory;
    private string? _subject;
    private string? _domain;
    private string? _day;
    private string? _time;
    private string? _length = "25";
    private string? _note;
    private Refusal? _refusal;

    [Inject]
    public required SessionPlanner Planner { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>The planned session to change; null for a new one.</summary>
    [Parameter]
    public StudySession? Session { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<(string Text, int? ChangeId)> OnSaved { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private string DraftKey => Session is null ? "plan" : $"plan-{Session.Id}-{Session.Version}";

    private DateOnly Today => Profile.Calendar.DayOf(Clock.NowUtc());

    protected override void OnInitialized()
    {
        _day = DateParser.Write(Today);
        if (Session is not null)
        {
            (_kind, _subject, _domain, _day, _note) = (Session.Kind, Session.Subject, Session.DomainCode, DateParser.Write(Session.PlannedDay!.Value), Session.Note);
            _time = Session.PlannedTime?.ToString("HH:mm", CultureInfo.InvariantCulture);
            _length = Session.PlannedMinutes?.ToString(CultureInfo.InvariantCulture);
        }
    }

    private async Task SaveAsync()
    {
        var plan = Read();
        if (plan.Refusal is { } unreadable)
        {
            _refusal = unreadable;
            return;
        }
        var saved = Session is null
            ? await Planner.PlanAsync(Profile.Id, plan.Value, CancellationToken.None)
            : await Planner.ReplanAsync(Profile.Id, Session.Id, plan.Value, CancellationToken.None);
        _refusal = saved.Refusal;
        if (saved.Refusal is null)
        {
            await Drafts.ClearAsync(DraftKey);
            await OnSaved.InvokeAsync((LogTexts.Done_Planned, saved.Value.ChangeId));
        }
    }

    private Outcome<PlannedSession> Read()
    {
        var day = DateParser.Parse(_day, Today, "planned_day");
        if (day.Refusal is { } noDay)
        {
            return noDay;
        }
        TimeOnly? time = null;
        if (!string.IsNullOrWhiteSpace(_time))
        {
            var typed = TimeOfDayParser.Parse(_time, "planned_time");
            if (typed.Refusal is { } refusal)
            {
                return refusal;
            }
            time = typed.Value;
        }
        int? minutes = null;
        if (!string.IsNullOrWhiteSpace(_length))
        {
            var length = DurationParser.Parse(_length, field: "planned_minutes");
            if (length.Refusal is { } refusal)
            {
                return refusal;
            }
            minutes = length.Value / 60;
        }
        return new PlannedSession(AboutOf(), day.Value, time, minutes, _note ?? "");
    }

    /// <summary>What the form does not show stays; another domain is looked for in the active plan.</summary>
    private SessionAbout AboutOf()
    {
        var before = Session?.About ?? new SessionAbout { Kind = _kind };
        return before with { Kind = _kind, Subject = _subject, DomainCode = _domain, PlanId = _domain == before.DomainCode ? before.PlanId : null };
    }

    private async Task CancelAsync()
    {
        await Drafts.ClearAsync(DraftKey);
        await OnCancel.InvokeAsync();
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? CancelAsync() : Task.CompletedTask;
}

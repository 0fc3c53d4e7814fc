using System.Globalization;
using Microsoft.AspNetCore.Components;
using Radzen;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer.Finish;

/// <summary>The sheet after a timer has been stopped. Closes with the id of the change that stored the answers, or with nothing.</summary>
public sealed partial class FinishDialog
{
    private Refusal? _refusal;
    private string _answered = "";
    private string _correct = "";
    private string _note = "";
    private int? _rating;

    [Inject]
    public required DialogService Dialogs { get; init; }

    [Inject]
    public required TimerService Timers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    /// <summary>The session that has just ended.</summary>
    [Parameter, EditorRequired]
    public required StudySession Session { get; set; }

    /// <summary>The change that ended it.</summary>
    [Parameter, EditorRequired]
    public required int ChangeId { get; set; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    private string DraftKey => $"finish-{Session.Id}";

    protected override void OnInitialized()
    {
        _note = Session.Note;
        // What was counted as solved or tested while it ran is most likely what is asked here.
        var counted = Session.Activities.Where(a => a.Type is ActivityType.Solve or ActivityType.Test && a.Correct is not null).ToList();
        if (counted.Count > 0)
        {
            _answered = Text(counted.Sum(a => a.Count ?? 0));
            _correct = Text(counted.Sum(a => a.Correct ?? 0));
        }
    }

    private async Task SaveAsync()
    {
        var errors = new List<FieldError>();
        var answered = Number(_answered, "questions_answered", errors);
        var correct = Number(_correct, "correct_answers", errors);
        if (errors.ToRefusal() is { } unreadable)
        {
            _refusal = unreadable;
            return;
        }
        var stored = await Timers.RateAsync(
            Profile.Id, Session.Id, ChangeId, new FinishTimer(answered, correct, _rating, _note), CancellationToken.None);
        _refusal = stored.Refusal;
        if (stored.Refusal is null)
        {
            await Drafts.ClearAsync(DraftKey);
            Dialogs.Close(stored.Value.ChangeId);
        }
    }

    private static int? Number(string text, string field, List<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        errors.Add(new FieldError(field, TimerTexts.Refused_Number));
        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

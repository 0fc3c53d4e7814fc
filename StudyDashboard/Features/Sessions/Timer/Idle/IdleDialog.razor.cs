using Microsoft.AspNetCore.Components;
using Radzen;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer.Idle;

/// <summary>Asks what happened while nobody was there. Closes with an <see cref="IdleReply"/>, or with nothing.</summary>
public sealed partial class IdleDialog
{
    private bool _isSplitting;
    private TimeOnly _until;
    private Refusal? _refusal;

    [Inject]
    public required DialogService Dialogs { get; init; }

    [Parameter, EditorRequired]
    public required IdleQuestion Question { get; set; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    private int Minutes => (int)(Question.To - Question.From).TotalMinutes;

    protected override void OnInitialized()
    {
        var middle = Profile.Calendar.LocalOf(Question.From.AddMinutes(Minutes / 2));
        _until = new TimeOnly(middle.Hour, middle.Minute);
    }

    private void Reply(IdleAnswer answer, DateTime from) => Dialogs.Close(new IdleReply(answer, from));

    private void Split(IdleAnswer answer)
    {
        // A minute without a date: the first one of that name that is not before the question's minute.
        var calendar = Profile.Calendar;
        var local = calendar.LocalOf(Question.From);
        var typed = local.Date.Add(_until.ToTimeSpan());
        var until = calendar.InstantOf(typed < local.AddMinutes(-1) ? typed.AddDays(1) : typed);
        if (until < Question.From.AddMinutes(-1) || until > Question.To)
        {
            _refusal = Refusal.Invalid(new FieldError(
                "idle_until", TimerTexts.Refused_SplitOutside.With(Profile.TimeOf(Question.From), Profile.TimeOf(Question.To))));
            return;
        }
        Reply(answer, Infrastructure.Time.Clock.Later(until, Question.From));
    }
}

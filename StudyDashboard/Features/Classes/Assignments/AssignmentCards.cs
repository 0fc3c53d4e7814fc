using System.Globalization;
using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>What is due this week, and what is late: begin it, or open its class.</summary>
internal sealed class AssignmentCards(AssignmentReader reader, TimerService timers, TimeProvider clock) : ITodayCards
{
    /// <summary>Lines on the card; the rest is on the classes' pages.</summary>
    private const int MostLines = 3;

    private const int DaysAhead = 7;

    public string Source => "assignments";

    public int Order => 35;

    public async Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken)
    {
        var due = await reader.DueAsync(request.Person.Id, request.Today.AddDays(DaysAhead), cancellationToken);
        if (due.Count == 0)
        {
            return [];
        }
        var late = due.Count(d => d.DueOn < request.Today);
        return
        [
            new TodayCard
            {
                Kicker = AssignmentTexts.Card_Kicker,
                Title = Plural.Of(AssignmentTexts.ResourceManager, "Card_Due", due.Count),
                Detail = late == 0 ? null : Plural.Of(AssignmentTexts.ResourceManager, "Card_Late", late),
                Lines = [.. due.Take(MostLines).Select(d => new TodayCardLine(LineOf(d, request.Today), Actions(d)))],
                Actions = due.Count > MostLines ? [new TodayAction(AssignmentTexts.Card_More.With(due.Count - MostLines), PageAddresses.Classes)] : [],
            },
        ];
    }

    public async Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken)
    {
        var due = await reader.DueAsync(person.Id, person.Calendar.DayOf(clock.NowUtc()).AddDays(DaysAhead), cancellationToken);
        if (due.FirstOrDefault(d => d.Id == action.Id) is not { } asked)
        {
            return Refusal.NotFound(AssignmentTexts.Refused_NotThere);
        }
        var started = await timers.StartAsync(person.Id, new StartTimer
        {
            About = new SessionAbout { Kind = SessionKind.Practice, Subject = asked.Subject, ClassId = asked.ClassId, AssignmentId = asked.Id },
            Switch = action.Switch,
        }, cancellationToken);
        return started.Refusal is { } refusal ? refusal : new TodayDone();
    }

    private static IReadOnlyList<TodayAction> Actions(DueAssignment due) =>
    [
        new(AssignmentTexts.Start, Command: "start", Id: due.Id) { FullLabel = AssignmentTexts.Start_Of.With(due.Title) },
        new(AssignmentTexts.Open, PageAddresses.Class(due.ClassId)) { FullLabel = AssignmentTexts.Open_Of.With(due.Title) },
    ];

    private static string LineOf(DueAssignment due, DateOnly today) => string.Join(" · ", due.Title, due.ClassName, (due.DueOn.DayNumber - today.DayNumber) switch
    {
        < 0 => AssignmentTexts.Due_Was.With(due.DueOn.ToString(AssignmentTexts.DayFormat, CultureInfo.CurrentCulture)),
        0 => AssignmentTexts.Due_Today,
        1 => AssignmentTexts.Due_Tomorrow,
        _ => due.DueOn.ToString(AssignmentTexts.DayFormat, CultureInfo.CurrentCulture),
    });
}

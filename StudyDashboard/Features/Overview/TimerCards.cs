using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Overview;

/// <summary>The first card: what runs, or the last session to go on with, or how to begin.</summary>
internal sealed class TimerCards(TimerService timers, GlanceReader glances) : ITodayCards
{
    /// <summary>Kinds that a timer records; the others come from their own features (rules.md 16).</summary>
    public static IReadOnlySet<SessionKind> Timed { get; } = new HashSet<SessionKind>
    {
        SessionKind.Theory, SessionKind.Practice, SessionKind.Test, SessionKind.Review, SessionKind.ContentStudy, SessionKind.Conversation,
    };

    public const string Name = "timer";
    public const string Continue = "continue";

    public string Source => Name;

    public int Order => 10;

    public Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TodayCard>>([Card(request)]);

    public async Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken)
    {
        if (await glances.AboutAsync(person.Id, action.Id!.Value, cancellationToken) is not { } about)
        {
            return Refusal.NotFound(SessionTexts.Refused_NotThere);
        }
        var started = await timers.StartAsync(person.Id, new StartTimer { About = about, Switch = action.Switch }, cancellationToken);
        return started.Refusal is { } refusal ? refusal : new TodayDone();
    }

    private static TodayCard Card(TodayRequest request)
    {
        if (request.Glance.Running is { } running)
        {
            return new TodayCard
            {
                IsPrimary = true,
                Kicker = OverviewTexts.Card_Running.With(request.Person.TimeOf(running.StartedAt!.Value)),
                Title = running.Name,
                Detail = Detail(running, running.PlannedMinutes is { } minutes ? OverviewTexts.Card_MinutesPlanned.With(minutes) : null),
                Actions = [new TodayAction(OverviewTexts.Card_OpenTimer, PageAddresses.Timer)],
            };
        }
        if (request.Glance.Latest.FirstOrDefault(r => Timed.Contains(r.Kind)) is { } last)
        {
            return new TodayCard
            {
                IsPrimary = true,
                Kicker = OverviewTexts.Card_Continue,
                Title = last.Name,
                Detail = Detail(last, OverviewTexts.Card_LastTime.With(Durations.Format(last.NetSeconds))),
                Actions =
                [
                    new TodayAction(OverviewTexts.Card_Start, Command: Continue, Id: last.Id) { FullLabel = OverviewTexts.Card_StartOne.With(last.Name) },
                    new TodayAction(OverviewTexts.Card_SomethingElse, PageAddresses.Timer),
                ],
            };
        }
        return new TodayCard
        {
            IsPrimary = true,
            Kicker = OverviewTexts.Card_Timer,
            Title = OverviewTexts.Card_StartSession,
            Detail = OverviewTexts.Card_StartSessionDetail,
            Actions = [new TodayAction(OverviewTexts.Card_OpenTimer, PageAddresses.Timer)],
        };
    }

    private static string? Detail(GlanceRow row, string? more) =>
        string.Join(" · ", new[] { row.Subject is null ? null : SessionLabels.Of(row.Kind), more }.OfType<string>()) is { Length: > 0 } text ? text : null;
}

using System.Globalization;
using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Overview;

/// <summary>What is planned for today, and what is late: begin it, move it to today, skip it.</summary>
internal sealed class PlannedCards(TimerService timers, SessionPlanner planner, TimeProvider clock) : ITodayCards
{
    /// <summary>Lines on a card; the rest is in the log.</summary>
    private const int MostLines = 3;

    public string Source => "planned";

    public int Order => 40;

    public Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken)
    {
        var cards = new List<TodayCard>();
        var today = request.Glance.PlannedThisWeek.Where(r => r.PlannedDay == request.Today).ToList();
        if (today.Count > 0)
        {
            cards.Add(TodayCardOf(request.Person, today));
        }
        var late = request.Glance.Waiting.Where(r => r.PlannedDay < request.Today).ToList();
        if (late.Count > 0)
        {
            cards.Add(LateCardOf(late));
        }
        return Task.FromResult<IReadOnlyList<TodayCard>>(cards);
    }

    public async Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken)
    {
        var id = action.Id!.Value;
        var (recorded, text) = action.Command switch
        {
            "skip" => (await planner.SkipAsync(person.Id, id, cancellationToken), OverviewTexts.Card_Skipped),
            "today" => (await planner.MoveAsync(person.Id, id, person.Calendar.DayOf(clock.NowUtc()), cancellationToken), OverviewTexts.Card_Moved),
            _ => (await StartAsync(person.Id, id, action.Switch, cancellationToken), (string?)null),
        };
        return recorded.Refusal is { } refusal ? refusal : new TodayDone(text, recorded.Value.ChangeId);
    }

    private static TodayCard TodayCardOf(Profile person, IReadOnlyList<GlanceRow> planned)
    {
        var left = planned.Where(r => r.Status == SessionStatus.Planned).ToList();
        return new TodayCard
        {
            Kicker = OverviewTexts.Card_PlannedToday,
            Title = left.Count == 0
                ? Plural.Of(OverviewTexts.ResourceManager, "Card_AllBegun", planned.Count)
                : OverviewTexts.Card_LeftOf.With(left.Count, Plural.Of(OverviewTexts.ResourceManager, "Sessions", planned.Count)),
            Lines = [.. left.Take(MostLines).Select(r => new TodayCardLine(LineOf(person, r), [Start(r)]))],
            Actions = Rest(left.Count),
        };
    }

    private static TodayCard LateCardOf(IReadOnlyList<GlanceRow> late) => new()
    {
        Kicker = OverviewTexts.Card_Late,
        Title = Plural.Of(OverviewTexts.ResourceManager, "Card_LateCount", late.Count),
        Lines =
        [
            .. late.Take(MostLines).Select(r => new TodayCardLine(
                $"{r.Name} · {r.PlannedDay!.Value.ToString(OverviewTexts.DayShort, CultureInfo.CurrentCulture)}",
                [
                    Start(r),
                    new TodayAction(OverviewTexts.Card_ToToday, Command: "today", Id: r.Id) { FullLabel = OverviewTexts.Card_MoveOne.With(r.Name) },
                    new TodayAction(OverviewTexts.Card_Skip, Command: "skip", Id: r.Id) { FullLabel = OverviewTexts.Card_SkipOne.With(r.Name) },
                ])),
        ],
        Actions = Rest(late.Count),
    };

    private static IReadOnlyList<TodayAction> Rest(int count) =>
        count > MostLines ? [new TodayAction(OverviewTexts.Card_More.With(count - MostLines), PageAddresses.Log)] : [];

    private static TodayAction Start(GlanceRow row) =>
        new(OverviewTexts.Card_Start, Command: "start", Id: row.Id) { FullLabel = OverviewTexts.Card_StartOne.With(row.Name) };

    private static string LineOf(Profile person, GlanceRow row) => string.Join(" · ", new[]
    {
        row.PlannedTime is { } time ? person.TimeOf(time) : null,
        row.Name,
        row.PlannedMinutes is { } minutes ? OverviewTexts.Card_Minutes.With(minutes) : null,
    }.OfType<string>());

    private Task<Outcome<Recording<StudySession>>> StartAsync(int studentId, int sessionId, bool switchTimer, CancellationToken cancellationToken) =>
        timers.StartAsync(studentId, new StartTimer
        {
            About = new SessionAbout { Kind = SessionKind.Theory },
            PlannedSessionId = sessionId,
            Switch = switchTimer,
        }, cancellationToken);
}

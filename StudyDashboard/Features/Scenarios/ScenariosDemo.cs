using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Scenarios;

/// <summary>Two years of the demo student's scenarios, better from time to time, one of them half done.</summary>
internal sealed class ScenariosDemo(CardBook cards) : IDemoPart
{
    private const int Every = 19;
    private const int SecondsAStep = 25;

    private static readonly string[] Keys = ["directions-de", "doctor-de", "bank-de", "apartment-de", "directions-de", "small-talk-ko", "doctor-de"];

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (student, calendar, today) = (world.IdOf(DemoPeople.Student), world.CalendarOf(DemoPeople.Student), world.TodayOf(DemoPeople.Student));
        var busy = (await world.Context.Sessions.Where(s => s.StudentId == student && s.EndedAt != null).Select(s => new { s.StartedAt, s.EndedAt }).ToListAsync(cancellationToken))
            .Select(s => new Interval(s.StartedAt!.Value, s.EndedAt!.Value)).ToList();
        for (var (day, number) = (700, 0); day > 1; day -= Every, number++)
        {
            var start = calendar.InstantOf(today.AddDays(-day).ToDateTime(new TimeOnly(19, 10)));
            if (busy.TrueForAll(b => !b.Overlaps(new Interval(start, start.AddMinutes(20)))))
            {
                await CompleteAsync(world, student, calendar, Keys[number % Keys.Length], start, slips: Math.Max(0, 5 - (number / 5)), cancellationToken);
            }
        }
        var open = Begin(student, Keys[2], calendar.InstantOf(today.AddDays(-1).ToDateTime(new TimeOnly(20, 40))));
        Answer(open, steps: 7, slips: 1);
        world.Context.Add(open);
    }

    private async Task CompleteAsync(DemoWorld world, int student, StudyCalendar calendar, string key, DateTime start, int slips, CancellationToken cancellationToken)
    {
        var context = world.Context;
        var run = Begin(student, key, start);
        Answer(run, steps: int.MaxValue, slips);
        var progress = ScenarioProgress.Of(run.Content, run.Steps);
        var timing = ScenarioTiming.Of(start, run.Steps.Select(s => s.At), run.LastStepAt);
        run.Complete(timing.End);
        context.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        var result = ScenarioResult.Of(progress);
        var added = await cards.AddWordsAsync(
            context, student, run.Language, [.. result.Words.Select(w => new WordDraft(w.Term, w.Meaning, w.Example))],
            new CardOrigin(CardSourceKind.Scenario, run.Id, run.Title), timing.End, cancellationToken);
        var session = StudySession.Completed(
            student, new SessionAbout { Kind = SessionKind.Scenario, Subject = run.Title, Language = run.Language }, SessionSource.Scenario, run.Id, calendar, timing.Start, timing.End);
        session.Rate(result.Prompts, result.Right, null);
        session.CountVersion();
        context.Add(session);
        await context.SaveChangesAsync(cancellationToken);
        var history = new ScenarioHistory(run, result, timing);
        history.Join(session.Id, [.. result.Words.Zip(added, (word, card) => word with { CardId = card.CardId, IsNew = card.IsNew })]);
        context.Add(history);
    }

    private static ScenarioRun Begin(int student, string key, DateTime start) => new(student, key, BuiltInScenarios.All[key], start);

    private static void Answer(ScenarioRun run, int steps, int slips)
    {
        for (var number = 0; number < steps; number++)
        {
            var progress = ScenarioProgress.Of(run.Content, run.Steps);
            if (progress.IsDone)
            {
                return;
            }
            var isSlip = number % 4 == 1 && number < 4 * slips;
            var reply = progress.Prompt is { } prompt ? isSlip ? "…" : prompt.Prompt.Accepted[0] : null;
            run.Take(new ScenarioStep(
                number, reply is null ? StepKind.Word : StepKind.Reply, reply, isSlip ? ReplyVerdict.Wrong : ReplyVerdict.Right, run.StartedAt.AddSeconds(SecondsAStep * (number + 1))));
        }
    }
}

using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Tests.Features.Quizzes;

namespace StudyDashboard.Tests.Features.Progress;

/// <content>Quizzes, and days on end of a good student, which chance alone does not bring: without them no run and no week as planned.</content>
internal sealed partial class YearRun
{
    private static readonly string[] QuestionCodes = ["SURG", "SURG", "SURG", "SURG", "SURG", "PROTH", "PROTH", "PROTH", "", ""];

    private (int Topic, IReadOnlyList<string> PubIds)? _bank;

    private Task TakeQuizAsync() => TakeQuizAsync(string.Concat(Enumerable.Range(0, _random.Next(2) == 0 ? 5 : 10).Select(_ => _random.Next(5) == 0 ? 'w' : 'c')));

    private async Task TakeQuizAsync(string answers)
    {
        if (_bank is null)
        {
            await SetAsync("bank", async study => _bank = await QuizMake.BankAsync(study, 10, place: i => new QuestionPlace { DomainCode = QuestionCodes[i - 1].Length == 0 ? null : QuestionCodes[i - 1] }));
        }
        var (start, source, recovered) = (Now, 0, 0);
        await SetAsync("quiz", async study =>
        {
            // The public ids are each database's own.
            await using var context = study.Context();
            var ids = context.Set<Question>().Where(q => q.TopicId == _bank!.Value.Topic).OrderBy(q => q.Id).Select(q => q.PubId).Take(answers.Length).ToList();
            var quiz = await QuizMake.TakeAsync(study, _bank!.Value.Topic, ids, answers);
            (source, recovered) = (quiz.Id, quiz.Recovered ?? 0);
        });
        var codes = QuestionCodes.Zip(answers).GroupBy(q => q.First).Select(g => (g.Key, g.Count(), g.Count(q => q.Second == 'c'))).ToList();
        await using var context = Study.Context();
        var fact = context.Sessions.Single(s => s.Source == SessionSource.Quiz && s.SourceId == source);
        Year.Rewards.Clear.Clear();
        Year.Rewards.Clear.UnionWith(context.Set<ClearDay>().Select(d => d.StudyDay));
        var (plan, code) = Joined("SURG");
        Applied("quiz taken", null, New(fact.Id, fact.About, SessionSource.Quiz) with
        {
            Start = start, End = Now, Answered = answers.Length, Correct = answers.Count(a => a == 'c'), Recovered = recovered, Answers = codes, PlanId = plan, Code = codes.Count == 1 ? code : "",
        });
    }

    private async Task StudyHardAsync()
    {
        await FinishAsync();
        var monday = Enumerable.Range(1, 7).Select(Today.AddDays).First(d => d.DayOfWeek == DayOfWeek.Monday);
        var frozen = monday.AddDays(4);
        List<YearFact> planned = [];
        for (var day = monday; day < monday.AddDays(8); day = day.AddDays(1))
        {
            Study.Clock.SetUtc(At(Math.Max(Now, SecondAt(day, 9))));
            if (day == monday)
            {
                for (var i = 0; i < 3; i++)
                {
                    var made = await Study.Get<SessionPlanner>().PlanAsync(Study.StudentId, new PlannedSession(About(), day.AddDays(i), null, 30), Token);
                    planned.Add(New(made.Value.Value.Id, made.Value.Value.About, SessionSource.Manual) with { Status = SessionStatus.Planned, PlannedDay = day.AddDays(i) });
                    Applied("plan", made.Value.ChangeId, planned[i]);
                }
            }
            if (planned.Find(p => p.PlannedDay == day) is { } toDo)
            {
                await StartPlannedAsync(toDo);
                Study.Clock.Advance(TimeSpan.FromMinutes(25));
                await FinishAsync();
            }
            if (day.DayNumber - monday.DayNumber is 1 or 3 or 5)
            {
                await TakeQuizAsync(new string(day.DayNumber - monday.DayNumber == 3 ? 'w' : 'c', 10));
            }
            Study.Clock.SetUtc(At(Math.Max(Now, SecondAt(day, 23))));
            // The day that was frozen ahead has only its reviews, which are too short to count: the run goes on by the freeze.
            if (day != frozen)
            {
                await TypeAsync("add", SecondAt(day, 5), SecondAt(day, 5) + 1500, (20, 19));
                await TypeAsync("add", SecondAt(day, 22), SecondAt(day, 22) + 1500, (0, 0));
            }
            if (day == monday.AddDays(3))
            {
                await FreezeAsync(frozen);
            }
            await SitAsync(SecondAt(day, 13), SecondAt(day, 13) + 900, 15, isClear: true);
        }
        await AttendAsync();
        // Otherwise the next undo would take the last days back.
        _undoable.Clear();
    }

    /// <summary>The first second of an hour of the wall clock.</summary>
    private long SecondAt(DateOnly date, int hour)
    {
        var noon = SecondOf(date.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc));
        return YearFact.Range(-120, 120).Select(quarter => noon + (quarter * 900)).First(s => Year.LocalOf(_place, s) >= date.ToDateTime(new TimeOnly(hour, 0)));
    }
}

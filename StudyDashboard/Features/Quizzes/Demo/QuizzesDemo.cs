using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Formats;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Quizzes.Demo;

/// <summary>
/// The demo's banks, two years of the main student's quizzes in which she gets better, and one that is in progress. Comes after the
/// sessions and lessons: a quiz is taken when she did nothing else.
/// </summary>
internal sealed class QuizzesDemo : IDemoPart
{
    private const int Weeks = 104;

    private static readonly TimeSpan Evening = new(20, 10, 0);

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var student = world.IdOf(DemoPeople.Student);
        var dentistry = await BankAsync(world, student, "Dentistry licence exam", "The state exam, with the questions that came up most.", DemoBanks.Dentistry, isShared: false, cancellationToken);
        var german = await BankAsync(world, student, "German B1", "", DemoBanks.German, isShared: false, cancellationToken);
        var shared = await BankAsync(world, world.IdOf(DemoPeople.Tutor), "Mathematics, mixed", "For the lessons on Tuesday and Thursday.", DemoBanks.Mathematics, isShared: true, cancellationToken);

        var calendar = world.CalendarOf(DemoPeople.Student);
        var busy = (await world.Context.Sessions.AsNoTracking().Where(s => s.StudentId == student && s.EndedAt != null).Select(s => new { s.StartedAt, s.EndedAt }).ToListAsync(cancellationToken))
            .ConvertAll(s => new Interval(s.StartedAt!.Value, s.EndedAt!.Value));
        var (past, random) = (new List<(string PubId, QuizOutcome Outcome)>(), new Random(1));
        for (var week = Weeks; week > 0; week--)
        {
            var bank = week % 5 == 0 ? shared : week % 2 == 0 ? dentistry : german;
            var start = calendar.InstantOf(world.TodayOf(DemoPeople.Student).AddDays((-7 * week) + random.Next(7)).ToDateTime(default).Add(Evening));
            var quiz = Taken(student, bank, start, random, 12, past, 0.45 + (0.45 * (Weeks - week) / Weeks));
            var span = new Interval(quiz.StartedAt, quiz.LastStepAt);
            if (quiz.LastStepAt >= world.NowUtc || busy.Exists(b => b.Overlaps(span)))
            {
                continue;
            }
            quiz.Finish(past.ToLookup(p => p.PubId, p => p.Outcome), quiz.LastStepAt, quiz.LastStepAt);
            past.AddRange(quiz.Items.Where(i => i.Outcome is not null).Select(i => (i.PubId, i.Outcome!.Value)));
            world.Context.Add(quiz);
            await world.Context.SaveChangesAsync(cancellationToken);
            world.Context.Add(FactOf(quiz, calendar));
        }
        world.Context.Add(Taken(student, german, world.NowUtc.AddHours(-5), random, 6, past, 0.9));
    }

    private static async Task<(QuizTopic Topic, IReadOnlyList<Question> Questions)> BankAsync(
        DemoWorld world, int owner, string title, string description, string gift, bool isShared, CancellationToken cancellationToken)
    {
        var made = world.NowUtc.AddDays(-Weeks * 7);
        var topic = new QuizTopic(owner, title, made);
        topic.Describe(title, description, isShared, made);
        world.Context.Add(topic);
        await world.Context.SaveChangesAsync(cancellationToken);
        List<Question> questions = [.. GiftReader.Read(gift, new Refusals()).Select(f => new Question(topic.Id, Question.NewPubId(), f.Content, f.Place, made))];
        world.Context.AddRange(questions);
        await world.Context.SaveChangesAsync(cancellationToken);
        return (topic, questions);
    }

    /// <summary>A quiz with its first answers given, a question every half minute or so.</summary>
    private static QuizSession Taken(
        int student, (QuizTopic Topic, IReadOnlyList<Question> Questions) bank, DateTime start, Random random, int answers, List<(string PubId, QuizOutcome Outcome)> past, double skill)
    {
        var candidates = bank.Questions.Select(q => new QuizCandidate(q.PubId, q.Subject, q.Frequency, q.VariantGroup)).ToList();
        var plan = new QuizPlan { Seed = random.Next(), Feedback = random.Next(3) == 0 ? QuizFeedback.AtEnd : QuizFeedback.Immediate, TargetPerSubject = 6 };
        var byId = bank.Questions.ToDictionary(q => q.PubId);
        var items = QuizChoice.Choose(candidates, plan.Mode, [], wrongOnly: false, plan.TargetPerSubject, plan.Seed).Select(c => byId[c.PubId])
            .Select(q => new QuizItem(q.PubId, q.Content, q.Subject, q.DomainCode)).ToList();
        var quiz = QuizSession.Start(student, bank.Topic.Id, bank.Topic.Title, plan, items, start);
        var at = start;
        foreach (var item in quiz.Items.Take(answers))
        {
            at = at.AddSeconds(random.Next(15, 55));
            var met = past.Count(p => p.PubId == item.PubId);
            var isRight = random.NextDouble() < Math.Min(0.95, skill + (0.02 * met));
            quiz.Answer(item, Answer(item.Content, isRight, random), random.NextDouble() < 0.08, at);
        }
        return quiz;
    }

    private static IReadOnlyList<string> Answer(QuestionContent content, bool isRight, Random random)
    {
        var wrong = content.Answers.Where(a => a.Percent <= 0).Select(a => a.Key).ToList();
        return content.Kind switch
        {
            QuestionKind.Numeric => [isRight ? content.Right.First().Text.Split(':')[0] : "17"],
            QuestionKind.ShortAnswer => [isRight ? content.Right.First().Text : "?"],
            _ when isRight || wrong.Count == 0 => [.. content.Right.Select(a => a.Key).Take(content.Kind == QuestionKind.Multiple ? int.MaxValue : 1)],
            _ => [wrong[random.Next(wrong.Count)]],
        };
    }

    private static StudySession FactOf(QuizSession quiz, StudyCalendar calendar)
    {
        var about = new SessionAbout { Kind = quiz.Feedback == QuizFeedback.AtEnd ? SessionKind.Test : SessionKind.Practice, Subject = quiz.TopicTitle };
        var fact = StudySession.Completed(quiz.StudentId, about, SessionSource.Quiz, quiz.Id, calendar, quiz.StartedAt, quiz.FinishedAt!.Value);
        fact.Rate(quiz.Answered, quiz.Correct, null);
        fact.CountVersion();
        return fact;
    }
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes;

public sealed class QuizzesArchiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_IntoAnEmptyAccount_BringsBanksAndQuizzesOnceAndUndoes()
    {
        using var from = new StudyFixture();
        var (topic, ids) = await QuizMake.BankAsync(from, questions: 3, place: i => new QuestionPlace { Subject = $"S{i}", Difficulty = 4, VariantGroup = "v" });
        await QuizMake.TakeAsync(from, topic, ids, "cwu");
        await QuizMake.TakeAsync(from, topic, ids, "wcw");
        await from.Get<QuizService>().StartAsync(from.StudentId, new QuizStart { TopicId = topic }, Token);
        var archive = await FilledStudent.ExportAsync(from);
        using var to = new StudyFixture();

        var done = await to.Get<ImportService>().ImportAsync(to.StudentId, new ImportCommand("archive", "study.zip", archive), null, Token);

        Assert.Empty(done.Value.Plan.Refusals.Lines);
        Assert.Equal(await FactsAsync(from), await FactsAsync(to));
        var again = await to.Get<ImportService>().DryRunAsync(to.StudentId, new ImportCommand("archive", "study.zip", archive), null, Token);
        Assert.Equal(0, again.Value.Created);
        await to.Get<ImportService>().UndoAsync(to.StudentId, done.Value.ImportId!.Value, Token);
        Assert.Empty(await FactsAsync(to));
    }

    [Fact]
    public async Task Erased_Tutor_LeavesTheStudentTheirQuizzes()
    {
        using var study = new StudyFixture();
        var tutor = study.AddPerson("Vera");
        var (topic, ids) = await QuizMake.BankAsync(study, owner: tutor);
        await study.Get<BankService>().EditTopicAsync(tutor, topic, new TopicDraft("Anatomy", "", IsShared: true), null, Token);
        await using var context = study.Context();
        context.Add(new StudyDashboard.Features.Tutoring.Enrollment(tutor, study.StudentId, "x", new DateOnly(2026, 1, 1)));
        await context.SaveChangesAsync(Token);
        await QuizMake.TakeAsync(study, topic, ids, "cw");

        foreach (var part in study.Get<IEnumerable<IPersonalData>>())
        {
            await part.EraseAsync(context, tutor, Token);
        }
        await context.Users.Where(p => p.Id == tutor).ExecuteDeleteAsync(Token);

        var quiz = await context.Set<QuizSession>().AsNoTracking().Include(s => s.Items).SingleAsync(Token);
        Assert.Equal((null, "Anatomy", 5), (quiz.TopicId, quiz.TopicTitle, quiz.Items.Count));
        Assert.Empty(await context.Set<Question>().ToListAsync(Token));
    }

    private static async Task<IReadOnlyList<string>> FactsAsync(StudyFixture study)
    {
        await using var context = study.Context();
        var questions = await context.Set<Question>().OrderBy(q => q.Id).ToListAsync(Token);
        var quizzes = await context.Set<QuizSession>().Include(s => s.Items.OrderBy(i => i.Position)).OrderBy(s => s.Id).ToListAsync(Token);
        return
        [
            .. questions.Select(q => $"{q.PubId} {q.Text} {q.Answers} {q.Place}"),
            .. quizzes.Select(s => $"{s.TopicTitle} {s.Status} {s.Mode} {s.Seed} {s.StartedAt:s} {s.FinalizedAt:s} {s.Gaps} {s.Correct}/{s.Answered} {s.NewlyCorrect} {s.Relapsed} {s.Recovered} {s.ChronicRemaining} "
                + string.Join(' ', s.Items.Select(i => $"{i.PubId} {i.Frozen} {string.Join(',', i.Selected)} {i.Outcome} {i.IsRight} {i.AnsweredAt:s} {i.DurationMs} {i.Movement}"))),
        ];
    }
}

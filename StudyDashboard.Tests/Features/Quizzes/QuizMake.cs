using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes;

/// <summary>Makes banks and takes quizzes; a test names only what matters to it.</summary>
internal static class QuizMake
{
    public static QuestionContent Choice(string text = "Which?", string right = "B", params string[] options)
    {
        var letters = options.Length == 0 ? ["one", "two", "three"] : options;
        return new QuestionContent
        {
            Kind = right.Length > 1 ? QuestionKind.Multiple : QuestionKind.Single, Text = text,
            Answers = [.. letters.Select((o, i) => new QuestionAnswer { Key = ((char)('A' + i)).ToString(), Text = o, Percent = right.Contains((char)('A' + i), StringComparison.Ordinal) ? 100d / right.Length : 0 })],
        };
    }

    public static QuestionContent Typed(QuestionKind kind, params string[] accepted) => new()
    {
        Kind = kind, Text = "What?", Answers = [.. accepted.Select((a, i) => new QuestionAnswer { Key = ((char)('A' + i)).ToString(), Text = a, Percent = 100 })],
    };

    /// <summary>A bank of questions "Question 1", "Question 2"…, whose right option is B.</summary>
    public static async Task<(int Topic, IReadOnlyList<string> PubIds)> BankAsync(
        StudyFixture study, int questions = 5, int? owner = null, string title = "Anatomy", Func<int, QuestionPlace>? place = null)
    {
        var banks = study.Get<BankService>();
        var ownerId = owner ?? study.StudentId;
        var topic = (await banks.AddTopicAsync(ownerId, new TopicDraft(title), CancellationToken.None)).Value;
        for (var i = 1; i <= questions; i++)
        {
            Assert.Null((await banks.AddQuestionAsync(ownerId, topic, Choice($"Question {i}"), place?.Invoke(i) ?? new QuestionPlace(), CancellationToken.None)).Refusal);
        }
        await using var context = study.Context();
        return (topic, await context.Set<Question>().Where(q => q.TopicId == topic).OrderBy(q => q.Id).Select(q => q.PubId).ToListAsync());
    }

    /// <summary>Takes a quiz of exactly these questions: c right, w wrong, u unsure and right, U unsure and wrong, - left open.</summary>
    public static async Task<QuizSession> TakeAsync(StudyFixture study, int topic, IReadOnlyList<string> pubIds, string answers)
    {
        var (quizzes, student) = (study.Get<QuizService>(), study.StudentId);
        var quiz = (await quizzes.StartAsync(student, new QuizStart { TopicId = topic, Questions = pubIds }, CancellationToken.None)).Value;
        for (var i = 0; i < answers.Length; i++)
        {
            study.Clock.Advance(TimeSpan.FromSeconds(20));
            if (answers[i] != '-')
            {
                var answer = new QuizAnswer(pubIds[i], [answers[i] is 'c' or 'u' ? "B" : "A"], answers[i] is 'u' or 'U');
                Assert.Null((await quizzes.AnswerAsync(student, quiz, answer, CancellationToken.None)).Refusal);
            }
        }
        study.Clock.Advance(TimeSpan.FromSeconds(20));
        return (await study.Get<QuizFinalizer>().FinalizeAsync(student, quiz, CancellationToken.None)).Value;
    }
}

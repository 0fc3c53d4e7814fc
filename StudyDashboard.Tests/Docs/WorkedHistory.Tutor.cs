using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Quizzes;

namespace StudyDashboard.Tests.Docs;

/// <content>What the tutor gives: lessons, and the quiz that others take too.</content>
internal sealed partial class WorkedHistory
{
    private static readonly string[] Numbers = ["question 1", "question 2", "question 3", "question 4", "question 5"];

    private IReadOnlyList<string> _questions = [];

    public int TopicId { get; private set; }

    /// <summary>The public id of a question that the page calls by its number.</summary>
    public string QuestionOf(string number) => _questions[Array.IndexOf(Numbers, number)];

    private void PlanLessons()
    {
        foreach (var row in _page.Of("lesson"))
        {
            var start = Utc(row["lesson"]);
            if (row["Mina"] == "cancelled")
            {
                At(start.AddHours(-5), async () => Done(await Study.Get<LessonService>().CancelAsync(TutorId, Ids[row["lesson"]], null, LessonScope.This, null, Token)));
                continue;
            }
            var mark = new AttendanceMark(Words<Attendance>.Parse(row["Mina"]));
            At(start.AddMinutes(30), async () => Done(await Study.Get<ClosingService>().CloseAsync(
                TutorId, Ids[row["lesson"]], new LessonClosing { Students = [new StudentMark(Ids[row["lesson"]], null, mark)] }, Token)));
        }
    }

    private async Task GiveLessonsAsync()
    {
        await using var context = Study.Context();
        var enrollment = context.Set<StudyDashboard.Features.Tutoring.Enrollment>().Single(e => e.StudentId == StudentId).Id;
        foreach (var row in _page.Of("lesson"))
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(Utc(row["lesson"]), _zone);
            var draft = new LessonDraft { Slot = LessonSlot.At(local, TimeSpan.FromMinutes(30), _zone.Id), EnrollmentIds = [enrollment] };
            Done(await Study.Get<LessonService>().CreateAsync(TutorId, draft, ConflictHandling.Save, cancellationToken: Token));
            Ids[row["lesson"]] = context.Set<Lesson>().Max(l => l.Id);
        }
    }

    private async Task GiveQuizAsync()
    {
        (TopicId, _questions) = await QuizMake.BankAsync(Study, Numbers.Length, TutorId, place: i => new QuestionPlace { DomainCode = i <= 3 ? "SURG" : "PROTH" });
        Done(await Study.Get<BankService>().EditTopicAsync(TutorId, TopicId, new TopicDraft("Anatomy", "", IsShared: true), null, Token));
        var (answered, right) = (_page.Of("others")[0], _page.Of("others")[1]);
        for (var i = 0; i < Numbers.Max(n => Number(answered[n])); i++)
        {
            var student = Study.AddPerson($"Student{i}");
            await EnrollAsync(student);
            var quiz = await StartAsync(student);
            foreach (var number in Numbers.Where(n => i < Number(answered[n])))
            {
                await AnswerAsync(student, quiz, number, i < Number(right[number]) ? "correct" : "wrong");
            }
            Done(await Study.Get<QuizFinalizer>().FinalizeAsync(student, quiz, Token));
        }
    }

    private void PlanQuizzes()
    {
        foreach (var row in _page.Of("quiz"))
        {
            var name = $"quiz {row["quiz"]}";
            var start = Utc(row["start"]);
            var end = Utc(row["end"], start);
            At(start, async () => Ids[name] = await StartAsync(StudentId));
            foreach (var (index, number) in Numbers.Index())
            {
                At(start + ((end - start) * (index + 1) / (Numbers.Length + 1)), () => AnswerAsync(StudentId, Ids[name], number, row[number]));
            }
            At(end, async () =>
            {
                Done(await Study.Get<QuizFinalizer>().FinalizeAsync(StudentId, Ids[name], Token));
                await NoteDomainsAsync(name);
            });
        }
    }

    private async Task<int> StartAsync(int student) =>
        Done(await Study.Get<QuizService>().StartAsync(student, new QuizStart { TopicId = TopicId, Questions = _questions }, Token));

    /// <summary>The right option is B.</summary>
    private async Task AnswerAsync(int student, int quiz, string number, string outcome) => Done(await Study.Get<QuizService>().AnswerAsync(
        student, quiz, new QuizAnswer(QuestionOf(number), [outcome == "wrong" ? "A" : "B"], outcome == "unsure"), Token));
}

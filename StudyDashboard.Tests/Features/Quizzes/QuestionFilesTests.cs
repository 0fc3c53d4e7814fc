using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Formats;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes;

/// <summary>Moodle XML, Aiken and CSV, and what the import does with any of them.</summary>
public sealed class QuestionFilesTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ImportService Imports => _study.Get<ImportService>();

    [Fact]
    public async Task MoodleXml_OfEveryKind_TakesWhatThereIsAndNamesTheRest()
    {
        var plan = await TryAsync("moodle-xml", """

            <?xml version="1.0" encoding="UTF-8"?>
            <quiz>
            <question type="category"><category><text>$course$/top/Bones</text></category></question>
            <question type="multichoice"><name><text>Hand</text></name>
              <questiontext format="html"><text><![CDATA[<p>How many <b>bones</b>?</p><script>alert(1)</script>]]></text></questiontext>
              <generalfeedback format="html"><text>Count &lt;img src="@@PLUGINFILE@@/a.png"> them.</text><file name="a.png" encoding="base64">AAAA</file></generalfeedback>
              <single>true</single><penalty>0.33</penalty>
              <answer fraction="100" format="html"><text>27</text><feedback format="html"><text>Yes</text></feedback></answer>
              <answer fraction="0" format="moodle_auto_format"><text>a &lt; b</text></answer></question>
            <question type="multichoice"><questiontext format="plain_text"><text>Which?</text></questiontext><single>false</single>
              <answer fraction="50"><text>a</text></answer><answer fraction="50"><text>b</text></answer><answer fraction="-100"><text>c</text></answer></question>
            <question type="truefalse"><questiontext format="html"><text>True?</text></questiontext>
              <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
            <question type="shortanswer"><questiontext format="html"><text>Word?</text></questiontext><usecase>1</usecase><answer fraction="100"><text>Radius</text></answer></question>
            <question type="numerical"><questiontext format="html"><text>Number?</text></questiontext><answer fraction="100"><text>3.5</text><tolerance>0.25</tolerance></answer></question>
            <question type="matching"><questiontext format="html"><text>Match</text></questiontext></question>
            <question type="cloze"><questiontext format="html"><text>{1:SA:=a}</text></questiontext></question>
            <question type="ddwtos"><questiontext format="html"><text>Drag</text></questiontext></question>
            <question type="multichoice"><questiontext format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/x.png">]]></text><file name="x.png" encoding="base64">AAAA</file></questiontext>
              <answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer></question>
            </quiz>
            """);

        Assert.Equal((5, 4), (plan.Created, plan.Refusals.Count));
        Assert.Equal([17, 18, 19, 20], plan.Refusals.Lines.Select(l => l.Line));
        Assert.Contains("\"ddwtos\"", plan.Refusals.Lines[2].Reason, StringComparison.Ordinal);
        await ImportAsync("moodle-xml", MoodleOf("""<questiontext format="html"><text>&lt;p onclick="x()">A &amp;lt; B&lt;/p>&lt;script>bad()&lt;/script></text></questiontext>"""));
        await using var context = _study.Context();
        var stored = await context.Set<Question>().SingleAsync(Token);
        Assert.Equal("<p>A &lt; B</p>", QuestionMarkup.ToHtml(stored.Text, stored.Form));
    }

    [Fact]
    public async Task MoodleXml_WithADocumentType_IsRefused()
    {
        var bomb = """<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz><question type="essay"><name><text>&b;</text></name></question></quiz>""";

        var refused = await Imports.DryRunAsync(_study.StudentId, Command("moodle-xml", bomb), null, Token);

        Assert.Contains("DTD", refused.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoodleXml_ThatBreaks_KeepsWhatStoodBefore()
    {
        var plan = await TryAsync("moodle-xml", MoodleOf("<questiontext><text>Q</text></questiontext>").Replace("</quiz>", "\n<question type=\"essay\"><broken", StringComparison.Ordinal));

        Assert.Equal((1, 1), (plan.Created, plan.Refusals.Count));
    }

    [Fact]
    public async Task Aiken_WithBothSignsAndBrokenOnes_TakesWhatIsWhole()
    {
        var plan = await TryAsync("aiken", """
            What is one?
            A) one
            B) two
            ANSWER: A

            What is two, on
            two lines?
            A. one
            B. two
            ANSWER: B
            No answer line
            A) x
            B) y
            Twice answered
            A) x
            B) y
            ANSWER: A
            ANSWER: B
            Wrong letter
            A) x
            B) y
            ANSWER: E
            Several
            A) x
            B) y
            ANSWER: A, B
            Letters astray
            A) x
            C) y
            ANSWER: A
            Last one
            A) x
            B) y
            ANSWER: B
            """);

        Assert.Equal(3, plan.Created);
        Assert.Equal([11, 14, 19, 23, 27], plan.Refusals.Lines.Select(l => l.Line));
    }

    [Theory]
    [InlineData("What?\na) one\ne.g. or i.e. two\nb) two\nANSWER: b", 0, 1)]
    [InlineData("What, e.g. this?\na) one\nb. two\nANSWER: b.", 1, 0)]
    [InlineData("What?\nA) one\nB) one\nANSWER: A", 0, 1)]
    public async Task Aiken_OfSmallLettersAndAlikeOptions_IsReadAsItIsMeant(string file, int created, int refused)
    {
        var plan = await TryAsync("aiken", file);

        Assert.Equal((created, refused), (plan.Created, Math.Min(1, plan.Refusals.Count)));
    }

    [Fact]
    public async Task MoodleXml_WithAMarkAndBlankLinesBefore_IsRead() =>
        Assert.Equal(1, (await TryAsync("moodle-xml", "\uFEFF\n\n" + MoodleOf("<questiontext><text>Q</text></questiontext>"))).Created);

    [Fact]
    public void Csv_OfASingleChoiceWithTwoRightOnes_ComesInAgain()
    {
        var content = GiftReader.Read("Solve {=x ~y =z}", new Refusals()).Single().Content;

        using var table = StudyDashboard.Features.Imports.Csv.CsvTable.Open(
            new MemoryStream(Encoding.UTF8.GetBytes(QuestionCsvWriter.Write([new Question(1, Question.NewPubId(), content, new QuestionPlace(), default)]))), new Refusals(), Token);

        Assert.Equal(content, QuestionCsvReader.Read(table).Single().Content);
    }

    [Theory]
    [InlineData("question;type;option_a;option_b;option_c;correct\n\"What; is\"\"it\"\"\";single;x;y;z;B\n", QuestionKind.Single, "y")]
    [InlineData("correct,option1,option2,option3,question\n\"A;C\",x,y,z,Which\n", QuestionKind.Multiple, "x|z")]
    [InlineData("Question\tA\tB\tAnswer\nWhich\tx\ty\ty\n", QuestionKind.Single, "y")]
    [InlineData("question,correct\nIs it?,true\n", QuestionKind.TrueFalse, "True")]
    [InlineData("question,correct,tolerance\nHow many?,3.5,0.1\n", QuestionKind.Numeric, "3.5:0.1")]
    [InlineData("question,correct\nWord?,colour|color\n", QuestionKind.ShortAnswer, "colour|color")]
    public async Task Csv_WithColumnsInAnyOrder_IsRead(string file, QuestionKind kind, string right)
    {
        await ImportAsync("questions-csv", file);

        await using var context = _study.Context();
        var question = (await context.Set<Question>().SingleAsync(Token)).Content;
        Assert.Equal((kind, right), (question.Kind, string.Join('|', question.Right.Select(a => a.Text))));
    }

    [Fact]
    public async Task Csv_BrokenRows_AreNamedByLine()
    {
        var plan = await TryAsync("questions-csv",
            "question,type,a,b,correct,difficulty\nGood,single,x,y,A,2\nNone,single,x,y,,2\nNo such,single,x,y,Q,2\nMatch,matching,x,y,A,2\nHard,single,x,y,A,99\nAmbiguous,single,2,1,1,3\n");

        Assert.Equal(1, plan.Created);
        Assert.Equal([3, 4, 5, 6, 7], plan.Refusals.Lines.Select(l => l.Line));
    }

    [Fact]
    public void Csv_Export_ComesInAgainAsItWas()
    {
        QuestionContent[] contents =
        [
            QuizMake.Choice("=cmd(), \"quoted\"\nsecond line", "B", "-one", "'=two", "three") with { Explanation = "@why", Title = "+t" },
            QuizMake.Choice("Which?", "ABC", "a;b", "2", "1"), QuizMake.Typed(QuestionKind.ShortAnswer, "a|b", "c\\d") with { CaseSensitive = true },
            QuizMake.Typed(QuestionKind.Numeric, "3:0.5", "1..5"), QuizMake.Choice("Weighted", "A") with { Form = TextForm.Html },
            new QuestionContent
            {
                Kind = QuestionKind.TrueFalse, Text = "True?",
                Answers = [new QuestionAnswer { Key = "true", Text = "True", Percent = 0, Feedback = "no" }, new QuestionAnswer { Key = "false", Text = "False", Percent = 100 }],
            },
        ];
        contents[4] = contents[4] with { Answers = [.. contents[4].Answers.Select((a, i) => a with { Percent = i == 0 ? 100 : -25, Feedback = $"f{i}" })] };
        var place = new QuestionPlace { Subject = "A,B", Difficulty = 1, Frequency = 4, VariantGroup = "v", DomainCode = "SURG" };
        List<Question> questions = [.. contents.Select(c => new Question(1, Question.NewPubId(), c, place, default))];
        var refusals = new Refusals();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(QuestionCsvWriter.Write(questions)));
        using var table = StudyDashboard.Features.Imports.Csv.CsvTable.Open(file, refusals, Token);

        var again = QuestionCsvReader.Read(table).ToList();

        Assert.Empty(refusals.Lines);
        Assert.Equal(contents, again.Select(f => f.Content));
        Assert.All(again, f => Assert.Equal(place, f.Place));
        Assert.Equal(questions.Select(q => q.PubId), again.Select(f => f.PubId));
    }

    [Fact]
    public async Task Import_ASecondTimeAndUndone_AddsNothingAndIsGone()
    {
        const string File = "$CATEGORY: Bones\n\nOne {T}\n\nOne {T}\n\nTwo {=a ~b}\n\nbroken {";
        var first = await ImportAsync("gift", File);
        Assert.Equal((3, 1), (first.Plan.Created, first.Plan.Refusals.Count));
        await using (var context = _study.Context())
        {
            Assert.Equal("my bank", (await context.Set<QuizTopic>().SingleAsync(Token)).Title);
            var two = await context.Set<Question>().SingleAsync(q => q.Text == "Two", Token);
            await _study.Get<BankService>().EditQuestionAsync(_study.StudentId, two.Id, two.Content with { Text = "Two!" }, two.Place, null, Token);
        }

        Assert.Equal((0, 3), (await TryAsync("gift", File)) is var again ? (again.Created, again.Skipped) : default);
        Assert.Equal(0, (await TryAsync("gift", GiftWriter.Write((await _study.Get<BankReader>().WholeAsync(_study.StudentId, 1, Token))!.Value.Questions))).Created);
        await Imports.UndoAsync(_study.StudentId, first.ImportId!.Value, Token);

        await using var after = _study.Context();
        Assert.Equal(["Two!"], await after.Set<Question>().Select(q => q.Text).ToListAsync(Token));
    }

    [Fact]
    public async Task Import_OfAnothersExport_GivesNewPublicIds()
    {
        await ImportAsync("gift", "One {T}");
        var file = GiftWriter.Write((await _study.Get<BankReader>().WholeAsync(_study.StudentId, 1, Token))!.Value.Questions);
        var other = _study.AddPerson("Jun");

        var done = await Imports.ImportAsync(other, Command("gift", file), null, Token);

        Assert.Equal(1, done.Value.Plan.Created);
        await using var context = _study.Context();
        Assert.Equal(2, await context.Set<Question>().Select(q => q.PubId).Distinct().CountAsync(Token));
    }

    public void Dispose() => _study.Dispose();

    private static string MoodleOf(string text) =>
        $"<quiz><question type=\"multichoice\">{text}<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer></question></quiz>";

    private static ImportCommand Command(string kind, string text) => new(kind, "my_bank.txt", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private async Task<ImportPlan> TryAsync(string kind, string text)
    {
        var plan = await Imports.DryRunAsync(_study.StudentId, Command(kind, text), null, Token);
        Assert.Null(plan.Refusal);
        return plan.Value;
    }

    private async Task<ImportResult> ImportAsync(string kind, string text)
    {
        var done = await Imports.ImportAsync(_study.StudentId, Command(kind, text), null, Token);
        Assert.Null(done.Refusal);
        return done.Value;
    }
}

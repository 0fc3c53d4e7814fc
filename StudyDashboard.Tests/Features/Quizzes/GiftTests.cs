using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Formats;

namespace StudyDashboard.Tests.Features.Quizzes;

public sealed class GiftTests
{
    [Fact]
    public void Choice_WithTitleFeedbackAndExplanation_IsReadWhole()
    {
        var question = One("""
            // a comment
            ::Capital:: Which is the capital of France\: {
                =Paris#Well done.
                ~%-50%Lyon#A city\, but no.
                ~Marseille
                ####The Seine flows through it.
            }
            """);

        Assert.Equal(("Capital", "Which is the capital of France:", "The Seine flows through it."), (question.Title, question.Text, question.Explanation));
        Assert.Equal(QuestionKind.Single, question.Kind);
        Assert.Equal([("A", "Paris", 100d, "Well done."), ("B", "Lyon", -50d, @"A city\, but no."), ("C", "Marseille", 0d, "")],
            question.Answers.Select(a => (a.Key, a.Text, a.Percent, a.Feedback)));
    }

    [Fact]
    public void Weights_WithoutAWhollyRightOne_MakeMultipleChoice()
    {
        var question = One("Which are even? {~%50%2 ~%50%4 ~%-100%3}");

        Assert.Equal(QuestionKind.Multiple, question.Kind);
        Assert.Equal(["2", "4"], question.Right.Select(a => a.Text));
    }

    [Theory]
    [InlineData("{T}", true)]
    [InlineData("{TRUE}", true)]
    [InlineData("{F}", false)]
    [InlineData("{FALSE#no#yes}", false)]
    [InlineData("{ true #no}", true)]
    public void TrueFalse_InEveryForm_IsRead(string answer, bool isTrue)
    {
        var question = One($"The sun is a star. {answer}");

        Assert.Equal((QuestionKind.TrueFalse, isTrue ? "true" : "false"), (question.Kind, question.Right.Single().Key));
    }

    [Fact]
    public void TrueFalse_WithTwoFeedbacks_GivesTheFirstToTheWrongAnswer()
    {
        var question = One("Grass is blue. {FALSE#It is green.#Right.}");

        Assert.Equal(["It is green.", "Right."], question.Answers.Select(a => a.Feedback));
    }

    [Theory]
    [InlineData("{#3}", "3")]
    [InlineData("{#3:0.5}", "3:0.5")]
    [InlineData("{#1..5}", "1..5")]
    [InlineData("{#=3.14:0.005#good =%50%3:0.5#near ~#no}", "3.14:0.005", "3:0.5")]
    [InlineData("{# =1822:0 =%50%1822:2}", "1822:0", "1822:2")]
    public void Numeric_InEveryForm_IsRead(string answer, params string[] numbers)
    {
        var question = One($"How many? {answer}");

        Assert.Equal(QuestionKind.Numeric, question.Kind);
        Assert.Equal(numbers, question.Answers.Select(a => a.Text));
    }

    [Fact]
    public void ShortAnswer_WithSeveral_AcceptsTheRightOnes()
    {
        var question = One("Two plus two is {=four =4 =%50%approximately four}");

        Assert.Equal((QuestionKind.ShortAnswer, 3, 2), (question.Kind, question.Answers.Count, question.Right.Count()));
    }

    [Fact]
    public void MissingWord_InTheMiddle_LeavesAGap() => Assert.Equal("Mahatma _____ lived in India.", One("Mahatma {=Gandhi ~Nehru} lived in India.").Text);

    [Fact]
    public void Escapes_OfEverySign_AreTakenAway() =>
        Assert.Equal(("a ~ = # { } : \\ b\nc", "x=1"), (One(@"a \~ \= \# \{ \} \: \\ b\nc {=x\=1 ~y}").Text, One(@"a {=x\=1 ~y}").Answers[0].Text));

    [Theory]
    [InlineData("[html]<b>x</b>", TextForm.Html, "<b>x</b>")]
    [InlineData("[markdown]**x**", TextForm.Markdown, "**x**")]
    [InlineData("[moodle]x", TextForm.Plain, "x")]
    public void Form_BeforeTheText_IsItsForm(string text, TextForm form, string expected)
    {
        var question = One($"::t::{text} {{T}}");

        Assert.Equal((form, expected), (question.Form, question.Text));
    }

    [Fact]
    public void Categories_AreSubjectsFromThereOn()
    {
        var found = Read("$CATEGORY: $course$/top/Bones/Hand\n\nOne {T}\n\n$CATEGORY: Muscles\nTwo {F}", out _);

        Assert.Equal([("Bones/Hand", 3), ("Muscles", 6)], found.Select(f => (f.Place.Subject, f.Line)));
    }

    [Fact]
    public void BlankLines_InsideAnAnswerBlock_DoNotBreakTheQuestion()
    {
        var found = Read("One {\n=a\n\n~b\n\n}\n\nTwo {T}", out var refusals);

        Assert.Empty(refusals.Lines);
        Assert.Equal([1, 8], found.Select(f => f.Line));
    }

    [Fact]
    public void Titles_WithoutBlankLinesBetween_BeginQuestions() => Assert.Equal(2, Read("::a:: One {T}\n::b:: Two {F}", out _).Count);

    [Theory]
    [InlineData("Write an essay. {}", "essay")]
    [InlineData("Match. {=a -> 1 =b -> 2 =c -> 3}", "matching")]
    [InlineData("Just a text.", "description")]
    [InlineData("Cloze {1:MULTICHOICE:=a~b}", "cloze")]
    [InlineData("A {=b} and {=c}", "more than one block")]
    [InlineData("Half {=a ~b", "brace")]
    [InlineData("Half =a ~b}", "brace")]
    [InlineData("None right {~a ~b}", "right")]
    [InlineData("One option {=a ~}", "no text")]
    [InlineData("No number {#three}", "not a number")]
    [InlineData("Other digits {~%٥٠%a ~b}", "right")]
    [InlineData("Same {~x=3 =x=4}", "read the same")]
    [InlineData("{=a ~b}", "no text")]
    public void WhatCannotBeTaken_IsRefusedByLineAndReason(string broken, string reason)
    {
        var plan = Plan($"Before {{T}}\n\n{broken}\n\nAfter {{F}}");

        Assert.Equal(2, plan.Created);
        var line = Assert.Single(plan.Refusals.Lines);
        Assert.Equal(3, line.Line);
        Assert.Contains(reason, line.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void File_InAnyEncodingAndWithAnyLineEnds_ReadsTheSame(string encoding)
    {
        var coded = encoding == "windows-1252" ? System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)! : System.Text.Encoding.GetEncoding(encoding);
        byte[] bytes = [.. coded.GetPreamble(), .. coded.GetBytes("Où est-il? {=là ~ici}\r\n\r\nZwei “Zitate” {T}\r\n")];
        using var file = new MemoryStream(bytes);

        var found = GiftReader.Read(QuestionFile.Decode(file), new Refusals()).ToList();

        Assert.Equal(["Où est-il?", "Zwei “Zitate”"], found.Select(f => f.Content.Text));
    }

    [Fact]
    public void Export_OfEveryKind_ComesInAgainAsItWas()
    {
        QuestionContent[] contents =
        [
            One("::a \\: b::What \\{is\\} it\\= {=%100%100% sure#yes ~%-50%no ~~x####because\\nof this}".Replace("~~x", "~x", StringComparison.Ordinal)),
            One("[html]<p>x \\= {~%50%<b>a</b> ~%50%b ~c}"), One("[markdown]**x** {=a =b#c =%50%d}"), One("Is {TRUE#no#yes####why}"), One("n {#=3:0.5#a =%50%1..5}"),
            QuizMake.Choice("// not a comment\n\n::nor a title::\n$CATEGORY: no", "B", "[html]x", "%50%y", "a -> b"),
            QuizMake.Typed(QuestionKind.ShortAnswer, "a -> b", "\\*") with { CaseSensitive = true },
        ];
        var place = new QuestionPlace { Subject = "A/B", Difficulty = 5, Frequency = 3, VariantGroup = "v]1", DomainCode = "SURG" };
        List<Question> questions = [.. contents.Select(c => new Question(1, Question.NewPubId(), c, place, default))];

        var file = GiftWriter.Write(questions);
        var again = Read(file, out var refusals);

        Assert.Empty(refusals.Lines);
        Assert.Equal(contents, again.Select(f => f.Content));
        Assert.All(again, f => Assert.Equal(place, f.Place));
        Assert.Equal(questions.Select(q => q.PubId), again.Select(f => f.PubId));
        Assert.Equal(file, GiftWriter.Write([.. again.Select(f => new Question(1, f.PubId!, f.Content, f.Place, default))]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Noise_OfEverySign_NeverThrows(int seed)
    {
        var random = new Random(seed);
        const string Signs = "~=#{}:\\/%->\n\n\n[]$ ab1.TF";
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 200)).Select(_ => Signs[random.Next(Signs.Length)]));
            _ = Plan(text).Created;
        }
    }

    private static QuestionContent One(string gift) => Assert.Single(Read(gift, out _)).Content;

    private static List<FoundQuestion> Read(string gift, out Refusals refusals)
    {
        refusals = new Refusals();
        return [.. GiftReader.Read(gift, refusals)];
    }

    private static QuestionPlan Plan(string gift)
    {
        var plan = new QuestionPlan("test");
        foreach (var question in GiftReader.Read(gift, plan.Refusals))
        {
            plan.Add(question);
        }
        return plan;
    }
}

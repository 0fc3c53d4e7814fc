using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Scenarios;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>One server with a person who has all roles and something on every page, who is signed in.</summary>
public sealed class FilledProduct : Journey
{
    /// <summary>The signed-in page.</summary>
    public IPage Page { get; private set; } = null!;

    public Axe Axe { get; private set; } = null!;

    /// <summary>What was wrong on the page of the first visit, which is there only once, and while nobody may register.</summary>
    public IReadOnlyList<string> FoundAtSetup { get; private set; } = [];

    /// <summary>Where an invitation waits to be accepted.</summary>
    public string InvitationAddress { get; private set; } = "";

    public MovableClock Clock => Server.Clock;

    public override async ValueTask InitializeAsync()
    {
        (Page, Axe) = await OpenAsync();
        await Page.GotoAsync("/setup");
        await Axe.CheckPageAsync("setup");
        await CreateOwnerAsync(Page);
        await Page.GotoAsync("/register");
        await Axe.CheckAsync("register: closed");
        FoundAtSetup = Axe.Take();
        await FillAsync(CancellationToken.None);
        // New roles end the old sign-in.
        await Page.Context.ClearCookiesAsync();
        await SignInAsync(Page);
    }

    /// <summary>Another page of who is signed in.</summary>
    public async Task<(IPage Page, Axe Axe)> OpenAnotherAsync()
    {
        var page = await Page.Context.NewPageAsync();
        return (page, new Axe(page, Server.Address));
    }

    /// <summary>The page of somebody who is not signed in.</summary>
    public async Task<(IPage Page, Axe Axe)> OpenAsync()
    {
        var page = await OpenDeviceAsync(Axe.Desk, 900);
        return (page, new Axe(page, Server.Address));
    }

    /// <summary>A bank with a question of each kind; the first quiz is finished, the second in progress.</summary>
    /// <summary>A class with a member, an assignment and a leaderboard, and one of the owner's own.</summary>
    private async Task GatherAsync(Profile profile, CancellationToken cancellation)
    {
        var made = (await Get<ClassService>().AddAsync(profile, new ClassDraft("Spring term", "Algebra"), isPrivate: false, cancellation)).Value;
        var student = (await Get<EnrollmentService>().OfTutorAsync(profile.Id, cancellation))[0].StudentId;
        await Get<MemberService>().AddAsync(profile.Id, made, student, cancellation);
        var today = profile.Calendar.DayOf(Clock.NowUtc());
        await Get<AssignmentService>().GiveAsync(profile.Id, made, new AssignmentDraft { Title = "Worksheet 7", Text = "Numbers 1 to 12.", DueOn = today.AddDays(2) }, cancellation);
        await Get<LeaderboardService>().CompareAsync(profile.Id, made, LeaderboardMetric.Minutes, cancellation);
        var own = (await Get<ClassService>().AddAsync(profile, new ClassDraft("Reading"), isPrivate: true, cancellation)).Value;
        await Get<AssignmentService>().GiveAsync(profile.Id, own, new AssignmentDraft { Title = "A chapter a week", DueOn = today.AddDays(-1) }, cancellation);
    }

    private async Task QuizAsync(int id, CancellationToken cancellation)
    {
        const string Gift = "Which? {=one ~two ####Because.}\n\nWhich two? {~%50%one ~%50%two ~three}\n\nIs it? {T}\n\nWhat? {=word}\n\nHow many? {#3:0.5}";
        await Get<ImportService>().ImportAsync(id, new ImportCommand("gift", "Anatomy.txt", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Gift))), null, cancellation);
        var topic = (await Get<BankReader>().TopicsAsync(id, cancellation)).Single().Id;
        for (var i = 0; i < 2; i++)
        {
            var quiz = (await Get<QuizService>().StartAsync(id, new QuizStart { TopicId = topic, Seed = 1 }, cancellation)).Value;
            var first = (await Get<QuizReader>().FindAsync(id, quiz, cancellation))!.Items.First(e => e.Content.HasOptions);
            await Get<QuizService>().AnswerAsync(id, quiz, new QuizAnswer(first.PubId, [first.Content.Answers[0].Key], true), cancellation);
            if (i == 0)
            {
                await Get<QuizFinalizer>().FinalizeAsync(id, quiz, cancellation);
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        int id;
        await using (var context = await Get<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(cancellation))
        {
            id = await context.Users.Select(u => u.Id).SingleAsync(cancellation);
        }
        foreach (var role in new[] { Roles.Tutor, Roles.Guardian })
        {
            await Get<PeopleAdmin>().SetRoleAsync(id, role, true, cancellation);
        }
        await Get<Registration>().SetOpenAsync(true, cancellation);
        InvitationAddress = $"/invitation/{(await Get<InvitationService>().CreateAsync(id, Roles.Guardian, null, cancellation)).Value}";
        var profile = (await Get<ProfileService>().GetAsync(id, cancellation))!;
        var enrollment = (await Get<EnrollmentService>().AddStudentAsync(profile, "Jun Ito", "Algebra", cancellation)).Value;
        await TeachAsync(profile, enrollment, cancellation);
        await AskAsync(id, cancellation);
        await StudyAsync(profile, cancellation);
        await AimAsync(profile, cancellation);
        await QuizAsync(id, cancellation);
        await ReadAsync(id, cancellation);
        await LearnAsync(id, cancellation);
        await PlanAsync(id, cancellation);
        await GatherAsync(profile, cancellation);
        var today = profile.Calendar.DayOf(Clock.NowUtc());
        foreach (var day in new[] { -2, 0, 1 })
        {
            await Get<SessionPlanner>().PlanAsync(
                id, new PlannedSession(new SessionAbout { Kind = SessionKind.Test, Subject = "Prosthetics" }, today.AddDays(day), new TimeOnly(17, 0), 45), cancellation);
        }
    }

    // Plan 1 with a domain that was studied, a code that waits to be assigned, a late session, and a copy that was given.
    private async Task PlanAsync(int id, CancellationToken cancellation)
    {
        var now = Clock.NowUtc();
        await Get<LogService>().AddAsync(id, new SessionEntry
        {
            About = new SessionAbout { Kind = SessionKind.Test, Subject = "Old notes", DomainCode = "OLD" }, StartedAt = now.AddDays(-3), EndedAt = now.AddDays(-3).AddMinutes(20), Fix = OverlapFix.KeepBoth,
        }, cancellation);
        var content = BuiltInPlans.All[BuiltInPlans.Dentistry] with { TargetDay = DateOnly.FromDateTime(now).AddDays(56) };
        var plan = (await Get<PlanService>().AddAsync(id, content, activate: true, cancellation)).Value;
        await Get<LogService>().AddAsync(id, new SessionEntry
        {
            About = new SessionAbout { Kind = SessionKind.Test, Subject = "Surgery", DomainCode = "SURG" }, StartedAt = now.AddDays(-2), EndedAt = now.AddDays(-2).AddMinutes(30),
            QuestionsAnswered = 10, CorrectAnswers = 8, Fix = OverlapFix.KeepBoth,
        }, cancellation);
        await Get<SessionPlanner>().PlanAsync(id, new PlannedSession(
            new SessionAbout { Kind = SessionKind.Theory, Subject = "Surgery", PlanId = plan, DomainCode = "SURG" }, DateOnly.FromDateTime(now).AddDays(-1), null, 30), cancellation);
        var student = (await Get<EnrollmentService>().OfTutorAsync(id, cancellation))[0].StudentId;
        await Get<GivingService>().GiveAsync(id, content, [student], cancellation);
    }

    // A goal with a past, one counted by hand, one put away; a frozen day.
    private async Task AimAsync(Profile profile, CancellationToken cancellation)
    {
        var (goals, today) = (Get<GoalService>(), profile.Calendar.DayOf(Clock.NowUtc()));
        var first = (await goals.AddAsync(profile, new GoalDraft { Metric = GoalMetric.CustomCount, Target = 10, Unit = "pages", StartsOn = today.AddDays(-9) }, cancellation)).Value;
        await goals.CountAsync(profile, first, 4, null, "atlas", cancellation);
        await goals.PauseAsync(profile, first, today.AddDays(3), today.AddDays(4), cancellation);
        await goals.AddAsync(profile, new GoalDraft { Target = 120, StartsOn = today.AddDays(-20), SkipBudget = 1 }, cancellation);
        await goals.ArchiveAsync(profile, (await goals.AddAsync(profile, new GoalDraft { Metric = GoalMetric.Sessions, Target = 2 }, cancellation)).Value, cancellation);
        await Get<StreakFreezes>().FreezeAsync(profile, today.AddDays(2), cancellation);
    }

    // A deck with a leech, a flag, a card with gaps and one that was answered.
    private async Task LearnAsync(int id, CancellationToken cancellation)
    {
        var deck = (await Get<DeckService>().AddAsync(id, "Spanish", "es", cancellation)).Value;
        await Get<DeckService>().SetAsync(
            id, deck.Id, null, DeckSettings.Of(deck) with { ExamDay = DateOnly.FromDateTime(Clock.NowUtc()).AddDays(40), Leeches = new LeechRule(1, 1), LeechSuspends = false }, false, cancellation);
        foreach (var text in new[] { new CardText("casa", "house", "La casa es grande.", "a building"), new CardText("", "", Cloze: "The {{c1::sun::star}} and the {{c2::moon}}."), new CardText("perro", "dog") })
        {
            var cards = await Get<CardService>().AddAsync(id, deck.Id, text, ["a1"], cancellation);
            await Get<CardService>().FlagAsync(id, cards.Value[0], CardFlag.Red, cancellation);
        }
        var first = (await Get<CardReader>().PageAsync(id, new CardFilter(deck.Id), 1, 50, cancellation)).Cards[0].Id;
        await Get<GradingService>().AnswerAsync(id, new AnswerCommand(first, ReviewGrade.Easy, 5000), cancellation);
    }

    // Material 1 is a document, 2 a file; run 1 is complete, run 2 stands at a typed reply, scenario 1 is their own.
    private async Task ReadAsync(int id, CancellationToken cancellation)
    {
        await Get<LibraryService>().AddAsync(
            id, new MaterialDraft { Kind = MaterialKind.Document, Title = "Grammar", Body = "# Cases\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", Collection = "German", Tags = ["reading"] }, cancellation);
        await Get<LibraryService>().AddFileAsync(id, new MaterialDraft(), "paper.pdf", new MemoryStream("%PDF-1.7"u8.ToArray()), cancellation);
        await Get<ScenarioService>().AddAsync(id, BuiltInScenarios.All["bank-de"], cancellation);
        foreach (var (key, steps) in new[] { ("directions-de", int.MaxValue), ("doctor-de", 0) })
        {
            var run = (await Get<ScenarioRuns>().StartAsync(id, key, cancellation)).Value;
            while (run.Steps.Count < steps && !run.Progress.IsDone)
            {
                run = (await Get<ScenarioRuns>().StepAsync(
                    id, run.Id, run.Steps.Count, run.Progress.Prompt is null ? StepKind.Word : StepKind.Reveal, null, true, cancellation)).Value;
            }
            if (run.Progress.IsDone)
            {
                await Get<ScenarioCompletion>().CompleteAsync(id, run.Id, cancellation);
            }
        }
    }

    // The person as a student of their own, to whom hours are offered, and who has asked for one of them.
    private async Task AskAsync(int id, CancellationToken cancellation)
    {
        await using var context = await Get<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(cancellation);
        var enrollment = new Enrollment(id, id, "Latin", new DateOnly(2020, 1, 1));
        context.Add(enrollment);
        await context.SaveChangesAsync(cancellation);
        var hours = Enum.GetValues<DayOfWeek>().Select(day => new OfferedHours(day, new TimeOnly(9, 0), new TimeOnly(12, 0))).ToList();
        await Get<OfferService>().SaveAsync(id, true, hours, 60, 0, 0, cancellation);
        var free = await Get<SlotRequestService>().FreeAsync(id, enrollment.Id, cancellation);
        await Get<SlotRequestService>().AskAsync(id, enrollment.Id, free[^1], "Before the exam", cancellation);
    }

    // Lesson 1 waits to be closed, lesson 2 is to come.
    private async Task TeachAsync(Profile profile, int enrollment, CancellationToken cancellation)
    {
        foreach (var days in new[] { -1, 6 })
        {
            var start = profile.Calendar.DayOf(Clock.NowUtc()).AddDays(days).ToDateTime(new TimeOnly(10, 0));
            await Get<LessonService>().CreateAsync(profile.Id, new LessonDraft
            {
                Slot = LessonSlot.At(start, TimeSpan.FromHours(1), profile.TimeZone),
                Details = new LessonDetails { Topics = ["Fractions", "Roots"], JoinLink = "https://example.org/room" },
                EnrollmentIds = [enrollment],
            }, ConflictHandling.Save, cancellationToken: cancellation);
        }
    }

    // Sixty days, of which one has two sessions that overlap and one was deleted; and a timer that was forgotten.
    private Task StudyAsync(Profile profile, CancellationToken cancellation) =>
        Get<SessionRecorder>().RecordAsync<int>(profile.Id, ChangeVerb.Add, book =>
        {
            var today = profile.Calendar.DayOf(book.NowUtc);
            foreach (var ago in Enumerable.Range(1, 60))
            {
                var start = today.AddDays(-ago).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
                var about = new SessionAbout { Kind = ago % 2 == 0 ? SessionKind.Practice : SessionKind.Theory, Subject = "Algebra", DomainCode = "THER", Tags = ["exam"] };
                var session = book.Add(StudySession.Completed(profile.Id, about, SessionSource.Timer, null, profile.Calendar, start, start.AddMinutes(20 + ago)));
                session.Rate(20, 15, 4);
                if (ago == 2)
                {
                    book.Add(Review(profile, start.AddMinutes(5)));
                    book.Add(Review(profile, start.AddHours(3))).Delete(book.NowUtc);
                }
            }
            book.Add(StudySession.Start(profile.Id, new SessionAbout { Kind = SessionKind.Theory, Subject = "Latin" }, TimerPlan.Stopwatch, null, profile.Calendar, book.NowUtc.AddHours(-9))).Forget();
            return Task.FromResult<Outcome<int>>(0);
        }, cancellation);

    private static StudySession Review(Profile profile, DateTime start) => StudySession.Completed(
        profile.Id, new SessionAbout { Kind = SessionKind.Review }, SessionSource.Manual, null, profile.Calendar, start, start.AddMinutes(25));

    private T Get<T>() where T : notnull => Server.Services.GetRequiredService<T>();
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Topics;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class TemplatesTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _study.Dispose();

    [Fact]
    public void BuiltIn_AreFour_AndDentistryHasItsNineDomains()
    {
        Assert.Equal(["certificate", "dentistry", "language-level", "school-term"], BuiltInPlans.All.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["THER", "SURG", "PROTH", "PEDI", "PARO", "ORTHO", "PREV", "ETHIEK", "ANATOMIE"], BuiltInPlans.All[BuiltInPlans.Dentistry].Domains.Select(d => d.Code));
        Assert.All(BuiltInPlans.All.Values, plan => Assert.Null(PlanChecks.Check(plan).Refusal));
    }

    [Fact]
    public void File_WrittenAndRead_IsTheSame()
    {
        var plan = PlanMake.Content("Ünï “exam”", new(2026, 6, 1), ("SURG", 2.5));

        var read = PlanFile.Read(PlanFile.Write(plan)).Value;

        Assert.Equal((plan.Title, plan.TargetDay), (read.Title, read.TargetDay));
        Assert.Equal(plan.Domains, read.Domains);
    }

    [Theory]
    [InlineData("{", "file")]
    [InlineData("{\"title\": \"A\", \"domains\": []}", "domains")]
    [InlineData("{\"title\": \"\", \"domains\": [{\"code\": \"A\"}]}", "title")]
    [InlineData("{\"title\": \"A\", \"domains\": [{\"code\": \"A\"}, {\"code\": \"a\"}]}", "domains[1].code")]
    [InlineData("{\"title\": \"A\", \"domains\": [{\"code\": \"A\", \"weight\": 0}]}", "domains[0].weight")]
    [InlineData("{\"title\": \"A\", \"domains\": [{\"code\": \"A\", \"target_mastery\": 101}]}", "domains[0].target_mastery")]
    [InlineData("{\"title\": \"A\", \"domains\": [{\"code\": \"A\", \"unknown\": 1}]}", "domains[0].unknown")]
    public void File_ThatCannotBeTaken_NamesThePlace(string json, string field) =>
        Assert.Equal(field, PlanFile.Read(System.Text.Encoding.UTF8.GetBytes(json)).Refusal?.Fields[0].Field);

    [Fact]
    public async Task Template_OfOnesOwn_IsKeptWithoutItsDay_AndIsNotAnothers()
    {
        var templates = _study.Get<TemplateService>();

        var key = (await templates.AddAsync(_study.StudentId, PlanMake.Content("Mine", new(2026, 6, 1)), Token)).Value;

        var own = (await templates.ListAsync(_study.StudentId, Token))[0];
        Assert.Equal((key, true, "Mine", null), (own.Key, own.IsOwn, own.Content.Title, own.Content.TargetDay));
        Assert.Null(await templates.FindAsync(_study.AddPerson("Jun"), key, Token));
        Assert.Null(await templates.DeleteAsync(_study.StudentId, key, Token));
        Assert.Null(await templates.FindAsync(_study.StudentId, key, Token));
    }

    [Fact]
    public async Task Gift_MakesACopyAStudent_AndTheTutorSeesHowFarEachIs()
    {
        var (tutor, stranger) = (_study.AddPerson("Vera"), _study.AddPerson("Jun"));
        await EnrollAsync(tutor);
        var gifts = _study.Get<GivingService>();

        Assert.Equal(RefusalKind.NotFound, (await gifts.GiveAsync(tutor, PlanMake.Content(), [_study.StudentId, stranger], Token)).Refusal?.Kind);
        Assert.Equal(1, (await gifts.GiveAsync(tutor, PlanMake.Content("Given"), [_study.StudentId], Token)).Value);

        var plan = Assert.Single(await _study.Get<PlanReader>().ListAsync(_study.StudentId, Token));
        Assert.Equal((PlanStatus.Active, "Vera"), (plan.Status, plan.GivenBy));
        Assert.Equal(("A learning plan for you: Given", "From Vera. It is your active plan now.", $"/plans/{plan.Id}"), Assert.Single(await ToldAsync()));
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 09:00");
        var copy = Assert.Single(Assert.Single(await gifts.GivenAsync(tutor, Token)).Copies);
        Assert.Equal((plan.Id, 20d / 3), (copy.PlanId, copy.Progress));
        Assert.Equal("Mina", (await _study.Get<PlanReader>().FindAsync(tutor, plan.Id, Token))?.StudentName);
        Assert.Null(await _study.Get<PlanReader>().FindAsync(stranger, plan.Id, Token));

        await using var context = _study.Context();
        (await context.Set<Enrollment>().SingleAsync(Token)).End(new(2026, 3, 10));
        await context.SaveChangesAsync(Token);
        Assert.Empty(await gifts.GivenAsync(tutor, Token));
        Assert.Null(await _study.Get<PlanReader>().FindAsync(tutor, plan.Id, Token));
    }

    [Fact]
    public async Task Gift_BesideAnActivePlan_WaitsAndSaysSo_AndIsForgottenWithWhoGaveIt()
    {
        var tutor = _study.AddPerson("Vera");
        await EnrollAsync(tutor);
        await PlanMake.PlanAsync(_study);

        await _study.Get<GivingService>().GiveAsync(tutor, PlanMake.Content("Given"), [_study.StudentId], Token);

        Assert.Equal("From Vera. It waits until you begin it: another plan is active.", Assert.Single(await ToldAsync()).Body);
        await using var context = _study.Context();
        Assert.All(await context.Set<Notice>().ToListAsync(Token), n => Assert.Contains($",{tutor},", n.Mentions, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_ThatIsOver_IsSeenByTheStudentAndWhoGaveIt()
    {
        var (tutor, giver) = (_study.AddPerson("Vera"), _study.AddPerson("Petra"));
        await EnrollAsync(tutor);
        await EnrollAsync(giver);
        await _study.Get<GivingService>().GiveAsync(giver, PlanMake.Content("Given"), [_study.StudentId], Token);
        var plans = _study.Get<PlanReader>();
        var plan = Assert.Single(await plans.ListAsync(_study.StudentId, Token)).Id;
        Assert.NotNull(await plans.FindAsync(tutor, plan, Token));

        Assert.Null(await _study.Get<PlanService>().ArchiveAsync(_study.StudentId, plan, Token));

        Assert.Null(await plans.FindAsync(tutor, plan, Token));
        Assert.NotNull(await plans.FindAsync(giver, plan, Token));
        Assert.NotNull(await plans.FindAsync(_study.StudentId, plan, Token));
    }

    [Fact]
    public async Task Topic_ThatNoLessonCovered_IsNotLinked()
    {
        var plan = await PlanMake.PlanAsync(_study);

        Assert.Empty(await _study.Get<TopicService>().ListAsync(_study.StudentId, plan, Token));
        Assert.Equal(RefusalKind.NotFound, (await _study.Get<TopicService>().LinkAsync(_study.StudentId, plan, "Nerves", "SURG", Token))?.Kind);
    }

    /// <summary>What the student's list of notices says, once the post has been round.</summary>
    private async Task<IEnumerable<(string Title, string Body, string? Address)>> ToldAsync()
    {
        await _study.Get<ScreenPost>().DeliverAsync(Token);
        return (await _study.Get<NoticeReader>().NewestAsync(_study.StudentId, 10, Token)).Select(n => (n.Title, n.Body, n.Address));
    }

    private async Task EnrollAsync(int tutor)
    {
        await using var context = _study.Context();
        // Who has no account is told nothing.
        (await context.Users.SingleAsync(p => p.Id == _study.StudentId, Token)).PasswordHash = "some";
        context.Add(new Enrollment(tutor, _study.StudentId, "Surgery", new(2026, 1, 1)));
        await context.SaveChangesAsync(Token);
    }
}

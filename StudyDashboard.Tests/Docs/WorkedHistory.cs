using System.Globalization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Plans;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Docs;

/// <summary>
/// The history of docs/figures.md, recorded through the product's services as it happened: everything that the page's tables name, at its time.
/// </summary>
internal sealed partial class WorkedHistory : IDisposable
{
    private readonly PageTables _page;
    private readonly TimeZoneInfo _zone;
    private readonly List<(DateTime At, Func<Task> Happens)> _events = [];

    private WorkedHistory(PageTables page)
    {
        _page = page;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(Setting("time zone"));
        Study = new StudyFixture(_zone.Id, TimeOnly.Parse(Setting("study day begins"), CultureInfo.InvariantCulture).Hour);
        TutorId = Study.AddPerson("Petra");
    }

    public StudyFixture Study { get; }

    public int TutorId { get; }

    public int PlanId { get; private set; }

    public int GoalId { get; private set; }

    public int DeckId { get; private set; }

    /// <summary>The product's ids by what the page calls them: <c>session 1</c>, <c>quiz A</c>, a card, the start of a lesson.</summary>
    public Dictionary<string, int> Ids { get; } = [];

    /// <summary>The plan's domains as they stood after each session and quiz.</summary>
    public Dictionary<string, IReadOnlyList<DomainView>> After { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int StudentId => Study.StudentId;

    /// <summary>Records it all; the clock then stands at the page's today.</summary>
    /// <param name="page">The page's tables.</param>
    /// <param name="today">The page's now, on the student's clock.</param>
    public static async Task<WorkedHistory> RecordAsync(PageTables page, string today)
    {
        var history = new WorkedHistory(page);
        history.PlanSessions();
        history.PlanQuizzes();
        history.PlanLessons();
        history.PlanCards();
        history.At(history.Utc(history.Setting("frozen day") + " 12:00").AddDays(-1), history.FreezeAsync);
        history.Study.Clock.SetUtc(history._events.Min(e => e.At).AddHours(-6));
        await history.BeginAsync();
        foreach (var (at, happens) in history._events.OrderBy(e => e.At))
        {
            history.Study.Clock.SetUtc(at);
            await happens();
        }
        history.Study.Clock.SetUtc(history.Utc(today));
        return history;
    }

    public async Task<Profile> MinaAsync() => (await Study.Get<ProfileService>().GetAsync(StudentId, Token))! with { Roles = [Roles.Student] };

    public void Dispose() => Study.Dispose();

    private static T Done<T>(Outcome<T> outcome)
    {
        Done(outcome.Refusal);
        return outcome.Value;
    }

    private static void Done(Refusal? refusal) => Assert.True(refusal is null, refusal?.Message);

    private static double Number(string text) => double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    private static int? Count(string text) => text.Length == 0 ? null : (int)Number(text);

    private string Setting(string name) => _page.Cell("setting", name);

    private void At(DateTime utc, Func<Task> happens) => _events.Add((utc, happens));

    private DateTime Utc(string local) => TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(local, CultureInfo.InvariantCulture), _zone);

    /// <summary>A time of day as the next one after an instant.</summary>
    private DateTime Utc(string time, DateTime after)
    {
        var day = TimeZoneInfo.ConvertTimeFromUtc(after, _zone);
        var local = DateOnly.FromDateTime(day).ToDateTime(TimeOnly.Parse(time, CultureInfo.InvariantCulture));
        return TimeZoneInfo.ConvertTimeToUtc(local < day ? local.AddDays(1) : local, _zone);
    }

    private async Task BeginAsync()
    {
        var rest = Enum.Parse<DayOfWeek>(Setting("rest day"));
        Done(await Study.Get<RewardTermsService>().SetAsync(await MinaAsync(), Number(Setting("points a minute")), (int)Number(Setting("points a day at most")),
            manualEarns: false, (int)Number(Setting("minutes that make a streak day")), [rest], Token));
        GoalId = Done(await Study.Get<GoalService>().AddAsync(await MinaAsync(), new GoalDraft { Target = Number(Setting("goal, minutes a week")), RestDays = [rest] }, Token));
        PlanId = await PlanMake.PlanAsync(Study, PlanMake.Content("Exam", null, [.. _page.Of("domain").Select(d => (d["domain"], Number(d["weight"])))]), activate: true);
        var decks = Study.Get<DeckService>();
        var deck = Done(await decks.AddAsync(StudentId, "Bones", null, Token));
        var wanted = DeckSettings.Of(deck) with { Parameters = deck.Parameters with { DesiredRetention = Number(Setting("recall wanted of the cards")) / 100 } };
        Done(await decks.SetAsync(StudentId, DeckId = deck.Id, null, wanted, reschedule: false, Token));
        await EnrollAsync(StudentId);
        await GiveLessonsAsync();
        await GiveQuizAsync();
    }

    private async Task<int> EnrollAsync(int studentId)
    {
        await using var context = Study.Context();
        var enrollment = new Enrollment(TutorId, studentId, "Dentistry", new DateOnly(2026, 1, 1));
        context.Add(enrollment);
        await context.SaveChangesAsync(Token);
        return enrollment.Id;
    }

    private async Task FreezeAsync() =>
        Done(await Study.Get<StreakFreezes>().FreezeAsync(await MinaAsync(), DateOnly.Parse(Setting("frozen day"), CultureInfo.InvariantCulture), Token));

    private async Task NoteDomainsAsync(string after) => After[after] = (await Study.Get<PlanReader>().FindAsync(StudentId, PlanId, Token))!.Domains;
}

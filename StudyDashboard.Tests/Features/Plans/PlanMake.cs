using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

/// <summary>Makes plans and sessions that name their domains; a test names only what matters to it.</summary>
internal static class PlanMake
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static PlanContent Content(string title = "Exam", DateOnly? target = null, params (string Code, double Weight)[] domains) => new()
    {
        Title = title,
        TargetDay = target,
        Domains = [.. (domains.Length == 0 ? [("SURG", 2), ("PROTH", 1)] : domains).Select(d => new PlanPart { Code = d.Code, Name = d.Code, Weight = d.Weight })],
    };

    public static async Task<int> PlanAsync(StudyFixture study, PlanContent? content = null, bool activate = false) =>
        (await study.Get<PlanService>().AddAsync(study.StudentId, content ?? Content(), activate, Token)).Value;

    /// <summary>A finished session, typed or of another source, that begins at a UTC instant.</summary>
    public static async Task<Outcome<Recording<StudySession>>> SessionAsync(
        StudyFixture study, string? domain, string start, int minutes = 30, int answered = 0, int correct = 0, SessionSource source = SessionSource.Timer,
        SessionKind kind = SessionKind.Practice) => await study.Get<SessionRecorder>().RecordAsync<StudySession>(study.StudentId, ChangeVerb.Add, async book =>
        {
            var calendar = await book.Context.CalendarOfAsync(study.StudentId, Token);
            var at = Make.At(start);
            var session = StudySession.Completed(study.StudentId, Make.About(kind, "Notes", domain), source, null, calendar, at, at.AddMinutes(minutes));
            session.Rate(answered, correct, null);
            return book.Add(session);
        }, Token);

    public static async Task<DomainView> DomainAsync(StudyFixture study, int plan, string code) =>
        (await study.Get<PlanReader>().FindAsync(study.StudentId, plan, Token))!.Domains.Single(d => d.Code == code);

    public static async Task<IReadOnlyList<(MasteryLevel From, MasteryLevel To, LevelCause Cause, string Title)>> LevelsAsync(StudyFixture study, int plan) =>
        [.. (await study.Get<PlanReader>().LevelsAsync(plan, null, 1, 100, Token)).Items.Reverse().Select(l => (l.From, l.To, l.Cause, l.Title))];

    public static async Task<Profile> ProfileAsync(StudyFixture study) => (await study.Get<ProfileService>().GetAsync(study.StudentId, Token))!;

    public static async Task DeleteAsync(StudyFixture study, params int[] sessions) =>
        Assert.Null((await study.Get<LogService>().DeleteAsync(study.StudentId, sessions, Token)).Refusal);

    /// <summary>Where every domain stands, to compare.</summary>
    public static async Task<IReadOnlyList<(string Code, int Net, double Points, double? Mastery, MasteryLevel Level)>> StandingsAsync(StudyFixture study, int plan)
    {
        await using var context = study.Context();
        return [.. (await context.Set<PlanDomain>().Where(d => d.PlanId == plan).Include(d => d.Standing).OrderBy(d => d.Code).ToListAsync(Token))
            .Select(d => (d.Code, d.Standing.NetSeconds, d.Standing.ProgressPoints, d.Standing.Mastery, d.Standing.Level))];
    }
}

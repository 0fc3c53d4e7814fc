using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Analytics;

/// <summary>
/// Two weeks of a student in Sofia, worked by hand, on Tuesday 10 March 2026 at 11:00: 30 and 20 minutes on Monday and Tuesday of last
/// week and 100 on its Sunday; 60 and 43 on Monday and Tuesday of this week.
/// </summary>
internal sealed class AnalyticsWorld : IDisposable
{
    public StudyFixture Study { get; } = new();

    public int StudentId => Study.StudentId;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AnalyticsWorld> BeginAsync()
    {
        var world = new AnalyticsWorld();
        var student = world.StudentId;
        await world.RecordAsync(Make.Session(student, Make.At("2026-03-02 06:00"), 30, SessionKind.Theory, subject: null));
        await world.RecordAsync(Make.Session(student, Make.At("2026-03-03 06:00"), 20, answered: 4, correct: 4));
        await world.RecordAsync(Make.Session(student, Make.At("2026-03-08 06:00"), 100));
        await world.RecordAsync(Make.Session(student, Make.At("2026-03-09 06:00"), 60, answered: 10, correct: 8));
        var test = Make.Session(student, Make.At("2026-03-10 06:30"), 43, SessionKind.Test, subject: "=Latin", answered: 10, correct: 5);
        test.WriteNote("Ablative, \"again\"");
        await world.RecordAsync(test);
        return world;
    }

    public async Task<StudySession> RecordAsync(StudySession session) =>
        (await Study.Get<SessionRecorder>().RecordAsync<StudySession>(StudentId, ChangeVerb.Add, book => Task.FromResult<StudyDashboard.Infrastructure.Outcome<StudySession>>(book.Add(session)), Token)).Value.Value;

    public async Task<Profile> ProfileAsync(int? id = null) => (await Study.Get<ProfileService>().GetAsync(id ?? StudentId, Token))!;

    public void Dispose() => Study.Dispose();
}

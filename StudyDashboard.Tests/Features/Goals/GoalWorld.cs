using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Goals;

/// <summary>A student with goals on Tuesday, 10 March 2026, 11:00 in Sofia; weeks begin on Monday.</summary>
internal sealed class GoalWorld : IDisposable
{
    public StudyFixture Study { get; } = new();

    public static DateOnly Today => new(2026, 3, 10);

    public GoalService Goals => Study.Get<GoalService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<Profile> MinaAsync() => (await Study.Get<ProfileService>().GetAsync(Study.StudentId, Token))! with { Roles = [Roles.Student] };

    public async Task<int> AddAsync(GoalDraft draft)
    {
        var added = await Goals.AddAsync(await MinaAsync(), draft, Token);
        Assert.Null(added.Refusal);
        return added.Value;
    }

    public Task<int> WeeklyAsync(double target = 120, string? subject = null) => AddAsync(new GoalDraft { Target = target, Subject = subject });

    public async Task<GoalView> ViewAsync(int goalId) => (await DetailAsync(goalId)).Goal;

    public async Task<GoalDetail> DetailAsync(int goalId) => (await Study.Get<GoalReader>().FindAsync(await MinaAsync(), goalId, Token))!;

    /// <summary>A finished session, at an instant such as <c>2026-03-10 06:00</c> (UTC).</summary>
    public async Task<Recording<StudySession>> StudyAsync(
        string start, int minutes = 30, string? subject = "Algebra", SessionKind kind = SessionKind.Practice, int answered = 0, int correct = 0, SessionSource source = SessionSource.Timer)
    {
        var session = Make.Session(Study.StudentId, Make.At(start), minutes, kind, subject, source, answered: answered, correct: correct);
        var recorded = await Study.Get<SessionRecorder>().RecordAsync<StudySession>(
            Study.StudentId, ChangeVerb.Add, book => Task.FromResult<StudyDashboard.Infrastructure.Outcome<StudySession>>(book.Add(session)), Token);
        Assert.Null(recorded.Refusal);
        return recorded.Value;
    }

    public Task DeleteAsync(int sessionId) => Study.Get<LogService>().DeleteAsync(Study.StudentId, [sessionId], Token);

    /// <summary>As nothing else can be told of it: the study day turns at 04:00 in Sofia.</summary>
    public void GoTo(string utc) => Study.Clock.SetUtc(Make.At(utc));

    public async Task<IReadOnlyList<GoalProgress>> RowsAsync()
    {
        await using var context = Study.Context();
        return await context.Set<GoalProgress>().AsNoTracking().OrderBy(p => p.GoalId).ThenBy(p => p.FromDay).ToListAsync(Token);
    }

    public async Task<GoalStatus> StoredStatusAsync(int goalId)
    {
        await using var context = Study.Context();
        return await context.Set<Goal>().Where(g => g.Id == goalId).Select(g => g.Status).SingleAsync(Token);
    }

    public Task<int> RebuildAsync() => Study.Get<Rebuild>().RunAsync(Token);

    public void Dispose() => Study.Dispose();
}

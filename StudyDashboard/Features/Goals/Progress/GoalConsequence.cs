using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Goals.Progress;

/// <summary>Moves the goals when sessions do. It stands after the totals, which it reads.</summary>
internal sealed class GoalConsequence(GoalBook goals) : ISessionConsequence
{
    public Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken) =>
        goals.DeriveAsync(derivation.Context, derivation.StudentId, derivation.Days, derivation.Days, cancellationToken);
}

/// <summary>The days by which a rebuild finds every row of progress, also one whose facts are gone.</summary>
internal sealed class GoalDays : IDerivedDays
{
    public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var own = context.Set<Goal>().Where(g => g.StudentId == studentId && g.DeletedAt == null);
        return await context.Set<GoalProgress>().Where(p => own.Any(g => g.Id == p.GoalId)).Select(p => p.FromDay)
            // What is counted by hand is a fact of a day that may have no session.
            .Union(context.Set<GoalEntry>().Where(e => own.Any(g => g.Id == e.GoalId)).Select(e => e.StudyDay))
            .ToListAsync(cancellationToken);
    }
}

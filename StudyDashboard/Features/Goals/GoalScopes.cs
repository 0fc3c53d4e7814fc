using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Goals;

/// <summary>The classes and plans that a student's goals can be about.</summary>
public sealed class GoalScopes(IDbContextFactory<StudyDbContext> contexts, IPlanPercent plans, IEnumerable<IClassChoices> classes)
{
    public async Task<(IReadOnlyList<GoalChoice> Classes, IReadOnlyList<GoalChoice> Plans)> OfAsync(int studentId, CancellationToken cancellationToken)
    {
        var inClass = await classes.OfAsync(studentId, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return ([.. inClass.Select(c => new GoalChoice(c.Id, c.Name))], await plans.ChoicesAsync(context, studentId, cancellationToken));
    }
}

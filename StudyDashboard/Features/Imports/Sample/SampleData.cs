using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Welcome;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Sample;

/// <summary>Eight weeks of sample sessions for an empty account, brought in like an import and so undone like one.</summary>
internal sealed class SampleData(IDbContextFactory<StudyDbContext> contexts, ImportService imports, TimeProvider clock) : ISampleData
{
    public async Task<Refusal?> AddAsync(int personId, CancellationToken cancellationToken)
    {
        SamplePlan plan;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            plan = new SamplePlan(await context.CalendarOfAsync(personId, cancellationToken), clock.NowUtc());
        }
        var taken = await imports.TakeInAsync(personId, SampleImport.Kind, ImportTexts.Sample_Title, plan, cancellationToken);
        return taken.Refusal ?? (taken.Value.ImportId is null ? Refusal.Conflict(ImportTexts.Sample_NotEmpty) : null);
    }
}

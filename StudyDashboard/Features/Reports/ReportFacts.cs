using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports.Page;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports;

/// <summary>The way from a guardian's list of children to each child's weekly report.</summary>
internal sealed class ReportFacts(ProfileService profiles, TimeProvider clock) : IChildFacts
{
    public async Task<IReadOnlyList<ChildFact>> OfAsync(Profile guardian, int childId, CancellationToken cancellationToken)
    {
        if (await profiles.GetAsync(childId, cancellationToken) is not { } child)
        {
            return [];
        }
        var week = StudyPeriod.Of(PeriodLength.Week, child.Calendar.DayOf(clock.NowUtc()), child.FirstDayOfWeek);
        return [new ChildFact(ReportTexts.Child_Week, PageAddresses.ReportsWith(new PeriodAsk(week, childId)))];
    }
}

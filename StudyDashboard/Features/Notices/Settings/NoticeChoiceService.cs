using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Planning;

namespace StudyDashboard.Features.Notices.Settings;

/// <summary>Takes what a person chose about reminders and lets those that wait follow it.</summary>
public sealed class NoticeChoiceService(ProfileService profiles, ReminderDuty reminders)
{
    public async Task SaveAsync(int personId, NoticeChoices choices, CancellationToken cancellationToken)
    {
        await profiles.PreferAsync(personId, p => p with { Notices = choices }, cancellationToken);
        await reminders.PlanForAsync(personId, cancellationToken);
    }
}

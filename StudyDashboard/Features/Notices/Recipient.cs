using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices;

/// <summary>Someone who may be told something, and in which words of time.</summary>
public sealed record Recipient(int Id, string Name, string? Email, string TimeZone, string Language, ClockFormat ClockFormat, NoticeChoices Choices)
{
    /// <summary>The person's wall time of an instant.</summary>
    public DateTime LocalOf(DateTime utc) => StudyCalendar.For(TimeZone, 0).LocalOf(utc);

    public string TimeOf(DateTime local) => local.ToString(ClockFormat == ClockFormat.H12 ? "h:mm tt" : "HH:mm", Culture);

    public string DayOf(DateTime local) => local.ToString("ddd d MMM yyyy", Culture);

    /// <summary>The ways by which the person wants to hear of changes and can.</summary>
    internal IEnumerable<NoticeChannel> ChangeChannels(MailOptions mail) => Choices.Changes.Distinct().Where(c => c != NoticeChannel.Email || (mail.IsOn && Email is not null));

    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language);
}

internal static class Recipients
{
    /// <summary>Those of these people who have an account: nobody reads what the others are told.</summary>
    public static async Task<IReadOnlyDictionary<int, Recipient>> RecipientsAsync(
        this StudyDbContext context, IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        await context.Users.AsNoTracking().Where(p => ids.Contains(p.Id) && p.PasswordHash != null)
            .Select(p => new { p.Id, p.DisplayName, p.Email, p.TimeZone, p.Language, p.Preferences })
            .ToDictionaryAsync(
                p => p.Id, p => new Recipient(p.Id, p.DisplayName, p.Email, p.TimeZone, p.Language, p.Preferences.ClockFormat, p.Preferences.Notices), cancellationToken);

    /// <summary>The names of these people.</summary>
    public static async Task<IReadOnlyDictionary<int, string>> NamesAsync(
        this StudyDbContext context, IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        await context.Users.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
}

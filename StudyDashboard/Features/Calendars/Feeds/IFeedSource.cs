using StudyDashboard.Data;
using StudyDashboard.Features.Calendars.ICalendar;

namespace StudyDashboard.Features.Calendars.Feeds;

/// <summary>What calendar addresses show of one kind of thing.</summary>
public interface IFeedSource
{
    /// <summary>For which scope; never <see cref="FeedScope.Both"/>.</summary>
    FeedScope Scope { get; }

    /// <summary>A person's events, each with an identity that never changes, in an order that stays.</summary>
    Task<IReadOnlyList<WrittenEvent>> ReadAsync(StudyDbContext context, int personId, DateTime nowUtc, CancellationToken cancellationToken);
}

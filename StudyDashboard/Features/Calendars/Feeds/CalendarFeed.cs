using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Calendars.Feeds;

/// <summary>What a calendar address shows.</summary>
public enum FeedScope
{
    /// <summary>Lessons, as tutor and as student.</summary>
    Lessons,

    /// <summary>Planned and finished study sessions.</summary>
    Study,
    Both,
}

/// <summary>A secret address at which other programs read a person's calendar. Only the hash of its secret is kept.</summary>
public sealed class CalendarFeed
{
    public const int MaxName = 80;

    private CalendarFeed()
    {
    }

    public CalendarFeed(int personId, string name, FeedScope scope, bool busyOnly, string hash, DateTime nowUtc) =>
        (PersonId, Name, Scope, BusyOnly, Hash, CreatedAt) = (personId, name, scope, busyOnly, hash, nowUtc);

    public int Id { get; private set; }

    public int PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public FeedScope Scope { get; private set; }

    /// <summary>Whether it shows only that the time is taken, and by nothing what.</summary>
    public bool BusyOnly { get; private set; }

    /// <summary>SHA-256 of the secret, in hex.</summary>
    public string Hash { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>When a program last asked, to the quarter of an hour.</summary>
    public DateTime? LastUsedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public void Use(DateTime nowUtc) => LastUsedAt = nowUtc;

    public void Revoke(DateTime nowUtc) => RevokedAt ??= nowUtc;
}

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("calendar_feeds");
        builder.Property(f => f.Name).HasMaxLength(CalendarFeed.MaxName);
        builder.Property(f => f.Hash).HasMaxLength(LinkSecret.HashLength);
        builder.HasIndex(f => f.Hash).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Notices;

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices", table =>
        {
            table.HasCheckConstraint("ck_notices_useful", "useful_until >= due_at");
            table.HasCheckConstraint("ck_notices_alarm", "(state = 'snoozed') = (snoozed_until IS NOT NULL)");
            table.HasCheckConstraint("ck_notices_next", "state NOT IN ('waiting', 'sending', 'snoozed') OR next_at IS NOT NULL");
        });
        builder.Property(n => n.Key).HasMaxLength(Notice.MaxKey);
        builder.Property(n => n.About).HasMaxLength(Notice.MaxAbout);
        builder.Property(n => n.Title).HasMaxLength(Notice.MaxTitle);
        builder.Property(n => n.Address).HasMaxLength(Notice.MaxAddress);
        builder.Property(n => n.Error).HasMaxLength(Notice.MaxError);
        builder.Property(n => n.Content).HasConversion(
            value => JsonSerializer.Serialize(value, Json.Stored),
            json => JsonSerializer.Deserialize<NoticeContent>(json, Json.Stored) ?? new NoticeContent(),
            // A record is replaced whole, never changed in place.
            new ValueComparer<NoticeContent>((a, b) => ReferenceEquals(a, b), c => c.GetHashCode(), c => c));
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(n => n.Key).IsUnique();
        builder.HasIndex(n => n.About).HasDatabaseName("ix_notices_about");
        // What the post has to do, what the bell counts, and the list: each is one range.
        builder.HasIndex(n => n.NextAt).HasDatabaseName("ix_notices_next").HasFilter("next_at IS NOT NULL");
        builder.HasIndex(n => new { n.PersonId, n.SentAt }).HasDatabaseName("ix_notices_unread").HasFilter("read_at IS NULL");
        builder.HasIndex(n => new { n.PersonId, n.ListedAt }).HasDatabaseName("ix_notices_list").HasFilter("listed_at IS NOT NULL");
    }
}

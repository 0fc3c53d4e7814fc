using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Webhooks;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.Ignore(w => w.Events);
        builder.Ignore(w => w.IsActive);
        builder.Property(w => w.Name).HasMaxLength(Webhook.MaxName);
        builder.Property(w => w.Url).HasMaxLength(Webhook.MaxUrl);
        builder.Property(w => w.EventWords).HasColumnName("events").HasMaxLength(300);
        builder.Property(w => w.Secret).HasMaxLength(600);
        builder.HasIndex(w => w.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.Property(d => d.Error).HasMaxLength(WebhookDelivery.MaxError);
        builder.HasIndex(d => new { d.WebhookId, d.Id });
        // What waits is little, what is done is much.
        builder.HasIndex(d => d.NextAttemptAt).HasFilter("next_attempt_at IS NOT NULL");
        builder.HasIndex(d => d.CreatedAt);
        builder.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Cascade);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Plans.Templates;

/// <summary>A plan that a person keeps to begin others with, or to give.</summary>
public sealed class PlanTemplate
{
    private PlanTemplate()
    {
    }

    internal PlanTemplate(int ownerId, PlanContent content, DateTime nowUtc) =>
        (OwnerId, Title, Json, CreatedAt) = (ownerId, content.Title, JsonSerializer.Serialize(content with { TargetDay = null }, Infrastructure.Json.Stored), nowUtc);

    public int Id { get; private set; }

    public int OwnerId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The JSON of <see cref="PlanContent"/>.</summary>
    public string Json { get; private set; } = "{}";

    public DateTime CreatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    public PlanContent Content => JsonSerializer.Deserialize<PlanContent>(Json, Infrastructure.Json.Stored)!;

    internal void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    internal void Restore() => DeletedAt = null;
}

internal sealed class PlanTemplateConfiguration : IEntityTypeConfiguration<PlanTemplate>
{
    public void Configure(EntityTypeBuilder<PlanTemplate> builder)
    {
        builder.ToTable("plan_templates");
        builder.Property(t => t.Title).HasMaxLength(PlanChecks.MaxTitle);
        builder.Property(t => t.Json).HasColumnName("content");
        builder.Ignore(t => t.Content);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => t.OwnerId);
    }
}

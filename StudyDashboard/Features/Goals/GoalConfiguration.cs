using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Goals;

internal sealed class GoalConfiguration : IEntityTypeConfiguration<Goal>
{
    public void Configure(EntityTypeBuilder<Goal> builder)
    {
        builder.ToTable("goals", table =>
        {
            table.HasCheckConstraint("ck_goals_order", "ends_on IS NULL OR ends_on >= starts_on");
            table.HasCheckConstraint("ck_goals_once", "period <> 'once' OR ends_on IS NOT NULL");
            table.HasCheckConstraint("ck_goals_archived", "(status = 'archived') = (archived_on IS NOT NULL)");
        });
        builder.Property(g => g.Title).HasMaxLength(Goal.MaxTitle);
        builder.Property(g => g.Unit).HasMaxLength(Goal.MaxUnit);
        builder.Property(g => g.Subject).HasMaxLength(SessionAbout.MaxText);
        builder.Property(g => g.DomainCode).HasMaxLength(SessionAbout.MaxText);
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.Ignore(g => g.Scope).Ignore(g => g.Calendar);
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(g => g.Terms).WithOne().HasForeignKey(t => t.GoalId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(g => g.Pauses).WithOne().HasForeignKey(p => p.GoalId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(g => g.Progress).WithOne().HasForeignKey(p => p.GoalId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(g => new { g.StudentId, g.Status });
        builder.HasIndex(g => g.DeletedAt).HasFilter("deleted_at IS NOT NULL");
    }
}

internal sealed class GoalTermsConfiguration : IEntityTypeConfiguration<GoalTerms>
{
    public void Configure(EntityTypeBuilder<GoalTerms> builder)
    {
        builder.ToTable("goal_terms", table => table.HasCheckConstraint("ck_goal_terms_ranges", "target > 0 AND skip_budget >= 0"));
        builder.HasKey(t => new { t.GoalId, t.ValidFrom });
    }
}

internal sealed class GoalPauseConfiguration : IEntityTypeConfiguration<GoalPause>
{
    public void Configure(EntityTypeBuilder<GoalPause> builder)
    {
        builder.ToTable("goal_pauses", table => table.HasCheckConstraint("ck_goal_pauses_order", "to_day IS NULL OR to_day >= from_day"));
        builder.HasKey(p => new { p.GoalId, p.From });
        builder.Property(p => p.From).HasColumnName("from_day");
        builder.Property(p => p.To).HasColumnName("to_day");
    }
}

internal sealed class GoalEntryConfiguration : IEntityTypeConfiguration<GoalEntry>
{
    public void Configure(EntityTypeBuilder<GoalEntry> builder)
    {
        builder.ToTable("goal_entries");
        builder.Property(e => e.Note).HasMaxLength(GoalEntry.MaxNote);
        builder.HasOne<Goal>().WithMany().HasForeignKey(e => e.GoalId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => new { e.GoalId, e.StudyDay });
    }
}

internal sealed class GoalProgressConfiguration : IEntityTypeConfiguration<GoalProgress>
{
    public void Configure(EntityTypeBuilder<GoalProgress> builder)
    {
        builder.ToTable("goal_progress", table => table.HasCheckConstraint("ck_goal_progress_order", "to_day >= from_day"));
        builder.HasKey(p => new { p.GoalId, p.FromDay });
    }
}

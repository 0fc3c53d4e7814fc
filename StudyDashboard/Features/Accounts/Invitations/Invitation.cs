using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyDashboard.Features.Accounts.Invitations;

/// <summary>A link with which one person may make an account, or claim the one that waits for them. The secret is stored as a hash.</summary>
public sealed class Invitation
{
    private Invitation()
    {
    }

    internal Invitation(string secret, string role, int? createdById, int? claimsPersonId, DateTime nowUtc) =>
        (SecretHash, Role, CreatedById, ClaimsPersonId, CreatedAt, ExpiresAt) = (LinkSecret.HashOf(secret), role, createdById, claimsPersonId, nowUtc, nowUtc + Lifetime);

    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(7);

    public int Id { get; private set; }

    public string SecretHash { get; private set; } = "";

    /// <summary>One of <see cref="Roles.All"/>.</summary>
    public string Role { get; private set; } = "";

    public int? CreatedById { get; private set; }

    /// <summary>The person without an account who is to be claimed, with the history.</summary>
    public int? ClaimsPersonId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime ExpiresAt { get; private set; }

    public DateTime? UsedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public bool IsOpen(DateTime nowUtc) => UsedAt is null && RevokedAt is null && nowUtc < ExpiresAt;

    /// <exception cref="InvalidOperationException">It is used, revoked or too old.</exception>
    public void Use(DateTime nowUtc) => UsedAt = IsOpen(nowUtc) ? nowUtc : throw new InvalidOperationException("The invitation is not open.");

    public void Revoke(DateTime nowUtc) => RevokedAt ??= nowUtc;
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.Property(i => i.SecretHash).HasMaxLength(LinkSecret.HashLength);
        builder.Property(i => i.Role).HasMaxLength(16);
        builder.HasIndex(i => i.SecretHash).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.CreatedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.ClaimsPersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

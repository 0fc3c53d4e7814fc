using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>
/// A token of the whole site: nobody's, made by an operator on the command line. It hands in offline quiz results for whoever owns the
/// questions, and can do nothing else. Only the hash of its secret is kept.
/// </summary>
public sealed class SiteToken
{
    private SiteToken()
    {
    }

    public SiteToken(string name, string hash, DateTime nowUtc) => (Name, Hash, CreatedAt) = (name, hash, nowUtc);

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of the secret, in hex.</summary>
    public string Hash { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTime? LastUsedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public void Use(DateTime nowUtc) => LastUsedAt = nowUtc;

    public void Revoke(DateTime nowUtc) => RevokedAt ??= nowUtc;

    public void Reinstate() => RevokedAt = null;
}

internal sealed class SiteTokenConfiguration : IEntityTypeConfiguration<SiteToken>
{
    public void Configure(EntityTypeBuilder<SiteToken> builder)
    {
        builder.ToTable("site_tokens");
        builder.Property(t => t.Name).HasMaxLength(ApiToken.MaxName);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => t.Hash).IsUnique();
    }
}

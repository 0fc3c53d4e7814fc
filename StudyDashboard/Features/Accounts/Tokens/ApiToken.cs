using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>What a token may be used for.</summary>
public enum ApiScope
{
    Read,
    Write,

    /// <summary>Hand in offline quiz results.</summary>
    Ingest,
}

/// <summary>A personal token for programs. Only the hash of its secret is kept.</summary>
public sealed class ApiToken
{
    public const int MaxName = 80;

    private ApiToken()
    {
    }

    public ApiToken(int personId, string name, IEnumerable<ApiScope> scopes, string hash, DateTime nowUtc, DateTime? expiresAt) =>
        (PersonId, Name, ScopeWords, Hash, CreatedAt, ExpiresAt) =
        (personId, name, string.Join(' ', scopes.Distinct().Order().Select(Words<ApiScope>.Of)), hash, nowUtc, expiresAt);

    public int Id { get; private set; }

    public int PersonId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The scopes' words with spaces between them.</summary>
    public string ScopeWords { get; private set; } = "";

    /// <summary>SHA-256 of the secret, in hex. The secret has 256 random bits, so a slow hash would protect nothing more.</summary>
    public string Hash { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>From when on it is not valid any more; null when it does not expire.</summary>
    public DateTime? ExpiresAt { get; private set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTime? LastUsedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public IReadOnlyList<ApiScope> Scopes => [.. ScopeWords.Split(' ').Select(Words<ApiScope>.Parse)];

    public bool IsValidAt(DateTime nowUtc) => RevokedAt is null && (ExpiresAt is null || nowUtc < ExpiresAt);

    public void Use(DateTime nowUtc) => LastUsedAt = nowUtc;

    public void Revoke(DateTime nowUtc) => RevokedAt ??= nowUtc;

    public void Reinstate() => RevokedAt = null;
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.Ignore(t => t.Scopes);
        builder.Property(t => t.Name).HasMaxLength(ApiToken.MaxName);
        builder.Property(t => t.ScopeWords).HasColumnName("scopes").HasMaxLength(64);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

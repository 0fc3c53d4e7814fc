using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Infrastructure.Http.Idempotency;

/// <summary>
/// One key that a person's program sent with a POST, and the first answer. Three states: begun (nothing was committed for it),
/// acted (<see cref="ActedAt"/> was set in the same transaction as what it did), answered.
/// </summary>
public sealed class IdempotencyRecord
{
    public const int MaxKey = 255;

    private IdempotencyRecord()
    {
    }

    public IdempotencyRecord(int personId, string key, string payloadHash, DateTime nowUtc) =>
        (PersonId, Key, PayloadHash, BegunAt) = (personId, key, payloadHash, nowUtc);

    public int Id { get; private set; }

    public int PersonId { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>SHA-256 of method, address and body, in hex.</summary>
    public string PayloadHash { get; private set; } = "";

    public DateTime BegunAt { get; private set; }

    /// <summary>When the first transaction of the request committed; only <see cref="ActedMark"/> sets it.</summary>
    public DateTime? ActedAt { get; private set; }

    /// <summary>Status of the first answer; null while there is none.</summary>
    public int? Status { get; private set; }

    /// <summary>The headers that matter, as JSON of name and value.</summary>
    public string Headers { get; private set; } = "{}";

    public byte[] Body { get; private set; } = [];

    public void Answer(int status, string headers, byte[] body) => (Status, Headers, Body) = (status, headers, body);

    /// <summary>Begins again what was begun and never acted.</summary>
    public void BeginAgain(DateTime nowUtc) => BegunAt = nowUtc;
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.Property(r => r.Key).HasMaxLength(IdempotencyRecord.MaxKey);
        builder.Property(r => r.PayloadHash).HasMaxLength(64);
        builder.HasIndex(r => new { r.PersonId, r.Key }).IsUnique();
        builder.HasIndex(r => r.BegunAt);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

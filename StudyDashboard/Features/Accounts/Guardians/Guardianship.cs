using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyDashboard.Features.Accounts.Guardians;

/// <summary>That a guardian may see a student's lessons, totals and reports; revoking it removes the row.</summary>
public sealed class Guardianship
{
    private Guardianship()
    {
    }

    internal Guardianship(int studentId, int guardianId, DateTime nowUtc) => (StudentId, GuardianId, Since) = (studentId, guardianId, nowUtc);

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public int GuardianId { get; private set; }

    public DateTime Since { get; private set; }

    /// <summary>Whether the student lets this guardian read notes and quiz texts too.</summary>
    public bool SharesNotes { get; private set; }

    public void ShareNotes(bool shares) => SharesNotes = shares;
}

/// <summary>A code with which one guardian may join a student. Stored as a hash.</summary>
public sealed class PairingCode
{
    private PairingCode()
    {
    }

    internal PairingCode(string code, int studentId, DateTime nowUtc) =>
        (CodeHash, StudentId, CreatedAt, ExpiresAt) = (LinkSecret.HashOf(code), studentId, nowUtc, nowUtc + Lifetime);

    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(7);

    public int Id { get; private set; }

    public string CodeHash { get; private set; } = "";

    public int StudentId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime ExpiresAt { get; private set; }
}

internal sealed class GuardianshipConfiguration : IEntityTypeConfiguration<Guardianship>
{
    public void Configure(EntityTypeBuilder<Guardianship> builder)
    {
        builder.ToTable("guardianships", table => table.HasCheckConstraint("ck_guardianships_two", "student_id <> guardian_id"));
        builder.HasIndex(g => new { g.StudentId, g.GuardianId }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.GuardianId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PairingCodeConfiguration : IEntityTypeConfiguration<PairingCode>
{
    public void Configure(EntityTypeBuilder<PairingCode> builder)
    {
        builder.ToTable("pairing_codes");
        builder.Property(c => c.CodeHash).HasMaxLength(LinkSecret.HashLength);
        builder.HasIndex(c => c.CodeHash).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;

namespace StudyDashboard.Features.Tutoring.Legacy;

/// <summary>What a row of the former program, or of an archive, became.</summary>
public enum LegacyKind
{
    Lesson,
    Tutor,
    Student,
    Enrollment,
    Series,
    Whiteboard,
    ClosedPeriod,
    Request,
}

/// <summary>
/// What something of the former program, or of an archive, became here, so that a second file of the same data adds nothing, a later one finds the same
/// people, and an undo knows what an import made.
/// </summary>
public sealed class LegacyRow
{
    public const int MaxKey = 100;

    private LegacyRow()
    {
    }

    public LegacyRow(int ownerId, int importId, LegacyKind kind, string key, int targetId, bool isMade) =>
        (OwnerId, ImportId, Kind, Key, TargetId, IsMade) = (ownerId, importId, kind, key, targetId, isMade);

    public int Id { get; private set; }

    /// <summary>Whose import it was.</summary>
    public int OwnerId { get; private set; }

    public int ImportId { get; private set; }

    public LegacyKind Kind { get; private set; }

    /// <summary>Its former id; of a lesson the hash of its fields and its occurrence number (rules.md 18).</summary>
    public string Key { get; private set; } = "";

    /// <summary>The lesson, person or enrollment.</summary>
    public int TargetId { get; private set; }

    /// <summary>Whether the import made it, and did not find it.</summary>
    public bool IsMade { get; private set; }

    /// <summary>A lesson's version as it came in; one that differs was edited since and stays when the import is undone.</summary>
    public int Version { get; private set; }

    public void Written(int version) => Version = version;
}

internal sealed class LegacyRowConfiguration : IEntityTypeConfiguration<LegacyRow>
{
    public void Configure(EntityTypeBuilder<LegacyRow> builder)
    {
        builder.ToTable("legacy_rows");
        builder.Property(r => r.Key).HasMaxLength(LegacyRow.MaxKey);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.OwnerId, r.Kind, r.Key }).IsUnique().HasDatabaseName("ix_legacy_rows_key");
        builder.HasIndex(r => r.ImportId).HasDatabaseName("ix_legacy_rows_import");
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Imports;

/// <summary>One file that came in: what it made, what it refused, and whether it was taken back.</summary>
public sealed class ImportRun
{
    /// <summary>Most refused lines that are kept with the run; <see cref="Refused"/> counts all.</summary>
    public const int MaxLines = 200;

    /// <summary>Longest file name that is kept.</summary>
    public const int MaxFileName = 200;

    private ImportRun()
    {
    }

    public ImportRun(int studentId, string kind, string fileName, DateTime nowUtc) =>
        (StudentId, Kind, FileName, At) = (studentId, kind, fileName.Length > MaxFileName ? fileName[..MaxFileName] : fileName, nowUtc);

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>The word of the <see cref="IImportKind"/>.</summary>
    public string Kind { get; private set; } = "";

    public string FileName { get; private set; } = "";

    public DateTime At { get; private set; }

    public int Created { get; private set; }

    public int Skipped { get; private set; }

    public int Refused { get; private set; }

    /// <summary>The first <see cref="MaxLines"/> refused lines.</summary>
    public IReadOnlyList<RefusedLine> RefusedLines { get; private set; } = [];

    public DateTime? UndoneAt { get; private set; }

    /// <summary>Keeps what came of the plan.</summary>
    public void Count(ImportPlan plan)
    {
        (Created, Skipped, Refused) = (plan.Created, plan.Skipped, plan.Refusals.Count);
        RefusedLines = [.. plan.Refusals.Lines.Take(MaxLines)];
    }

    /// <summary>Marks it as taken back.</summary>
    /// <exception cref="InvalidOperationException">It was taken back before.</exception>
    public void Undo(DateTime nowUtc) => UndoneAt = UndoneAt is null ? nowUtc : throw new InvalidOperationException("It was undone before.");
}

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("imports", table =>
            table.HasCheckConstraint("ck_imports_counts", "created >= 0 AND skipped >= 0 AND refused >= 0"));
        builder.Property(r => r.Kind).HasMaxLength(32);
        builder.Property(r => r.FileName).HasMaxLength(ImportRun.MaxFileName);
        builder.Property(r => r.RefusedLines).HasConversion(
            lines => JsonSerializer.Serialize(lines, Json.Stored),
            json => JsonSerializer.Deserialize<List<RefusedLine>>(json, Json.Stored)!,
            new Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<IReadOnlyList<RefusedLine>>(
                (a, b) => a!.SequenceEqual(b!), lines => lines.Count, lines => lines));
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.StudentId, r.At });
    }
}

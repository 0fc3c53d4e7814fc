using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Reports.Shared;

/// <summary>
/// A report as it was when it was shared. Its content never changes, but for a tutor's traces when they are deleted; its link ends when it is revoked. Only the hash of the link's secret
/// is kept.
/// </summary>
public sealed class SharedReport
{
    public const int MaxTitle = 120;

    private SharedReport()
    {
    }

    public SharedReport(int studentId, int? sharedById, string title, DateOnly from, DateOnly to, string? hash, string content, DateTime nowUtc) =>
        (StudentId, SharedById, Title, From, To, Hash, Content, CreatedAt) = (studentId, sharedById, title, from, to, hash, content, nowUtc);

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>Who made the link; null when that person has gone.</summary>
    public int? SharedById { get; private set; }

    public string Title { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    /// <summary>SHA-256 of the secret, in hex; null for one that came with an archive and has no link.</summary>
    public string? Hash { get; private set; }

    /// <summary>JSON of <see cref="ReportWire"/>.</summary>
    public string Content { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public int? ImportId { get; private set; }

    public void Revoke(DateTime nowUtc) => RevokedAt ??= nowUtc;

    /// <summary>Blanks who taught or wrote under a name, and what they wrote: a person's traces go with them (rules.md 19).</summary>
    internal void Forget(string name)
    {
        var report = JsonSerializer.Deserialize<ReportWire>(Content, Json.Wire)!.ToDocument();
        Content = JsonSerializer.Serialize(ReportWire.Of(report with { Sections = [.. report.Sections.Select(s => s with { Tables = [.. s.Tables.Select(Without)] })] }), Json.Wire);

        ReportTable Without(ReportTable table)
        {
            var who = table.Columns.ToList().FindIndex(c => c.Key is "author" or "tutor");
            var words = table.Columns.ToList().FindIndex(c => c.Key == "note");
            return who < 0 ? table : table with { Rows = [.. table.Rows.Select(r => Equals(r[who], name) ? [.. r.Select((cell, i) => i == who || i == words ? "" : cell)] : r)] };
        }
    }

    internal void CameFromImport(int importId, DateTime revokedAt) => (ImportId, RevokedAt) = (importId, revokedAt);
}

internal sealed class SharedReportConfiguration : IEntityTypeConfiguration<SharedReport>
{
    public void Configure(EntityTypeBuilder<SharedReport> builder)
    {
        builder.ToTable("shared_reports");
        builder.Property(r => r.Title).HasMaxLength(SharedReport.MaxTitle);
        builder.Property(r => r.Hash).HasMaxLength(LinkSecret.HashLength);
        builder.HasIndex(r => r.Hash).IsUnique().HasFilter("hash IS NOT NULL");
        builder.HasIndex(r => r.StudentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.SharedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.SetNull);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>
/// That a viewer's session came in, and with what result: the database allows one of each student and id, and it is written in the same
/// transaction as what came of the session. It stays whatever becomes of that, so nothing comes back that was deleted.
/// </summary>
public sealed class IngestReceipt
{
    private IngestReceipt()
    {
    }

    public IngestReceipt(int studentId, int? siteTokenId, IngestResult result, DateTime nowUtc) =>
        (StudentId, SiteTokenId, ClientSessionUuid, Result, ReceivedAt) =
        (studentId, siteTokenId, result.ClientSessionUuid, JsonSerializer.Serialize(result, Json.Stored), nowUtc);

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public string ClientSessionUuid { get; private set; } = "";

    /// <summary>The token of the site that handed it in; null for the student's own.</summary>
    public int? SiteTokenId { get; private set; }

    /// <summary>As JSON of <see cref="IngestResult"/>.</summary>
    public string Result { get; private set; } = "{}";

    public DateTime ReceivedAt { get; private set; }
}

internal sealed class IngestReceiptConfiguration : IEntityTypeConfiguration<IngestReceipt>
{
    public void Configure(EntityTypeBuilder<IngestReceipt> builder)
    {
        builder.ToTable("ingest_receipts");
        builder.Property(r => r.ClientSessionUuid).HasMaxLength(QuizSession.MaxUuid);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<SiteToken>().WithMany().HasForeignKey(r => r.SiteTokenId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(r => new { r.StudentId, r.ClientSessionUuid }).IsUnique();
        builder.HasIndex(r => new { r.SiteTokenId, r.ClientSessionUuid });
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Shared;

/// <summary>A shared report without its secret, and who made its link; null when that person has gone.</summary>
public sealed record ShareRow(int Id, string Title, DateOnly From, DateOnly To, string? SharedBy, DateTime CreatedAt, DateTime? RevokedAt);

/// <summary>Shares reports by link, lists and revokes them, and opens what a link leads to.</summary>
public sealed class ReportShares(IDbContextFactory<StudyDbContext> contexts, ReportService reports, TimeProvider clock)
{
    /// <summary>How long a revoked link is still listed.</summary>
    private static readonly TimeSpan KeepRevoked = TimeSpan.FromDays(30);

    /// <summary>Most links of a student that are not revoked.</summary>
    public const int MaxShares = 200;

    /// <summary>
    /// Stores the report as this reader sees it now, but without the student's notes and quiz texts, under a new link. Guardians read and
    /// do not pass on.
    /// </summary>
    /// <returns>The link's secret, which can never be read again.</returns>
    public async Task<Outcome<string>> ShareAsync(ReportReader reader, StudyPeriod period, CancellationToken cancellationToken)
    {
        if (reader.Viewer == ReportViewer.Guardian)
        {
            return Refusal.Conflict(ReportTexts.Refused_GuardianShares);
        }
        var report = await reports.ReadAsync(reader with { SeesNotes = false }, period, cancellationToken);
        var secret = LinkSecret.NewLink();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(reader.Student.Id, cancellationToken);
        if (await context.Set<SharedReport>().CountAsync(r => r.StudentId == reader.Student.Id && r.RevokedAt == null, cancellationToken) >= MaxShares)
        {
            return Refusal.Conflict(ReportTexts.Refused_TooMany.With(MaxShares));
        }
        context.Add(Snapshot(reader.Student.Id, reader.ViewerId, report, secret));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>
    /// What stands beside a report: the reports shared of the student that this reader may revoke (the student all, a tutor their own, a
    /// guardian none), newest first, and the notes on the period; one statement.
    /// </summary>
    public async Task<(IReadOnlyList<ShareRow> Shares, IReadOnlyList<ReportNote> Notes)> BesideAsync(ReportReader reader, StudyPeriod period, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var since = clock.NowUtc() - KeepRevoked;
        var mine = Mine(context, reader).Where(r => reader.Viewer != ReportViewer.Guardian && (r.RevokedAt == null || r.RevokedAt > since));
        var notes = context.NotesFor(reader.Student.Id, reader.Viewer, reader.ViewerId, period.From, period.To);
        var found = await context.Users.Where(p => p.Id == reader.Student.Id).Select(p => new
        {
            Shares = mine.Where(r => r.StudentId == p.Id).Select(r => new ShareRow(
                r.Id, r.Title, r.From, r.To, context.Users.Where(by => by.Id == r.SharedById).Select(by => by.DisplayName).FirstOrDefault(), r.CreatedAt, r.RevokedAt)).ToList(),
            Notes = notes.Where(n => n.StudentId == p.Id).ToList(),
        }).AsNoTracking().AsSingleQuery().SingleAsync(cancellationToken);
        return ([.. found.Shares.OrderByDescending(r => r.Id)], [.. found.Notes.OrderBy(n => n.From).ThenBy(n => n.Id)]);
    }

    /// <summary>Ends a link for good: its secret may have gone astray, so there is no way back.</summary>
    public async Task<Refusal?> RevokeAsync(ReportReader reader, int shareId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(reader.Student.Id, cancellationToken);
        if (await Mine(context, reader).SingleOrDefaultAsync(r => r.Id == shareId, cancellationToken) is not { } share)
        {
            return Refusal.NotFound(ReportTexts.Refused_NoShare);
        }
        share.Revoke(clock.NowUtc());
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>What a link leads to; null when there is none such, or not any more: a tutor's holds while they teach the student.</summary>
    public async Task<ReportDocument?> OpenAsync(string? secret, CancellationToken cancellationToken)
    {
        var hash = LinkSecret.HashOf(secret);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Set<SharedReport>().AsNoTracking()
            .Where(r => r.Hash == hash && r.RevokedAt == null && (r.SharedById == null || r.SharedById == r.StudentId
                || context.Set<Enrollment>().Any(e => e.TutorId == r.SharedById && e.StudentId == r.StudentId && e.Status == EnrollmentStatus.Active)))
            .Join(context.Users, r => r.StudentId, p => p.Id, (r, p) => new { r.Content, p.LockoutEnd }).SingleOrDefaultAsync(cancellationToken);
        return found is null || AdminQueries.IsLockedForGood(found.LockoutEnd) ? null : ContentOf(found.Content);
    }

    /// <summary>A report as it is stored.</summary>
    internal static SharedReport Snapshot(int studentId, int sharedById, ReportDocument report, string secret) => new(
        studentId, sharedById, FigureText.Title(report.Period.Length), report.Period.From, report.Period.To, LinkSecret.HashOf(secret),
        JsonSerializer.Serialize(ReportWire.Of(report), Json.Wire), report.MadeAt);

    /// <summary>A stored report.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal static ReportDocument ContentOf(string content) =>
        (JsonSerializer.Deserialize<ReportWire>(content, Json.Wire) ?? throw new JsonException("No report.")).ToDocument();

    private static IQueryable<SharedReport> Mine(StudyDbContext context, ReportReader reader) => context.Set<SharedReport>()
        .Where(r => r.StudentId == reader.Student.Id && (reader.Viewer == ReportViewer.Self || r.SharedById == reader.ViewerId));
}

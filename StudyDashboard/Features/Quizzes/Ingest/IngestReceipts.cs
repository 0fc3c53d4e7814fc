using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>Finds the first result of a viewer's session.</summary>
public sealed class IngestReceipts(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The first result, or null; one read by an index, which no writer holds up.</summary>
    public async Task<Ingested?> FindAsync(int studentId, string clientSessionUuid, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindWithinAsync(context, studentId, clientSessionUuid, cancellationToken);
    }

    /// <summary>The result that a token of the site was given for a session; null when there is none, or it was given for several students.</summary>
    public async Task<Ingested?> FindOfSiteAsync(int siteTokenId, string clientSessionUuid, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Set<IngestReceipt>().Where(r => r.SiteTokenId == siteTokenId && r.ClientSessionUuid == clientSessionUuid)
            .OrderBy(r => r.Id).Select(r => r.Result).Take(2).ToListAsync(cancellationToken);
        return found is [var only] ? Again(only) : null;
    }

    /// <summary>The same as <see cref="FindAsync"/> within an open transaction.</summary>
    internal static async Task<Ingested?> FindWithinAsync(
        StudyDbContext context, int studentId, string clientSessionUuid, CancellationToken cancellationToken) =>
        await context.Set<IngestReceipt>().Where(r => r.StudentId == studentId && r.ClientSessionUuid == clientSessionUuid)
            .Select(r => r.Result).SingleOrDefaultAsync(cancellationToken) is { } first ? Again(first) : null;

    /// <summary>
    /// The result of a session whose quizzes are there without a receipt, as an archive brings them, made from the quizzes; null when there
    /// are none.
    /// </summary>
    internal static async Task<IngestResult?> RebuildWithinAsync(
        StudyDbContext context, int studentId, string clientSessionUuid, CancellationToken cancellationToken)
    {
        var quizzes = await context.Set<QuizSession>().AsNoTracking()
            .Where(q => q.StudentId == studentId && q.ClientSessionUuid == clientSessionUuid).OrderBy(q => q.Id).ToListAsync(cancellationToken);
        if (quizzes.Count == 0)
        {
            return null;
        }
        var ids = quizzes.ConvertAll(q => (int?)q.Id);
        var facts = (await context.Sessions.Where(s => s.StudentId == studentId && s.Source == SessionSource.Quiz && ids.Contains(s.SourceId))
            .Select(s => new { s.Id, s.SourceId }).ToListAsync(cancellationToken)).ToLookup(s => s.SourceId);
        return new IngestResult(clientSessionUuid, quizzes.ConvertAll(q => IngestedQuiz.Of(q, facts[q.Id].FirstOrDefault()?.Id)), []);
    }

    private static Ingested Again(string result) => new(IngestStatus.AlreadyIngested, JsonSerializer.Deserialize<IngestResult>(result, Json.Stored)!);
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Imports.Archive;

/// <summary>What an archive would make: its sessions, and what each feature makes of its own tables.</summary>
internal sealed class ArchivePlan : ImportPlan
{
    private readonly ArchivedSessions _sessions = new();
    private IReadOnlyList<ArchiveSlice> _slices = [];
    private IReadOnlyList<IArchivePart> _parts = [];

    public override int Created => _sessions.Created + _slices.Sum(s => s.Created);

    public override int Skipped => _sessions.Skipped + _slices.Sum(s => s.Skipped);

    public override string Summary => string.Join(' ', _slices.Select(s => s.Summary).Prepend(_sessions.Summary).Where(s => s.Length > 0));

    public override bool ChangesProfile => _slices.Any(s => s.ChangesProfile);

    public void Read(ArchiveFile file, IReadOnlyList<IArchivePart> parts, DateTime nowUtc, IProgress<ImportProgress>? progress)
    {
        _parts = parts;
        _sessions.Read(file, nowUtc);
        var slices = new List<ArchiveSlice>();
        foreach (var part in parts)
        {
            progress?.Report(new ImportProgress(ImportStep.Read, (slices.Count + 1) * 100 / (parts.Count + 1)));
            slices.Add(part.Read(file, nowUtc));
        }
        _slices = slices;
    }

    public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var isEmpty = !await context.Sessions.AnyAsync(s => s.StudentId == studentId, cancellationToken);
        foreach (var part in isEmpty ? _parts : [])
        {
            isEmpty &= !await part.IsThereAsync(context, studentId, cancellationToken);
        }
        foreach (var slice in _slices)
        {
            await slice.CompareAsync(context, studentId, isEmpty, _sessions, cancellationToken);
        }
        await _sessions.CompareAsync(context, studentId, cancellationToken);
    }

    public override async Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        await _sessions.ApplyAsync(job, progress, cancellationToken);
        foreach (var slice in _slices)
        {
            await slice.ApplyAsync(job, _sessions, progress, cancellationToken);
        }
    }
}

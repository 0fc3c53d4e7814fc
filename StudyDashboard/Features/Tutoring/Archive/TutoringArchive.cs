using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>Lessons with their series, attendance, reviews and whiteboards, offers, requests and closed days of an archive (docs/decisions/0012).</summary>
internal sealed class TutoringArchive(TeachingWriter writer, TeachingUndo undo) : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc) => new TeachingSlice(new TeachingTables(file, nowUtc), file, writer, nowUtc);

    public Task<bool> IsThereAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        context.Set<Enrollment>().AnyAsync(e => e.TutorId == personId || e.StudentId == personId, cancellationToken);

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => undo.RemoveAsync(job, cancellationToken);
}

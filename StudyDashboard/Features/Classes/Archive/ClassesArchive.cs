using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Archive;

/// <summary>
/// Classes of an archive. One that another taught comes in as a private class of the student, so that time per class stays what it was; one
/// that the person taught is theirs again, without its members.
/// </summary>
internal sealed class ClassesArchive(SessionRecorder recorder) : IArchivePart
{
    private const string Classes = "classes";
    private const string Assignments = "class_assignments";
    private const string Sessions = "class_sessions";

    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var slice = new ClassesArchiveSlice(recorder);
        file.Read<ArchivedClass>(Classes, (record, row) =>
        {
            if (new ClassDraft(row.Name, row.Subject).Check().Any() || row.EndedOn < row.Since || !slice.Classes.TryAdd(row.Id, row))
            {
                file.Refuse(Classes, record, ClassTexts.Archive_Class);
            }
        });
        file.Read<ArchivedAssignment>(Assignments, (record, row) =>
        {
            var draft = new AssignmentDraft { Title = row.Title, Text = row.Text, DueOn = row.DueOn };
            if (draft.Check().Any() || (row.CompletedOn is null) != (row.CompletedAt is null) || !slice.Classes.ContainsKey(row.ClassId) || !slice.Assignments.TryAdd(row.Id, row))
            {
                file.Refuse(Assignments, record, ClassTexts.Archive_Assignment);
            }
        });
        file.Read<ArchivedClassSession>(Sessions, (record, row) =>
        {
            if (slice.Classes.ContainsKey(row.ClassId))
            {
                slice.Sessions.Add(row);
            }
            else
            {
                file.Refuse(Sessions, record, ClassTexts.Archive_Session);
            }
        });
        return slice;
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var (context, run, person) = (job.Book.Context, job.Run.Id, job.Book.StudentId);
        // One with sessions that stay, because they were edited or are not of this import, stays with them; and one that others are in by now.
        var gone = await context.Set<StudyClass>().Where(c => c.ImportId == run && (c.OwnerId == person || c.TeacherId == person)
                && !context.Set<ClassMember>().Any(m => m.ClassId == c.Id && m.StudentId != person)
                && !context.Sessions.Any(s => s.StudentId == person && s.ClassId == c.Id && s.DeletedAt == null && (s.ImportId != run || s.Version != KeptSession.ImportedVersion)))
            .Select(c => c.Id).ToListAsync(cancellationToken);
        var days = await context.Set<AssignmentCompletion>().Where(d => d.StudentId == person && context.Set<Assignment>().Any(a => a.Id == d.AssignmentId && gone.Contains(a.ClassId)))
            .Select(d => d.CompletedOn).ToListAsync(cancellationToken);
        await context.Set<StudyClass>().Where(c => gone.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken);
        await recorder.DeriveAsync(context, person, days.ToHashSet(), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return [];
    }
}

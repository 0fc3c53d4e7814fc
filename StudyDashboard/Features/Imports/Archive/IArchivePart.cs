using StudyDashboard.Data;

namespace StudyDashboard.Features.Imports.Archive;

/// <summary>A feature's part of an archive that comes in. A feature joins by registering one; sessions are read before any of them.</summary>
public interface IArchivePart
{
    /// <summary>Reads the feature's tables; records that cannot be taken are refused there.</summary>
    ArchiveSlice Read(ArchiveFile file, DateTime nowUtc);

    /// <summary>Whether an account has something of the feature that is its own: then settings from elsewhere do not come in.</summary>
    Task<bool> IsThereAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Takes back what an import brought of it, before its sessions go.</summary>
    /// <returns>Sessions that stay, because a person has edited them since.</returns>
    Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<KeptSession>>([]);
}

/// <summary>What an archive would make of one feature.</summary>
public abstract class ArchiveSlice
{
    /// <summary>Rows that would be made. Certain after <see cref="CompareAsync"/>.</summary>
    public abstract int Created { get; }

    public int Skipped { get; protected set; }

    /// <summary>What the rows come to, a sentence for a person; empty when there are none.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it changes what open pages know of the person.</summary>
    public virtual bool ChangesProfile => false;

    /// <summary>Sets apart what is stored already.</summary>
    /// <param name="context">To read from.</param>
    /// <param name="studentId">Whose account.</param>
    /// <param name="isEmpty">Whether nothing of the person's own is in it that a setting from elsewhere would change.</param>
    /// <param name="sessions">The sessions of the archive, not compared yet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public abstract Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken);

    /// <summary>Makes the rows, after the sessions were made and saved.</summary>
    public abstract Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken);
}

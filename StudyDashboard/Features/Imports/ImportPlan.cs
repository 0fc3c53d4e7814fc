using StudyDashboard.Data;
using StudyDashboard.Features.Imports.Trackers;

namespace StudyDashboard.Features.Imports;

/// <summary>What a file would make, before anything is stored.</summary>
public abstract class ImportPlan
{
    /// <summary>The lines that cannot be taken.</summary>
    public Refusals Refusals { get; } = new();

    /// <summary>Rows that would be made. Certain after <see cref="CompareAsync"/>.</summary>
    public abstract int Created { get; }

    /// <summary>Rows that are there already, or come twice in the file, or hold nothing.</summary>
    public abstract int Skipped { get; }

    /// <summary>What the rows to be made come to, for a person: sittings, first and last day.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it changes what open pages know of the person.</summary>
    public virtual bool ChangesProfile => false;

    /// <summary>What the file leaves open, for a person to answer before it comes in; null when there is nothing to ask.</summary>
    public virtual TrackerQuestions? Questions => null;

    /// <summary>Sets apart the rows that are stored already.</summary>
    public abstract Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken);

    /// <summary>Makes the rows, within the recorder's transaction.</summary>
    public abstract Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken);
}

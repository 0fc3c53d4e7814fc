using StudyDashboard.Components;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports;

/// <summary>A kind of file that can come in. A feature joins by registering one.</summary>
public interface IImportKind
{
    /// <summary>Its word on the command line and in the database: <c>review-log</c>.</summary>
    string Word { get; }

    /// <summary>Its name for a person.</summary>
    string Title { get; }

    /// <summary>What the file must look like, for a person.</summary>
    string Explanation { get; }

    /// <summary>File endings that the page offers, with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether a person can choose it for a file. One that the product itself brings in cannot be chosen, only undone.</summary>
    bool IsForFiles => true;

    /// <summary>Where a person finds what came in, and how the link there is called.</summary>
    (string Address, string Text) Place => (PageAddresses.Log, ImportTexts.Done_Log);

    /// <summary>What an undo leaves besides sessions that were edited since, for a person; null when that is nothing.</summary>
    string? UndoNote => null;

    /// <summary>
    /// Reads a file without looking at what is stored. Rows that cannot be taken are named in the plan; only a file of which nothing
    /// can be read is refused.
    /// </summary>
    Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken);

    /// <summary>
    /// Takes back what an import brought, within the recorder's transaction. What a person has edited since stays and is listed.
    /// </summary>
    Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken);
}

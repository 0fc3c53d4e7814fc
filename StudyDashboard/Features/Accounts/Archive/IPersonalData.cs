using StudyDashboard.Data;

namespace StudyDashboard.Features.Accounts.Archive;

/// <summary>A feature's part of what belongs to a person: how it leaves with them and how it goes. A feature joins by registering one.</summary>
public interface IPersonalData
{
    /// <summary>Writes the person's part of the feature into the archive.</summary>
    Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken);

    /// <summary>Whether it has to be erased while what it refers to is still there.</summary>
    bool IsErasedFirst => false;

    /// <summary>
    /// Removes or blanks every trace that the deletion of the person's row does not take along, on an open transaction (rules.md 19).
    /// </summary>
    Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken);
}

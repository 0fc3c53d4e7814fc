using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers.SuperProductivity;

/// <summary>A JSON backup of Super Productivity: an entry for each task and day, without times of day.</summary>
internal sealed class SuperProductivityImport : IImportKind
{
    public string Word => "super-productivity";

    public string Title => TrackerTexts.Title_SuperProductivity;

    public string Explanation => TrackerTexts.Explanation_SuperProductivity;

    public IReadOnlyList<string> Extensions { get; } = [".json"];

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var map = TrackerMap.Of(file, Word);
        if (map.Refusal is { } wrong)
        {
            return wrong;
        }
        var plan = new TrackerPlan(Word, file.Calendar, map.Value);
        if (BackupFile.Read(file.Content, plan.Refusals) is not { } backup)
        {
            return ImportService.Unreadable(TrackerTexts.Refused_NoBackup);
        }
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new ImportProgress(ImportStep.Read, 50));
        new BackupTime(backup).Take(plan, file.NowUtc);
        progress?.Report(new ImportProgress(ImportStep.Read, 100));
        plan.Asked = file.Asks ? new TrackerQuestions { Answers = map.Value.Choices, Projects = plan.Projects } : null;
        return plan;
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => job.RemoveRunAsync(cancellationToken);
}

using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports;

internal static class ImportLabels
{
    public static string Of(ImportStep step) => ImportTexts.ResourceManager.GetString($"Step_{step}", ImportTexts.Culture)!;
}

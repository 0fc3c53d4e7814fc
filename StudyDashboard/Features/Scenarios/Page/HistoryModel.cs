using StudyDashboard.Features.Scenarios.Api;
using StudyDashboard.Features.Scenarios.Runs;

namespace StudyDashboard.Features.Scenarios.Page;

/// <summary>What the history page shows.</summary>
/// <param name="Items">Its completions, newest first.</param>
/// <param name="Total">Completions of all pages.</param>
/// <param name="Trend">The last ones, oldest first.</param>
/// <param name="Titles">The scenarios that were completed, by their keys.</param>
public sealed record HistoryModel(List<HistoryWire> Items, int Total, List<ScenarioPoint> Trend, Dictionary<string, string> Titles);

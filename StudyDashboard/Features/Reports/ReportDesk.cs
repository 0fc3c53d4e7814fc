using StudyDashboard.Features.Reports.Files;

namespace StudyDashboard.Features.Reports;

/// <summary>What page and routes of reports need together: who reads, what they read, and as what it is saved.</summary>
public sealed record ReportDesk(ReportReaders Readers, ReportService Reports, ReportFiles Files);

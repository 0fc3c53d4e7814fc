using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Sample;

/// <summary>The sample sessions that an account would get: none when anything is in it.</summary>
internal sealed class SamplePlan(StudyCalendar calendar, DateTime nowUtc) : ImportPlan
{
    private IReadOnlyList<StudySession> _sessions = [];

    public override int Created => _sessions.Count;

    public override int Skipped => 0;

    public override string Summary => ImportTexts.Sample_Title;

    public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        _sessions = await context.Sessions.AnyAsync(s => s.StudentId == studentId && s.DeletedAt == null, cancellationToken)
            ? []
            : [.. new StudyHistory(Personas.Sample, new HistoryOwner(studentId, calendar, nowUtc)).Sessions()];

    public override Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var session in _sessions)
        {
            session.CameFrom(job.Run.Id, null);
            job.Book.Add(session);
        }
        return Task.CompletedTask;
    }
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;

namespace StudyDashboard.Features.Classes.Times;

/// <summary>What a student's classes came to within a period, for reports and analytics.</summary>
public sealed class ClassRecords
{
    /// <summary>The classes with time or assignments in the period, by name; read on an open context.</summary>
    /// <param name="context">The open context.</param>
    /// <param name="studentId">The student.</param>
    /// <param name="from">First study day.</param>
    /// <param name="to">Last study day, inclusive.</param>
    /// <param name="today">The student's study day now: what is late is late by then.</param>
    /// <param name="seconds">Net seconds of the period by class, as the day totals have them.</param>
    /// <param name="teacherId">Only classes that this person teaches; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ClassRecord>> OfAsync(
        StudyDbContext context, int studentId, DateOnly from, DateOnly to, DateOnly today, IReadOnlyDictionary<int, int> seconds, int? teacherId,
        CancellationToken cancellationToken)
    {
        var members = await context.Set<ClassMember>().AsNoTracking().Where(m => m.StudentId == studentId)
            .Join(context.Set<StudyClass>().Where(c => c.DeletedAt == null && (teacherId == null || c.TeacherId == teacherId)), m => m.ClassId, c => c.Id, (m, c) => new
            {
                c.Id, c.Name, m.JoinedOn, m.LeftOn,
                Given = context.Set<Assignment>().Where(a => a.ClassId == c.Id && a.DeletedAt == null).Select(a => new
                {
                    a.GivenOn, a.DueOn,
                    CompletedOn = context.Set<AssignmentCompletion>().Where(d => d.AssignmentId == a.Id && d.StudentId == studentId).Select(d => (DateOnly?)d.CompletedOn).FirstOrDefault(),
                }).ToList(),
            }).AsSingleQuery().ToListAsync(cancellationToken);
        var records = new List<ClassRecord>();
        foreach (var member in members.OrderBy(m => m.Name, StringComparer.CurrentCulture).ThenBy(m => m.Id))
        {
            var own = member.Given.Where(a => a.CompletedOn is not null || AssignmentStandings.Concerns(a.GivenOn, a.DueOn, member.JoinedOn, member.LeftOn)).ToList();
            var due = own.Where(a => a.DueOn >= from && a.DueOn <= to).Select(a => AssignmentStandings.Of(a.DueOn, a.CompletedOn, today)).ToList();
            var record = new ClassRecord(
                member.Id, member.Name, seconds.GetValueOrDefault(member.Id), own.Count(a => a.CompletedOn >= from && a.CompletedOn <= to), due.Count,
                due.Count(AssignmentStandings.IsDone), due.Count(s => s == AssignmentStanding.Late));
            if (record is not { NetSeconds: 0, Completed: 0, Due: 0 })
            {
                records.Add(record);
            }
        }
        return records;
    }
}

/// <summary>A class within a period.</summary>
/// <param name="Id">The class.</param>
/// <param name="Name">Its name.</param>
/// <param name="NetSeconds">Net seconds for it.</param>
/// <param name="Completed">Assignments completed in the period.</param>
/// <param name="Due">Assignments due in it.</param>
/// <param name="Done">Those of them that are done.</param>
/// <param name="Late">Those of them that are late today.</param>
public sealed record ClassRecord(int Id, string Name, int NetSeconds, int Completed, int Due, int Done, int Late)
{
    /// <summary>The completion rate of what was due, 0 to 1; null when nothing counts yet.</summary>
    public double? Rate => Done + Late == 0 ? null : (double)Done / (Done + Late);
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>Reads assignments: a student with how they stand, a teacher with how everyone does.</summary>
public sealed class AssignmentReader(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    private static readonly Func<StudyDbContext, int, DateOnly, IAsyncEnumerable<DueAssignment>> Due = ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly until) =>
        context.Set<ClassMember>().Where(m => m.StudentId == studentId && m.LeftOn == null)
            .Join(context.Set<StudyClass>().Where(c => c.DeletedAt == null && c.EndedOn == null), m => m.ClassId, c => c.Id, (m, c) => new { m.JoinedOn, Class = c })
            .Join(context.Set<Assignment>().Where(a => a.DeletedAt == null && a.DueOn != null && a.DueOn <= until
                    && !context.Set<AssignmentCompletion>().Any(c => c.AssignmentId == a.Id && c.StudentId == studentId)),
                r => r.Class.Id, a => a.ClassId, (r, a) => new { r.JoinedOn, r.Class, Assignment = a })
            .Where(r => r.Assignment.DueOn >= r.JoinedOn).OrderBy(r => r.Assignment.DueOn).ThenBy(r => r.Assignment.Id)
            .Select(r => new DueAssignment(r.Assignment.Id, r.Class.Id, r.Class.Name, r.Class.Subject, r.Assignment.Title, r.Assignment.DueOn!.Value)));

    /// <summary>The assignments of a class, the latest due day first and those without a day last; null when the viewer is not in it.</summary>
    public async Task<IReadOnlyList<AssignmentRow>?> OfClassAsync(int viewerId, int classId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var of = await context.ClassesSeenBy(viewerId).AsNoTracking().SingleOrDefaultAsync(c => c.Id == classId, cancellationToken);
        if (of is null)
        {
            return null;
        }
        var teaches = of.TeacherId == viewerId;
        var own = context.Set<ClassMember>().Where(m => m.ClassId == classId && m.StudentId == viewerId && m.LeftOn == null);
        var members = await (teaches ? context.MembersOf(classId) : own).AsNoTracking()
            .Join(context.Users, m => m.StudentId, p => p.Id, (m, p) => new Somebody(p.Id, p.DisplayName, p.TimeZone, p.DayStartHour, m.JoinedOn, m.LeftOn))
            .ToListAsync(cancellationToken);
        var assignments = await context.Set<Assignment>().AsNoTracking().Where(a => a.ClassId == classId && a.DeletedAt == null).ToListAsync(cancellationToken);
        var ids = assignments.Select(a => a.Id).ToList();
        var students = members.Select(m => m.Id).ToList();
        var completions = (await context.Set<AssignmentCompletion>().AsNoTracking().Where(c => ids.Contains(c.AssignmentId) && students.Contains(c.StudentId)).ToListAsync(cancellationToken))
            .ToDictionary(c => (c.AssignmentId, c.StudentId), c => c.CompletedOn);
        var times = (await context.Sessions.Where(s => s.AssignmentId != null && ids.Contains(s.AssignmentId.Value) && students.Contains(s.StudentId)
                && s.Status == SessionStatus.Completed && s.DeletedAt == null)
            .GroupBy(s => new { s.AssignmentId, s.StudentId }).Select(g => new { g.Key.AssignmentId, g.Key.StudentId, Seconds = g.Sum(s => s.NetSeconds) })
            .ToListAsync(cancellationToken)).ToDictionary(t => (t.AssignmentId!.Value, t.StudentId), t => t.Seconds);
        var now = clock.NowUtc();
        return
        [
            .. assignments.OrderBy(a => a.DueOn is null).ThenByDescending(a => a.DueOn).ThenByDescending(a => a.Id).Select(a => new AssignmentRow
            {
                Id = a.Id, ClassId = classId, Title = a.Title, Text = a.Text, DueOn = a.DueOn, GivenOn = a.GivenOn, Link = a.Link, Version = a.Version,
                Progress =
                [
                    .. members.OrderBy(m => m.Name, StringComparer.CurrentCulture)
                        .Where(m => completions.ContainsKey((a.Id, m.Id)) || AssignmentStandings.Concerns(a.GivenOn, a.DueOn, m.JoinedOn, m.LeftOn))
                        .Select(m => new MemberProgress(m.Id, m.Name, Completed(a.Id, m.Id), AssignmentStandings.Of(a.DueOn, Completed(a.Id, m.Id), m.Calendar.DayOf(now)),
                            times.GetValueOrDefault((a.Id, m.Id)))),
                ],
                IsTaught = teaches,
            }),
        ];

        DateOnly? Completed(int assignment, int student) => completions.TryGetValue((assignment, student), out var day) ? day : null;
    }

    /// <summary>
    /// What a student has to do within the coming days, and what is late, over all classes: in one statement.
    /// </summary>
    public async Task<IReadOnlyList<DueAssignment>> DueAsync(int studentId, DateOnly until, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Due(context, studentId, until).ToListAsync(cancellationToken);
    }

    private sealed record Somebody(int Id, string Name, string TimeZone, int DayStartHour, DateOnly JoinedOn, DateOnly? LeftOn)
    {
        public StudyCalendar Calendar => StudyCalendar.For(TimeZone, DayStartHour);
    }
}

/// <summary>An assignment as its reader may see it.</summary>
public sealed record AssignmentRow
{
    public required int Id { get; init; }

    public required int ClassId { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required DateOnly GivenOn { get; init; }

    public required AssignmentLink? Link { get; init; }

    public required int Version { get; init; }

    /// <summary>How everyone does whom the reader may see: for a student, themselves.</summary>
    public required IReadOnlyList<MemberProgress> Progress { get; init; }

    /// <summary>Whether the reader is the teacher.</summary>
    public required bool IsTaught { get; init; }

    /// <summary>How the student who reads stands.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public MemberProgress? Mine => IsTaught ? null : Progress.SingleOrDefault();

    [System.Text.Json.Serialization.JsonIgnore]
    public int Completed => Progress.Count(p => p.Standing.IsDone());

    [System.Text.Json.Serialization.JsonIgnore]
    public int Late => Progress.Count(p => p.Standing == AssignmentStanding.Late);

    /// <summary>Net seconds of the sessions for it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int NetSeconds => Progress.Sum(p => p.NetSeconds);

    /// <summary>0 to 1, or null when nothing counts yet.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? Rate => AssignmentStandings.Rate(Progress.Select(p => p.Standing));
}

/// <summary>How a student does with an assignment.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Name">Their name.</param>
/// <param name="CompletedOn">The study day on which it was done.</param>
/// <param name="Standing">Where they stand today.</param>
/// <param name="NetSeconds">Net seconds of their sessions for it.</param>
public sealed record MemberProgress(int StudentId, string Name, DateOnly? CompletedOn, AssignmentStanding Standing, int NetSeconds);

/// <summary>Something that a student has to do.</summary>
public sealed record DueAssignment(int Id, int ClassId, string ClassName, string? Subject, string Title, DateOnly DueOn);

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Classes;

/// <summary>What someone is in a class.</summary>
public enum ClassRole
{
    Teacher,
    Student,

    /// <summary>It is their own.</summary>
    Owner,
}

/// <summary>Reads classes for those who are in them.</summary>
public sealed class ClassReader(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>All classes that a person runs or is in: those that run first, by name.</summary>
    public async Task<IReadOnlyList<ClassRow>> ListAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await RowsAsync(context, context.ClassesSeenBy(personId), personId, cancellationToken);
        return [.. rows.OrderBy(r => r.EndedOn is not null).ThenBy(r => r.Name, StringComparer.CurrentCulture).ThenBy(r => r.Id)];
    }

    /// <summary>One of them, or null when it is not there or not theirs.</summary>
    public async Task<ClassRow?> FindAsync(int personId, int classId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await RowsAsync(context, context.ClassesSeenBy(personId).Where(c => c.Id == classId), personId, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Who is in a class, for its teacher; a student sees themselves alone. Null when it is not there.</summary>
    public async Task<IReadOnlyList<MemberRow>?> MembersAsync(int personId, int classId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var of = await context.ClassesSeenBy(personId).AsNoTracking().SingleOrDefaultAsync(c => c.Id == classId, cancellationToken);
        if (of is null)
        {
            return null;
        }
        var members = of.TeacherId == personId ? context.MembersOf(classId) : context.Set<ClassMember>().Where(m => m.ClassId == classId && m.StudentId == personId && m.LeftOn == null);
        return await members.Join(context.Users, m => m.StudentId, p => p.Id, (m, p) => new { m, p }).OrderBy(r => r.p.DisplayName).ThenBy(r => r.p.Id)
            .Select(r => new MemberRow(r.p.Id, r.p.DisplayName, r.m.JoinedOn, r.m.ByCode, r.m.SharesNotes, r.p.PasswordHash == null)).ToListAsync(cancellationToken);
    }

    private async Task<List<ClassRow>> RowsAsync(StudyDbContext context, IQueryable<StudyClass> classes, int personId, CancellationToken cancellationToken)
    {
        var found = await classes.AsNoTracking().Select(c => new
        {
            Class = c,
            Teacher = context.Users.Where(p => p.Id == c.TeacherId).Select(p => p.DisplayName).FirstOrDefault(),
            Members = context.ActiveMembers().Count(m => m.ClassId == c.Id),
            Mine = context.Set<ClassMember>().Where(m => m.ClassId == c.Id && m.StudentId == personId && m.LeftOn == null).Select(m => new { m.SharesNotes, m.JoinedOn }).FirstOrDefault(),
            Assignments = context.Set<Assignment>().Where(a => a.ClassId == c.Id && a.DeletedAt == null)
                .Select(a => new { a.DueOn, IsDone = context.Set<AssignmentCompletion>().Any(d => d.AssignmentId == a.Id && d.StudentId == personId) }).ToList(),
        }).ToListAsync(cancellationToken);
        var now = clock.NowUtc();
        return
        [
            .. found.Select(f => new ClassRow
            {
                Id = f.Class.Id, Name = f.Class.Name, Subject = f.Class.Subject, Since = f.Class.Since, EndedOn = f.Class.EndedOn, Version = f.Class.Version,
                Role = f.Class.TeacherId == personId ? ClassRole.Teacher : f.Class.OwnerId == personId ? ClassRole.Owner : ClassRole.Student,
                Teacher = f.Teacher, ShowsNotes = f.Class.ShowsNotes, SharesNotes = f.Mine?.SharesNotes ?? false, Members = f.Members,
                Assignments = f.Assignments.Count(a => f.Class.TeacherId == personId || f.Mine is null || !(a.DueOn < f.Mine.JoinedOn) || a.IsDone),
                Open = f.Class.TeacherId == personId ? 0 : f.Assignments.Count(a => !a.IsDone && !(a.DueOn < f.Mine?.JoinedOn)),
                CodeUntil = f.Class.TeacherId == personId && f.Class.JoinCodeUntil > now ? f.Class.JoinCodeUntil : null,
                Metric = f.Class.Metric,
            }),
        ];
    }
}

/// <summary>A class as its reader sees it.</summary>
public sealed record ClassRow
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required string? Subject { get; init; }

    /// <summary>What the reader is in it.</summary>
    public required ClassRole Role { get; init; }

    /// <summary>Null for a private class, and when the teacher's account has gone.</summary>
    public required string? Teacher { get; init; }

    public required DateOnly Since { get; init; }

    public required DateOnly? EndedOn { get; init; }

    /// <summary>Whether the teacher reads notes and quiz results of who agrees.</summary>
    public required bool ShowsNotes { get; init; }

    /// <summary>Whether the reader, a student, agrees.</summary>
    public required bool SharesNotes { get; init; }

    public required int Members { get; init; }

    /// <summary>How many assignments there are for the reader.</summary>
    public required int Assignments { get; init; }

    /// <summary>How many of them the reader, a student, has still to do.</summary>
    public required int Open { get; init; }

    /// <summary>Until when a join code can be used; null when none is open, and for students.</summary>
    public required DateTime? CodeUntil { get; init; }

    public required Leaderboards.LeaderboardMetric? Metric { get; init; }

    public required int Version { get; init; }

    /// <summary>Whether the reader may change it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsRun => Role != ClassRole.Student;
}

/// <summary>Someone in a class.</summary>
public sealed record MemberRow(int StudentId, string Name, DateOnly JoinedOn, bool ByCode, bool SharesNotes, bool IsUnclaimed);

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Classes.Archive;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Classes;

/// <summary>
/// A person's classes, what they had to do in them, and their places on leaderboards. The deletion of the person's row takes memberships,
/// completions and private classes along. A class that they taught ends and stays with its students; in closed leaderboards their place
/// stays without a name (rules.md 19).
/// </summary>
internal sealed class ClassesData(TimeProvider clock) : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var members = context.Set<ClassMember>().AsNoTracking().Where(m => m.StudentId == personId);
        var classes = context.Set<StudyClass>().AsNoTracking()
            .Where(c => c.DeletedAt == null && (c.TeacherId == personId || c.OwnerId == personId || members.Any(m => m.ClassId == c.Id)));
        await archive.AddAsync("classes", "The classes that you teach, that are your own, and that you are or were in.", () => classes.OrderBy(c => c.Id)
            .Select(c => new ArchivedClass
            {
                Id = c.Id, Name = c.Name, Subject = c.Subject, Since = c.Since, EndedOn = c.EndedOn, ShowsNotes = c.ShowsNotes,
                Role = c.TeacherId == personId ? ClassRole.Teacher : c.OwnerId == personId ? ClassRole.Owner : ClassRole.Student,
                Teacher = context.Users.Where(p => p.Id == c.TeacherId).Select(p => p.DisplayName).FirstOrDefault(),
                JoinedOn = members.Where(m => m.ClassId == c.Id).Select(m => (DateOnly?)m.JoinedOn).FirstOrDefault(),
                LeftOn = members.Where(m => m.ClassId == c.Id).Select(m => m.LeftOn).FirstOrDefault(),
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("class_assignments", "What there was to do in these classes, and when you completed it.", () => context.Set<Assignment>().AsNoTracking()
            .Where(a => a.DeletedAt == null && classes.Any(c => c.Id == a.ClassId)
                && (!members.Any(m => m.ClassId == a.ClassId && m.LeftOn != null && m.LeftOn < a.GivenOn) || classes.Any(c => c.Id == a.ClassId && c.TeacherId == personId)))
            .OrderBy(a => a.Id)
            .Select(a => new ArchivedAssignment
            {
                Id = a.Id, ClassId = a.ClassId, Title = a.Title, Text = a.Text, GivenOn = a.GivenOn, DueOn = a.DueOn, LinkKind = a.LinkKind, LinkKey = a.LinkKey, LinkTitle = a.LinkTitle,
                CompletedOn = context.Set<AssignmentCompletion>().Where(c => c.AssignmentId == a.Id && c.StudentId == personId).Select(c => (DateOnly?)c.CompletedOn).FirstOrDefault(),
                CompletedAt = context.Set<AssignmentCompletion>().Where(c => c.AssignmentId == a.Id && c.StudentId == personId).Select(c => (DateTime?)c.CompletedAt).FirstOrDefault(),
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("class_sessions", "For which class and assignment your sessions were.", () => context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == personId && s.DeletedAt == null && s.ClassId != null && classes.Any(c => c.Id == s.ClassId)).OrderBy(s => s.Id)
            .Select(s => new ArchivedClassSession { SessionId = s.Id, ClassId = s.ClassId!.Value, AssignmentId = s.AssignmentId }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("leaderboard_participations", "Leaderboards in which you take part.", () => context.Set<Participation>().AsNoTracking()
            .Where(p => p.StudentId == personId).OrderBy(p => p.ClassId).Select(p => new { p.ClassId, p.Nickname, p.Since, p.AllowedAt }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("leaderboard_places", "Your places in closed weeks.", () => context.Set<LeaderboardWeek>().AsNoTracking()
            .SelectMany(w => w.Results.Where(r => r.StudentId == personId), (w, r) => new { w.ClassId, w.WeekStart, w.Metric, r.Rank, r.Nickname, r.Value })
            .OrderBy(r => r.WeekStart).ThenBy(r => r.ClassId).AsAsyncEnumerable(), cancellationToken);
    }

    public async Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.NowUtc());
        await context.Set<LeaderboardResult>().Where(r => r.StudentId == personId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Nickname, ""), cancellationToken);
        var taught = context.Set<StudyClass>().Where(c => c.TeacherId == personId);
        await taught.Where(c => c.EndedOn == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.EndedOn, today), cancellationToken);
        // Nobody is left who could have deleted it for good, or switched it off.
        await taught.ExecuteUpdateAsync(
            c => c.SetProperty(x => x.Metric, (LeaderboardMetric?)null).SetProperty(x => x.MetricSince, (DateOnly?)null).SetProperty(x => x.ShowsNotes, false)
                .SetProperty(x => x.JoinCodeHash, (string?)null).SetProperty(x => x.JoinCodeUntil, (DateTime?)null), cancellationToken);
    }
}

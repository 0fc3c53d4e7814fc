using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Archive;

/// <summary>What an archive would make of classes.</summary>
internal sealed class ClassesArchiveSlice(SessionRecorder recorder) : ArchiveSlice
{
    private Dictionary<int, int> _there = [];

    public Dictionary<int, ArchivedClass> Classes { get; } = [];

    public Dictionary<int, ArchivedAssignment> Assignments { get; } = [];

    public List<ArchivedClassSession> Sessions { get; } = [];

    public override int Created => Classes.Count - _there.Count;

    public override string Summary => Created == 0 ? "" : Plural.Of(ClassTexts.ResourceManager, "Archive_Classes", Created);

    public override async Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        var stored = await context.Set<StudyClass>().AsNoTracking().Where(c => c.DeletedAt == null
            && (c.TeacherId == studentId || c.OwnerId == studentId || context.Set<ClassMember>().Any(m => m.ClassId == c.Id && m.StudentId == studentId))).ToListAsync(cancellationToken);
        var known = stored.GroupBy(c => (c.Name, c.Since, c.TeacherId == studentId)).ToDictionary(g => g.Key, g => g.Min(c => c.Id));
        _there = Classes.Values.Where(c => known.ContainsKey(KeyOf(c))).ToDictionary(c => c.Id, c => known[KeyOf(c)]);
        Skipped = _there.Count;
    }

    public override async Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (context, person) = (job.Book.Context, await job.Book.Context.Users.SingleAsync(p => p.Id == job.Book.StudentId, cancellationToken));
        var links = Sessions.Select(l => (Link: l, Session: sessions.Of(l.SessionId))).Where(l => l.Session is not null).ToList();
        var classes = new Dictionary<int, StudyClass>();
        foreach (var row in Classes.Values.Where(c => !_there.ContainsKey(c.Id)))
        {
            var made = StudyClass.Restored(person, row.Role == ClassRole.Teacher, job.Book.NowUtc);
            made.Describe(row.Name.Trim(), row.Subject.NullIfBlank(), row.ShowsNotes && row.Role == ClassRole.Teacher);
            // A class that was left has ended for the student; never before the last session for it.
            var ended = row.EndedOn ?? (row.Role == ClassRole.Student ? row.LeftOn : null);
            var lastDay = links.Where(l => l.Link.ClassId == row.Id).Max(l => l.Session!.StudyDay ?? l.Session.PlannedDay);
            made.CameFrom(job.Run.Id, row.Since, ended is { } end && lastDay > end ? lastDay : ended < row.Since ? row.Since : ended);
            classes.Add(row.Id, made);
            context.Add(made);
        }
        await context.SaveChangesAsync(cancellationToken);
        foreach (var (id, made) in classes.Where(c => c.Value.IsPrivate))
        {
            context.Add(new ClassMember(made.Id, person.Id, byCode: true, Classes[id].JoinedOn ?? made.Since));
        }
        var assignments = await AddAssignmentsAsync(job, classes, cancellationToken);
        foreach (var (link, session) in links)
        {
            int? classId = classes.TryGetValue(link.ClassId, out var made) ? made.Id : _there.TryGetValue(link.ClassId, out var id) ? id : null;
            session!.Describe(session.About with { ClassId = classId, AssignmentId = link.AssignmentId is { } a && assignments.TryGetValue(a, out var given) ? given.Id : null });
        }
        await job.Book.FlushAsync(cancellationToken);
        await recorder.DeriveAsync(context, person.Id, Assignments.Values.Select(a => a.CompletedOn).OfType<DateOnly>().ToHashSet(), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task<Dictionary<int, Assignment>> AddAssignmentsAsync(ImportJob job, Dictionary<int, StudyClass> classes, CancellationToken cancellationToken)
    {
        var assignments = new Dictionary<int, Assignment>();
        foreach (var row in Assignments.Values.Where(a => classes.ContainsKey(a.ClassId)))
        {
            var made = new Assignment(classes[row.ClassId].Id, row.GivenOn, job.Book.NowUtc);
            // Numbers of materials and banks mean nothing elsewhere; a built-in scenario is everywhere.
            var link = row is { LinkKind: AssignmentLinkKind.Scenario, LinkKey: { } key } && BuiltInScenarios.All.TryGetValue(key, out var story)
                ? new AssignmentLink(AssignmentLinkKind.Scenario, key, story.Title) : null;
            made.Describe(row.Title.Trim(), row.Text?.Trim() ?? "", row.DueOn, link);
            assignments.Add(row.Id, made);
            job.Book.Context.Add(made);
        }
        await job.Book.Context.SaveChangesAsync(cancellationToken);
        foreach (var (id, made) in assignments)
        {
            if (Assignments[id] is { CompletedOn: { } day, CompletedAt: { } at } row && classes[row.ClassId].IsPrivate)
            {
                job.Book.Context.Add(new AssignmentCompletion(made.Id, job.Book.StudentId, day, Clock.ToSecond(at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : at)));
            }
        }
        await job.Book.Context.SaveChangesAsync(cancellationToken);
        return assignments;
    }

    private static (string, DateOnly, bool) KeyOf(ArchivedClass row) => (row.Name.Trim(), row.Since, row.Role == ClassRole.Teacher);
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;
using static StudyDashboard.Tests.Features.Classes.ClassWorld;

namespace StudyDashboard.Tests.Features.Classes;

public sealed class ClassServiceTests : IDisposable
{
    private readonly ClassWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Class_IsThereForItsTeacherAndMembers_AndForNobodyElse()
    {
        var id = await _world.ClassAsync(_world.Mina);
        var reader = _world.Fixture.Get<ClassReader>();
        var stranger = _world.Fixture.AddPerson("Ivo");

        Assert.Equal((ClassRole.Teacher, 1), (await reader.FindAsync(_world.Tutor, id, Token)) is { } row ? (row.Role, row.Members) : default);
        Assert.Equal(("Vera", ClassRole.Student), (await reader.FindAsync(_world.Mina, id, Token)) is { } mine ? (mine.Teacher, mine.Role) : default);
        Assert.Null(await reader.FindAsync(_world.Leo, id, Token));
        Assert.Null(await reader.MembersAsync(stranger, id, Token));
        Assert.Equal(RefusalKind.NotFound, (await _world.Classes.EditAsync(_world.Mina, id, new ClassDraft("Mine now"), null, Token)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _world.Members.AddAsync(_world.Tutor, id, stranger, Token)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await _world.Classes.AddAsync(await _world.ProfileAsync(_world.Mina, Roles.Student), new ClassDraft("X"), isPrivate: false, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task Edit_OfAnOlderVersion_IsRefusedAsStale()
    {
        var id = await _world.ClassAsync();
        var version = Done(await _world.Classes.EditAsync(_world.Tutor, id, new ClassDraft("Algebra II"), null, Token));

        Assert.Equal(RefusalKind.Stale, (await _world.Classes.EditAsync(_world.Tutor, id, new ClassDraft("Algebra III"), version - 1, Token)).Refusal?.Kind);
        Assert.Equal(["name", "subject"], (await _world.Classes.EditAsync(_world.Tutor, id, new ClassDraft(" ", new string('x', 121)), version, Token)).Refusal!.Fields.Select(f => f.Field));
    }

    [Fact]
    public async Task Code_LetsAStudentIn_UntilItIsClosedOrOld()
    {
        var id = await _world.ClassAsync(_world.Leo);
        var first = Done(await _world.Classes.OpenCodeAsync(_world.Tutor, id, Token)).Code;
        var code = Done(await _world.Classes.OpenCodeAsync(_world.Tutor, id, Token)).Code;
        var ivo = _world.Fixture.AddPerson("Ivo");

        Assert.Equal("code", Assert.Single((await _world.Members.JoinAsync(ivo, first, Token)).Refusal!.Fields).Field);
        Assert.Equal(id, Done(await _world.Members.JoinAsync(ivo, $" {code.ToLowerInvariant()} ", Token)));
        Assert.Contains(await _world.Fixture.Get<ClassReader>().MembersAsync(_world.Tutor, id, Token) ?? [], m => m is { Name: "Ivo", ByCode: true });

        _world.Fixture.Clock.Advance(StudyClass.CodeLifetime);
        Assert.NotNull((await _world.Members.JoinAsync(_world.Mina, code, Token)).Refusal);
        var another = Done(await _world.Classes.OpenCodeAsync(_world.Tutor, id, Token)).Code;
        Done(await _world.Classes.CloseCodeAsync(_world.Tutor, id, Token));
        Assert.NotNull((await _world.Members.JoinAsync(_world.Mina, another, Token)).Refusal);
    }

    [Fact]
    public async Task Leaving_CanBeTakenBackOnlyByWhoEndedIt()
    {
        var id = await _world.ClassAsync();

        Done(await _world.Members.LeaveAsync(_world.Mina, id, _world.Mina, Token));
        Assert.Equal(RefusalKind.NotFound, (await _world.Members.ReturnAsync(_world.Tutor, id, _world.Mina, Token)).Refusal?.Kind);
        Done(await _world.Members.ReturnAsync(_world.Mina, id, _world.Mina, Token));
        Done(await _world.Members.LeaveAsync(_world.Tutor, id, _world.Mina, Token));
        Assert.Equal(RefusalKind.NotFound, (await _world.Members.ReturnAsync(_world.Mina, id, _world.Mina, Token)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _world.Members.LeaveAsync(_world.Leo, id, _world.Mina, Token)).Refusal?.Kind);
        Done(await _world.Members.ReturnAsync(_world.Tutor, id, _world.Mina, Token));

        Assert.Equal(2, (await _world.Fixture.Get<ClassReader>().MembersAsync(_world.Tutor, id, Token))!.Count);
    }

    [Fact]
    public async Task Teacher_AfterTheEnrollmentEnds_SeesNothingOfWhomTheyAdded()
    {
        var id = await _world.ClassAsync();
        var access = _world.Fixture.Get<StudentAccess>();
        var ivo = _world.Fixture.AddPerson("Ivo");
        var code = Done(await _world.Classes.OpenCodeAsync(_world.Tutor, id, Token)).Code;
        Done(await _world.Members.JoinAsync(ivo, code, Token));

        await using (var context = _world.Fixture.Context())
        {
            await context.Set<Enrollment>().Where(e => e.StudentId == _world.Mina).ExecuteUpdateAsync(e => e.SetProperty(x => x.Status, EnrollmentStatus.Ended), Token);
        }

        Assert.Equal(["Ivo", "Leo"], (await _world.Fixture.Get<ClassReader>().MembersAsync(_world.Tutor, id, Token))!.Select(m => m.Name));
        Assert.False(await access.MayAsync(_world.Tutor, _world.Mina, StudentView.Totals, Token));
        Assert.True(await access.MayAsync(_world.Tutor, ivo, StudentView.Totals, Token));
        Assert.False(await access.MayAsync(_world.Tutor, ivo, StudentView.Notes, Token));
        Assert.False(await access.MayAsync(_world.Tutor, ivo, StudentView.Reports, Token));
    }

    [Fact]
    public async Task Session_ForAClassThatIsNotTheirs_IsRefused()
    {
        var id = await _world.ClassAsync(_world.Leo);
        var own = await _world.ClassAsync(_world.Mina);
        var other = await _world.GiveAsync(id);
        var timers = _world.Fixture.Get<TimerService>();

        Assert.Equal("class_id", Assert.Single((await timers.StartAsync(_world.Mina, new StartTimer { About = Make.About() with { ClassId = id } }, Token)).Refusal!.Fields).Field);
        Assert.Equal("class_id", Assert.Single((await _world.StudyAsync(_world.Mina, id, "2026-03-10 07:00")).Refusal!.Fields).Field);
        Assert.Equal("class_id", Assert.Single((await _world.StudyAsync(_world.Mina, 999, "2026-03-10 07:00")).Refusal!.Fields).Field);
        Assert.Equal("assignment_id", Assert.Single((await _world.StudyAsync(_world.Mina, own, "2026-03-10 07:00", assignmentId: other)).Refusal!.Fields).Field);
        Assert.Equal("assignment_id", Assert.Single((await _world.StudyAsync(_world.Mina, null, "2026-03-10 07:00", assignmentId: other)).Refusal!.Fields).Field);
        var entry = new SessionEntry { About = Make.About() with { ClassId = id }, StartedAt = Make.At("2026-03-10 06:00"), EndedAt = Make.At("2026-03-10 06:30") };
        Assert.NotNull((await _world.Fixture.Get<LogService>().AddAsync(_world.Mina, entry, Token)).Refusal);
        Done(await _world.StudyAsync(_world.Mina, own, "2026-03-10 07:00", assignmentId: await _world.GiveAsync(own)));
    }

    [Fact]
    public async Task Session_OfAnEndedClass_StaysAndCanBeEdited_ButNothingNewComes()
    {
        var id = await _world.ClassAsync(_world.Mina);
        var stored = Done(await _world.StudyAsync(_world.Mina, id, "2026-03-09 07:00")).Value;
        Done(await _world.Classes.EndAsync(_world.Tutor, id, Token));
        _world.Fixture.Clock.Advance(TimeSpan.FromDays(2));

        Assert.NotNull((await _world.StudyAsync(_world.Mina, id, "2026-03-12 07:00")).Refusal);
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00"));
        var entry = new SessionEntry { About = stored.About with { Subject = "Sets" }, StartedAt = stored.StartedAt, EndedAt = stored.EndedAt };
        Done(await _world.Fixture.Get<LogService>().EditAsync(_world.Mina, stored.Id, null, entry, Token));
        Assert.Empty(await _world.Fixture.Get<ClassDirectory>().OfAsync(_world.Mina, Token));
        Assert.Equal(3600, (await _world.Fixture.Get<ClassTimes>().OfAsync(_world.Tutor, id, Token))!.Members.Single().Total);
    }

    [Fact]
    public async Task Continue_OfASessionWhoseClassHasEnded_GoesOnWithoutIt()
    {
        var id = await _world.ClassAsync(_world.Mina);
        var timers = _world.Fixture.Get<TimerService>();
        var running = Done(await timers.StartAsync(_world.Mina, new StartTimer { About = Make.About() with { ClassId = id } }, Token)).Value;
        _world.Fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        Done(await timers.FinishAsync(_world.Mina, running.Id, new FinishTimer(), Token));
        Done(await _world.Classes.EndAsync(_world.Tutor, id, Token));

        var (_, last) = await timers.CurrentAndLastAsync(_world.Mina, Token);
        var again = await _world.Fixture.Get<StudyDashboard.Features.Sessions.Timer.Start.StartOffers>().AgainAsync(last!, Token);

        Assert.Equal((null, "Algebra"), (again.About.ClassId, again.About.Subject));
    }

    [Fact]
    public async Task Time_IsThatOfTheClassAlone_AndFollowsEveryEdit()
    {
        var id = await _world.ClassAsync();
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 40));
        Done(await _world.StudyAsync(_world.Mina, null, "2026-03-10 06:00", 25));
        var last = Done(await _world.StudyAsync(_world.Mina, id, "2026-03-04 07:00", 20)).Value;
        Done(await _world.StudyAsync(_world.Leo, id, "2026-03-09 05:00", 10));

        var time = (await _world.Fixture.Get<ClassTimes>().OfAsync(_world.Tutor, id, Token))!;
        Assert.Equal([("Leo", 600, 0, 600), ("Mina", 2400, 1200, 3600)], time.Members.Select(m => (m.Name, m.ThisWeek, m.LastWeek, m.Total)));
        Assert.Equal([3000, 1200], time.Weeks.Take(2).Select(w => w.NetSeconds));
        Assert.Equal((1, 2400), (await _world.Fixture.Get<ClassTimes>().OfAsync(_world.Mina, id, Token)) is { } own ? (own.Members.Count, own.Weeks[0].NetSeconds) : default);

        Done(await _world.Fixture.Get<LogService>().DeleteAsync(_world.Mina, [last.Id], Token));
        Assert.Equal(2400, (await _world.Fixture.Get<ClassTimes>().OfAsync(_world.Tutor, id, Token))!.Members[1].Total);
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Median_UnderFiveWhoTakePart_IsNotTold_AndNeverToAStranger()
    {
        var students = new[] { _world.Mina, _world.Leo }.Concat(Enumerable.Range(0, 3).Select(i => _world.Fixture.AddPerson($"S{i}"))).ToArray();
        foreach (var student in students.Skip(2))
        {
            _world.Enroll(student);
        }
        var id = await _world.ClassAsync(students);
        var (median, from, to) = (_world.Fixture.Get<ClassMedian>(), new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 15));
        foreach (var (student, index) in students.Take(4).Select((s, i) => (s, i)))
        {
            Done(await _world.StudyAsync(student, id, "2026-03-10 05:00", 10 * (index + 1)));
        }

        Assert.Null(await median.NetSecondsAsync(_world.Mina, id, from, to, Token));
        Done(await _world.StudyAsync(students[4], id, "2026-03-10 05:00", 50));
        Assert.Equal(1800, await median.NetSecondsAsync(_world.Mina, id, from, to, Token));
        Assert.Equal(1800, await median.NetSecondsAsync(_world.Tutor, id, from, to, Token));
        Assert.Null(await median.NetSecondsAsync(_world.Fixture.AddPerson("Ivo"), id, from, to, Token));
    }

    [Fact]
    public async Task Notes_AreReadOnlyWhereTheClassShowsThemAndTheMemberAgrees()
    {
        var id = await _world.ClassAsync();
        var session = Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00")).Value;
        var log = _world.Fixture.Get<LogService>();
        Done(await log.EditAsync(_world.Mina, session.Id, null, new SessionEntry { About = session.About, StartedAt = session.StartedAt, EndedAt = session.EndedAt, Note = "Hard." }, Token));
        var shared = _world.Fixture.Get<SharedNotes>();

        Done(await _world.Classes.EditAsync(_world.Tutor, id, new ClassDraft("Algebra", null, ShowsNotes: true), null, Token));
        Assert.Null(await shared.OfAsync(_world.Tutor, id, _world.Mina, Token));
        Done(await _world.Members.ShareNotesAsync(_world.Mina, id, true, Token));
        Assert.Equal("Hard.", Assert.Single((await shared.OfAsync(_world.Tutor, id, _world.Mina, Token))!.Notes).Text);
        Assert.Null(await shared.OfAsync(_world.Leo, id, _world.Mina, Token));
        Done(await _world.Classes.EditAsync(_world.Tutor, id, new ClassDraft("Algebra", null, ShowsNotes: false), null, Token));
        Assert.Null(await shared.OfAsync(_world.Tutor, id, _world.Mina, Token));
    }

    [Fact]
    public async Task Delete_CanBeTakenBack_AndThePurgeKeepsTheSessions()
    {
        var id = await _world.ClassAsync();
        var assignment = await _world.GiveAsync(id);
        Done(await _world.Assignments.CompleteAsync(_world.Mina, id, assignment, _world.Mina, Token));
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", assignmentId: assignment));

        Done(await _world.Classes.DeleteAsync(_world.Tutor, id, Token));
        Assert.Null(await _world.Fixture.Get<ClassReader>().FindAsync(_world.Mina, id, Token));
        Done(await _world.Classes.RestoreAsync(_world.Tutor, id, Token));
        Assert.NotNull(await _world.Fixture.Get<ClassReader>().FindAsync(_world.Mina, id, Token));
        Done(await _world.Classes.DeleteAsync(_world.Tutor, id, Token));
        await _world.Fixture.Get<ClassPurge>().RunAsync(_world.Fixture.Clock.UtcNow.AddDays(31), Token);

        await using var context = _world.Fixture.Context();
        var session = await context.Sessions.SingleAsync(Token);
        Assert.Equal((null, null, 1800), (session.ClassId, session.AssignmentId, session.NetSeconds));
        Assert.Equal((0, 0), (await context.Set<StudyClass>().CountAsync(Token), await context.Snapshots.CountAsync(s => s.ClassId != 0, Token)));
        Assert.Equal(0, await _world.RebuildAsync());
    }

    [Fact]
    public async Task Teacher_WhoseAccountGoes_LeavesTheClassToItsStudents()
    {
        var id = await _world.ClassAsync();
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00"));

        Assert.Null(await _world.Fixture.Get<ArchiveService>().DeleteAsync(_world.Tutor, Token));

        var row = (await _world.Fixture.Get<ClassReader>().FindAsync(_world.Mina, id, Token))!;
        Assert.Equal((null, true), (row.Teacher, row.EndedOn is not null));
        Assert.Equal(1800, (await _world.Fixture.Get<ClassTimes>().OfAsync(_world.Mina, id, Token))!.Members.Single().Total);
    }

    [Fact]
    public async Task PrivateClass_IsItsStudentsAlone()
    {
        var id = await _world.PrivateAsync(_world.Mina);

        Assert.Null(await _world.Fixture.Get<ClassReader>().FindAsync(_world.Tutor, id, Token));
        Assert.Equal(RefusalKind.Conflict, (await _world.Classes.OpenCodeAsync(_world.Mina, id, Token)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _world.Members.LeaveAsync(_world.Mina, id, _world.Mina, Token)).Refusal?.Kind);
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00"));
        Assert.Equal("Mine", Assert.Single(await _world.Fixture.Get<ClassDirectory>().OfAsync(_world.Mina, Token)).Name);
    }
}

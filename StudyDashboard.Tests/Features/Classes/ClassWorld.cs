using System.Reflection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Classes;

/// <summary>A tutor in Sofia with two students, on Tuesday 10 March 2026, 09:00 UTC.</summary>
public sealed class ClassWorld : IDisposable
{
    public ClassWorld()
    {
        Tutor = Fixture.AddPerson("Vera");
        Leo = Fixture.AddPerson("Leo");
        Enroll(Mina);
        Enroll(Leo);
    }

    public StudyFixture Fixture { get; } = new();

    public int Tutor { get; }

    public int Mina => Fixture.StudentId;

    public int Leo { get; }

    public ClassService Classes => Fixture.Get<ClassService>();

    public MemberService Members => Fixture.Get<MemberService>();

    public AssignmentService Assignments => Fixture.Get<AssignmentService>();

    public LeaderboardService Leaderboards => Fixture.Get<LeaderboardService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<Profile> ProfileAsync(int personId, string role) => (await Fixture.Get<ProfileService>().GetAsync(personId, Token))! with { Roles = [role] };

    public int Enroll(int studentId)
    {
        using var context = Fixture.Context();
        var enrollment = new Enrollment(Tutor, studentId, "Mathematics", new DateOnly(2026, 1, 1));
        context.Add(enrollment);
        context.SaveChanges();
        return enrollment.Id;
    }

    public void GiveAccount(params int[] people)
    {
        using var context = Fixture.Context();
        foreach (var person in context.Users.Where(p => people.Contains(p.Id)))
        {
            person.PasswordHash = "hash";
        }
        context.SaveChanges();
    }

    public int AddGuardian(int studentId)
    {
        var guardian = Fixture.AddPerson("Sun");
        using var context = Fixture.Context();
        context.Add(Activator.CreateInstance(typeof(Guardianship), BindingFlags.Instance | BindingFlags.NonPublic, null, [studentId, guardian, Fixture.Clock.UtcNow], null)!);
        context.SaveChanges();
        return guardian;
    }

    /// <summary>A class of the tutor with these students, or with both.</summary>
    public async Task<int> ClassAsync(params int[] students)
    {
        var id = Done(await Classes.AddAsync(await ProfileAsync(Tutor, Roles.Tutor), new ClassDraft("Algebra", "Mathematics"), isPrivate: false, Token));
        foreach (var student in students.Length > 0 ? students : [Mina, Leo])
        {
            Done(await Members.AddAsync(Tutor, id, student, Token));
        }
        return id;
    }

    public async Task<int> PrivateAsync(int studentId) =>
        Done(await Classes.AddAsync(await ProfileAsync(studentId, Roles.Student), new ClassDraft("Mine"), isPrivate: true, Token));

    public async Task<int> GiveAsync(int classId, string? due = null, string title = "Worksheet") =>
        Done(await Assignments.GiveAsync(Tutor, classId, new AssignmentDraft { Title = title, DueOn = due is null ? null : DateOnly.Parse(due, null) }, Token));

    /// <summary>A completed session.</summary>
    public async Task<Outcome<Recording<StudySession>>> StudyAsync(
        int studentId, int? classId, string start, int minutes = 30, SessionSource source = SessionSource.Timer, int? assignmentId = null) =>
        await Fixture.Get<SessionRecorder>().RecordAsync<StudySession>(studentId, ChangeVerb.Add, book =>
        {
            var about = Make.About() with { ClassId = classId, AssignmentId = assignmentId };
            var from = Make.At(start);
            return Task.FromResult<Outcome<StudySession>>(book.Add(
                StudySession.Completed(studentId, about, source, null, StudyCalendar.For("Europe/Sofia", 4), from, from.AddMinutes(minutes))));
        }, Token);

    public async Task<AssignmentRow> RowAsync(int viewerId, int classId, int assignmentId) =>
        (await Fixture.Get<AssignmentReader>().OfClassAsync(viewerId, classId, Token))!.Single(a => a.Id == assignmentId);

    public async Task<LeaderboardView> BoardAsync(int viewerId, int classId) => (await Fixture.Get<LeaderboardReader>().OfAsync(viewerId, classId, Token))!;

    /// <summary>Rebuilds everyone.</summary>
    /// <returns>How many rows had to change.</returns>
    public Task<int> RebuildAsync() => Fixture.Get<Rebuild>().RunAsync(Token);

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal?.Message);
        return outcome.Value;
    }

    public void Dispose() => Fixture.Dispose();
}

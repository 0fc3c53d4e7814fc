using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;

namespace StudyDashboard.Features.Classes;

/// <summary>The demo's tutor has a mathematics class with two students and a leaderboard; one student has a class of their own.</summary>
internal sealed class ClassesDemo : IDemoPart
{
    private const int DaysAgo = 60;

    /// <summary>After the sessions, of which it takes some for its classes.</summary>
    public int Order => 5;

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (mina, leo, tutor) = (world.IdOf(DemoPeople.Student), world.IdOf(DemoPeople.Leo), world.IdOf(DemoPeople.Tutor));
        var (today, began) = (world.TodayOf(DemoPeople.Student), world.NowUtc.AddDays(-DaysAgo));
        var teacher = await world.Context.Users.SingleAsync(p => p.Id == tutor, cancellationToken);
        var student = await world.Context.Users.SingleAsync(p => p.Id == mina, cancellationToken);
        var mathematics = StudyClass.Restored(teacher, isTaught: true, began);
        mathematics.Describe("Mathematics, spring term", "Mathematics", showsNotes: true);
        mathematics.Compare(LeaderboardMetric.Minutes, today.AddDays(-20));
        var german = StudyClass.Restored(student, isTaught: false, began);
        german.Describe("Reading group", "History", showsNotes: false);
        world.Context.AddRange(mathematics, german);
        await world.Context.SaveChangesAsync(cancellationToken);

        var member = new ClassMember(mathematics.Id, mina, byCode: false, today.AddDays(-DaysAgo));
        member.ShareNotes(true);
        var fox = new Participation(mathematics.Id, mina, "Blue fox", world.NowUtc.AddDays(-20));
        fox.Allow(world.NowUtc.AddDays(-19));
        world.Context.AddRange(member, new ClassMember(mathematics.Id, leo, byCode: false, today.AddDays(-42)), new ClassMember(german.Id, mina, byCode: true, today.AddDays(-DaysAgo)),
            fox, new Participation(mathematics.Id, leo, "Lion", world.NowUtc.AddDays(-20)));

        var sheet = Give("Worksheet 6: the chain rule", "Numbers 1 to 12; write down where it went wrong.", -12, -5);
        var integrals = Give("Worksheet 7: integrals by parts", "Numbers 3, 5 and 8. Time yourself.", -4, 2);
        var repeat = Give("Repeat the derivatives", "", -20, -14);
        world.Context.AddRange(sheet, integrals, repeat);
        await world.Context.SaveChangesAsync(cancellationToken);
        world.Context.AddRange(
            Done(sheet, mina, -6), Done(repeat, mina, -15), Done(repeat, leo, -13));
        await world.Context.SaveChangesAsync(cancellationToken);

        var (since, recent) = (today.AddDays(-DaysAgo), today.AddDays(-11));
        int[] both = [mina, leo];
        await world.Context.Sessions.Where(s => both.Contains(s.StudentId) && s.Subject == "Mathematics" && s.StudyDay >= since)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ClassId, mathematics.Id), cancellationToken);
        var before = today.AddDays(-6);
        await world.Context.Sessions.Where(s => s.StudentId == mina && s.ClassId == mathematics.Id && s.StudyDay >= recent && s.StudyDay <= before)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.AssignmentId, sheet.Id), cancellationToken);
        await world.Context.Sessions.Where(s => s.StudentId == mina && s.Subject == "History" && s.StudyDay >= since)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ClassId, german.Id), cancellationToken);

        Assignment Give(string title, string text, int given, int due)
        {
            var made = new Assignment(mathematics.Id, today.AddDays(given), world.NowUtc.AddDays(given));
            made.Describe(title, text, today.AddDays(due), null);
            return made;
        }

        AssignmentCompletion Done(Assignment assignment, int studentId, int day) => new(assignment.Id, studentId, today.AddDays(day), world.NowUtc.AddDays(day));
    }
}

using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Tests.Features.Plans;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Overview;

/// <summary>Whose weeks a guardian and a tutor see.</summary>
public sealed class WatchedWeeksTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guardian_SeesOnlyTheirChild_UntilRevoked()
    {
        var (other, guardian) = (_study.AddPerson("Other"), _study.AddPerson("Sun"));
        await StudyAsync(_study.StudentId, 30);
        await StudyAsync(other, 50);
        var guardians = _study.Get<GuardianService>();
        var code = (await guardians.GiveCodeAsync(_study.StudentId, _study.StudentId, Cancel)).Value.Code;
        await guardians.PairAsync(guardian, code, Cancel);

        var child = Assert.Single(await WatchedAsync(guardian, Roles.Guardian));

        Assert.Equal((_study.StudentId, 30 * 60), (child.StudentId, child.Week.DoneSeconds));
        var row = Assert.Single((await guardians.OfAsync(_study.StudentId, _study.StudentId, Cancel))!.Guardians);
        await guardians.RevokeAsync(_study.StudentId, _study.StudentId, row.Id, Cancel);
        Assert.Empty(await WatchedAsync(guardian, Roles.Guardian));
    }

    [Fact]
    public async Task Tutor_SeesEachStudentOnce_WithAllCourses()
    {
        var tutor = _study.AddPerson("Vera");
        await using (var context = _study.Context())
        {
            context.Add(new Enrollment(tutor, _study.StudentId, "Algebra", new DateOnly(2026, 1, 1)));
            context.Add(new Enrollment(tutor, _study.StudentId, "Physics", new DateOnly(2026, 1, 1)));
            await context.SaveChangesAsync(Cancel);
        }
        await StudyAsync(_study.StudentId, 30);

        var student = Assert.Single(await WatchedAsync(tutor, Roles.Tutor));

        Assert.Equal("Algebra, Physics", student.Courses);
        Assert.Empty(await WatchedAsync(tutor, Roles.Admin));
    }

    [Fact]
    public async Task Plan_OfTheStudent_IsTheActiveOne()
    {
        var tutor = _study.AddPerson("Vera");
        await using (var context = _study.Context())
        {
            context.Add(new Enrollment(tutor, _study.StudentId, "Algebra", new DateOnly(2026, 1, 1)));
            await context.SaveChangesAsync(Cancel);
        }
        Assert.Null(Assert.Single(await WatchedAsync(tutor, Roles.Tutor)).PlanId);
        var plan = await PlanMake.PlanAsync(_study, activate: true);

        var watched = Assert.Single(await WatchedAsync(tutor, Roles.Tutor));

        Assert.Equal(plan, watched.PlanId);
        Assert.NotNull(await _study.Get<PlanReader>().FindAsync(tutor, plan, Cancel));
    }

    public void Dispose() => _study.Dispose();

    private async Task<IReadOnlyList<WatchedWeek>> WatchedAsync(int viewer, string role) => await _study.Get<WatchedWeeks>()
        .OfAsync((await _study.Get<ProfileService>().GetAsync(viewer, Cancel))! with { Roles = [role] }, Cancel);

    private Task StudyAsync(int student, int minutes) =>
        _study.Get<BulkSessions>().AddAsync(student, new StudySession[] { Make.Session(student, Make.At("2026-03-10 06:00"), minutes) }, Cancel);
}

using StudyDashboard.Features.Plans.Topics;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class TopicServiceTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TopicService Topics => _world.Fixture.Get<TopicService>();

    private int Student => _world.Fixture.StudentId;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Topic_ThatALessonCovered_IsLinkedAndUnlinked()
    {
        var plan = await PlanMake.PlanAsync(_world.Fixture);
        await _world.CreateAsync(_world.Draft("2026-03-02 10:00"));
        var lesson = _world.Lessons()[0];
        var closing = new LessonClosing { Students = [new StudentMark(lesson.Id, lesson.Version, new AttendanceMark(Attendance.Present, null))], Covered = ["Nerve blocks"] };
        TutorWorld.Done(await _world.Fixture.Get<ClosingService>().CloseAsync(_world.TutorId, lesson.Id, closing, Token));

        Assert.Equal([new PlanTopic("Nerve blocks", 1, new DateOnly(2026, 3, 2), null)], await Topics.ListAsync(Student, plan, Token));
        Assert.Null(await Topics.LinkAsync(Student, plan, "Nerve blocks", "SURG", Token));
        Assert.Null(await Topics.LinkAsync(Student, plan, "Nerve blocks", "PROTH", Token));
        Assert.Equal("PROTH", Assert.Single(await Topics.ListAsync(Student, plan, Token)).DomainCode);
        Assert.Equal("domain_code", (await Topics.LinkAsync(Student, plan, "Nerve blocks", "NONE", Token))?.Fields.Single().Field);
        Assert.Equal(RefusalKind.NotFound, (await Topics.LinkAsync(_world.TutorId, plan, "Nerve blocks", "SURG", Token))?.Kind);
        Assert.Null(await Topics.LinkAsync(Student, plan, "Nerve blocks", null, Token));
        Assert.Null(Assert.Single(await Topics.ListAsync(Student, plan, Token)).DomainCode);
    }
}

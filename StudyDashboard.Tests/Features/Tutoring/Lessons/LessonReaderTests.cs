using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Lessons;

public sealed class LessonReaderTests : IDisposable
{
    private readonly TutorWorld _world = new();

    [Fact]
    public async Task NeedingClose_AfterTheLessons_ListsThoseNobodyClosedOldestFirst()
    {
        await _world.CreateAsync(_world.Draft("2026-03-05 17:00"));
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await _world.CreateAsync(_world.Draft("2026-03-04 17:00"));
        await _world.CreateAsync(_world.Draft("2026-03-20 17:00"));
        _world.Write(_world.Lessons()[1].Id, l => l.Cancel(null));
        _world.Fixture.Clock.SetUtc(Make.At("2026-03-10 09:00"));

        var open = await _world.Fixture.Get<LessonReader>().NeedingCloseAsync(_world.TutorId, TestContext.Current.CancellationToken);

        Assert.Equal([3, 5], open.Select(r => r.Lesson.SessionDate.Day));
    }

    public void Dispose() => _world.Dispose();
}

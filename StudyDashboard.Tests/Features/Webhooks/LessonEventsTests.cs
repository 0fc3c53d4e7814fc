using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Webhooks;

public sealed class LessonEventsTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StudyFixture Study => _world.Fixture;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Lesson_PlannedMovedCancelledAndReinstated_IsToldWithTheLessonAsItIs()
    {
        var hook = await AddAsync(_world.TutorId);

        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        var lesson = _world.Lessons()[0];
        await _world.EditAsync(lesson, LessonScope.This, d => d with { Slot = LessonSlot.At(TutorWorld.Local("2026-03-04 18:00"), TimeSpan.FromHours(1), "Europe/Sofia") });
        TutorWorld.Done(await _world.Service.CancelAsync(_world.TutorId, lesson.Id, null, LessonScope.This, "Ill", cancellationToken: Token));
        TutorWorld.Done(await _world.Service.ReinstateAsync(_world.TutorId, lesson.Id, ConflictHandling.Ask, Token));

        Assert.Equal(
            ["lesson.planned 2026-03-03 17:00 scheduled", "lesson.changed 2026-03-04 18:00 scheduled", "lesson.cancelled 2026-03-04 18:00 cancelled", "lesson.planned 2026-03-04 18:00 scheduled"],
            Told(hook));
    }

    [Fact]
    public async Task Series_MadeAndDeleted_TellsEachOfItsLessons_AndTheirRule()
    {
        var hook = await AddAsync(_world.TutorId);

        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;COUNT=3"));
        TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, _world.Lessons()[0].Id, null, LessonScope.All, cancellationToken: Token));

        Assert.Equal(
            [.. Dates.Select(d => $"lesson.planned {d} 17:00 scheduled"), .. Dates.Select(d => $"lesson.cancelled {d} 17:00 scheduled")], Told(hook));
        Assert.Contains("COUNT=3", Data(hook)[0].GetProperty("rrule").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lesson_IsToldToItsStudentAndGuardian_AndToNobodyElse()
    {
        var guardian = Study.AddPerson("Vera");
        using (var context = Study.Context())
        {
            context.Add(new Guardianship(Study.StudentId, guardian, Study.Clock.UtcNow));
            await context.SaveChangesAsync(Token);
        }
        var (student, parent, other) = (await AddAsync(Study.StudentId), await AddAsync(guardian), await AddAsync(Study.AddPerson("Jun")));

        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await _world.CreateAsync(_world.Draft("2026-03-05 17:00", enrollments: _world.Leo));

        Assert.Equal(["lesson.planned 2026-03-03 17:00 scheduled"], Told(student));
        Assert.Equal(Told(student), Told(parent));
        Assert.Empty(Told(other));
    }

    [Fact]
    public async Task Student_Deleted_TakesAlongWhatTheirTutorWasTold_AndNothingOfOthers()
    {
        var hook = await AddAsync(_world.TutorId);
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await _world.CreateAsync(_world.Draft("2026-03-05 17:00", enrollments: _world.Leo));

        Assert.Null(await Study.Get<ArchiveService>().DeleteAsync(Study.StudentId, Token));

        Assert.Equal(["lesson.planned 2026-03-05 17:00 scheduled"], Told(hook).Where(t => t.StartsWith("lesson.planned", StringComparison.Ordinal)));
        Assert.All(Data(hook), d => Assert.Equal(_world.Leo, d.GetProperty("course_enrollment_id").GetInt32()));
    }

    private static IEnumerable<string> Dates => ["2026-03-03", "2026-03-10", "2026-03-17"];

    private async Task<int> AddAsync(int person)
    {
        var draft = new WebhookDraft("Wall", "https://wall.example/study", [WebhookEvent.LessonPlanned, WebhookEvent.LessonChanged, WebhookEvent.LessonCancelled]);
        return WebhookWorld.Done(await Study.Get<WebhookService>().CreateAsync(person, draft, true, Token)).Webhook.Id;
    }

    private List<string> Told(int webhook)
    {
        using var context = Study.Context();
        return [.. context.Set<WebhookDelivery>().AsNoTracking().Where(d => d.WebhookId == webhook).OrderBy(d => d.Id).Select(d => d.Payload).ToList().Select(p => JsonDocument.Parse(p).RootElement)
            .Select(p => $"{p.GetProperty("event")} {p.GetProperty("data").GetProperty("session_date")} {p.GetProperty("data").GetProperty("start_time")} {p.GetProperty("data").GetProperty("status")}")];
    }

    private List<JsonElement> Data(int webhook)
    {
        using var context = Study.Context();
        return [.. context.Set<WebhookDelivery>().AsNoTracking().Where(d => d.WebhookId == webhook).OrderBy(d => d.Id).Select(d => d.Payload).ToList().Select(p => JsonDocument.Parse(p).RootElement.GetProperty("data"))];
    }
}

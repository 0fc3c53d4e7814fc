using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Lessons;

/// <summary>
/// Random commands on series in random order. After each: every series names exactly its stored lessons, what is past or has a record is
/// untouched by commands that mean many, and an undo restores everything.
/// </summary>
public sealed class LessonModelTests
{
    private static readonly string[] Rules =
    [
        "FREQ=WEEKLY;COUNT=12", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=10",
        "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260901T000000Z",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(29)]
    public async Task Commands_InRandomOrder_LeaveSeriesAndLessonsEqual(int seed)
    {
        using var world = new TutorWorld();
        var random = new Random(seed);
        for (var step = 0; step < 40; step++)
        {
            var before = (Picture: world.Picture(), Protected: Protected(world));
            var (change, isWide) = await StepAsync(world, random);
            world.AssertSound();
            if (isWide)
            {
                Assert.Subset(Protected(world), before.Protected);
            }
            if (change is { } id && random.Next(4) == 0)
            {
                var refusal = await world.Service.UndoAsync(world.TutorId, id, TestContext.Current.CancellationToken);
                Assert.True(refusal is null, $"seed {seed}, step {step}: {refusal?.Message}");
                Assert.Equal(before.Picture, world.Picture());
            }
        }
        Assert.NotEmpty(world.Lessons());
    }

    private static HashSet<string> Protected(TutorWorld world) =>
        [.. world.Lessons().Where(l => l.IsProtected(world.Fixture.Clock.UtcNow)).Select(l => $"{l.Id} {l.Slot} {l.Location} {l.Status} {l.StudentAttendanceStatus}")];

    private static async Task<(int? Change, bool IsWide)> StepAsync(TutorWorld world, Random random)
    {
        var lessons = world.Lessons();
        if (lessons.Count == 0 || random.Next(10) == 0)
        {
            return (await world.CreateAsync(NewDraft(world, random), ConflictHandling.Save), false);
        }
        var lesson = lessons[random.Next(lessons.Count)];
        var scope = (LessonScope)random.Next(3);
        switch (random.Next(8))
        {
            case 0:
                world.Fixture.Clock.Advance(TimeSpan.FromDays(random.Next(1, 20)));
                await world.Fixture.Get<LessonHorizon>().RunAsync(world.Fixture.Clock.UtcNow, TestContext.Current.CancellationToken);
                return (null, true);
            case 1:
                world.Write(lesson.Id, l => l.MarkStudent((Attendance)random.Next(4), null));
                return (null, false);
            case 2:
                return ((await world.Service.CancelAsync(world.TutorId, lesson.Id, null, scope, "Ill")) is { Refusal: null } done ? done.Value.ChangeId : null, scope != LessonScope.This && lesson.SeriesId is not null);
            case 3 when random.Next(2) == 0:
                return ((await world.Service.DeleteAsync(world.TutorId, lesson.Id, null, scope)) is { Refusal: null } gone ? gone.Value.ChangeId : null, scope != LessonScope.This && lesson.SeriesId is not null);
            default:
                var edited = await world.Service.EditAsync(world.TutorId, lesson.Id, null, Edited(world, random, lesson, scope), scope, (ConflictHandling)random.Next(1, 4));
                return (edited.Refusal is null ? edited.Value.ChangeId : null, scope != LessonScope.This && lesson.SeriesId is not null);
        }
    }

    private static LessonDraft NewDraft(TutorWorld world, Random random) => world.Draft(
        DateOnly.FromDateTime(world.Fixture.Clock.UtcNow).AddDays(random.Next(-20, 40)).ToString("yyyy-MM-dd", null) + $" {random.Next(8, 20)}:00",
        random.Next(5) == 0 ? null : Rules[random.Next(Rules.Length)],
        enrollments: random.Next(3) == 0 ? [world.Mina, world.Leo] : [world.Mina]);

    private static LessonDraft Edited(TutorWorld world, Random random, Lesson lesson, LessonScope scope)
    {
        var slot = lesson.Slot;
        var start = slot.Start.AddHours(random.Next(3) == 0 ? random.Next(-2, 3) : 0);
        slot = slot with { Start = start, End = start.AddHours(1), Date = slot.Date.AddDays(random.Next(3) == 0 ? random.Next(-3, 4) : 0) };
        return new LessonDraft
        {
            Slot = slot,
            Details = random.Next(2) == 0 ? lesson.Details : lesson.Details with { Location = $"Room {random.Next(9)}" },
            Repeat = scope != LessonScope.This && lesson.SeriesId is not null && random.Next(4) == 0 ? new Repetition(RuleParser.Parse(Rules[random.Next(Rules.Length)]).Value, []) : null,
            EnrollmentIds = scope != LessonScope.This && lesson.SeriesId is not null && random.Next(5) == 0 ? (random.Next(2) == 0 ? [world.Mina, world.Leo] : [world.Leo]) : null,
        };
    }
}

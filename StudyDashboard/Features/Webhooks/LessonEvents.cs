using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Api;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Series;

namespace StudyDashboard.Features.Webhooks;

/// <summary>Tells the webhooks of a lesson's tutor, student and guardians of it, also those of who made the change: a calendar that follows needs all.</summary>
internal sealed class LessonEvents : ILessonConsequence
{
    /// <summary>Most lessons of one command that are told one by one: a series on all weekdays for two years is less, the undo of an import more.</summary>
    public const int MostLessons = 1000;

    public async Task FollowAsync(StudyDbContext context, LessonVerb verb, IReadOnlyList<LessonDelta> deltas, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var told = verb == LessonVerb.Import || deltas.Count > MostLessons ? []
            : deltas.Select(d => (What: EventOf(d), Lesson: d.Any)).Where(t => t.What is not null).OrderBy(t => t.Lesson.StartsAt).ThenBy(t => t.Lesson.Id).ToList();
        if (told.Count == 0)
        {
            return;
        }
        var students = told.Select(t => t.Lesson.StudentId).ToHashSet();
        var guardians = (await context.Set<Guardianship>().AsNoTracking().Where(g => students.Contains(g.StudentId)).ToListAsync(cancellationToken)).ToLookup(g => g.StudentId, g => g.GuardianId);
        List<int> people = [.. told.Select(t => t.Lesson.TutorId).Concat(students).Concat(guardians.SelectMany(g => g)).Distinct()];
        var outboxes = await WebhookOutbox.OfAsync(context, people, nowUtc, cancellationToken);
        var series = outboxes.Count == 0 ? [] : await SeriesAsync(context, told.Select(t => t.Lesson.SeriesId), cancellationToken);
        foreach (var (what, lesson) in outboxes.Count == 0 ? [] : told)
        {
            var wire = LessonWire.Of(new LessonRecord(lesson, lesson.SeriesId is { } id ? series.GetValueOrDefault(id) : null));
            foreach (var person in guardians[lesson.StudentId].Prepend(lesson.StudentId).Prepend(lesson.TutorId).Distinct())
            {
                if (outboxes.TryGetValue(person, out var outbox))
                {
                    outbox.Add(what!.Value, wire);
                }
            }
        }
    }

    private static WebhookEvent? EventOf(LessonDelta delta) => (TakesPlace(delta.Before), TakesPlace(delta.After)) switch
    {
        (false, true) => WebhookEvent.LessonPlanned,
        (true, true) => WebhookEvent.LessonChanged,
        (true, false) => WebhookEvent.LessonCancelled,
        _ => null,
    };

    private static bool TakesPlace(Lesson? lesson) => lesson is not null && lesson.Status != LessonStatus.Cancelled;

    private static Task<Dictionary<int, LessonSeries>> SeriesAsync(StudyDbContext context, IEnumerable<int?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<int>().ToHashSet();
        return context.Set<LessonSeries>().AsNoTracking().Where(s => wanted.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
    }
}

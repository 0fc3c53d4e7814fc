using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>The topics that a student's lessons have covered.</summary>
internal static class CoveredTopics
{
    /// <summary>How many lessons back it looks.</summary>
    public const int MostLessons = 500;

    /// <summary>Each topic once, the latest first. Lessons that the student missed are not counted. Reads on an open context.</summary>
    public static async Task<IReadOnlyList<CoveredTopic>> CoveredTopicsAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var lessons = await context.Set<Lesson>().AsNoTracking()
            .Where(l => l.StudentId == studentId && l.Status == LessonStatus.Completed
                && (l.StudentAttendanceStatus == Attendance.Present || l.StudentAttendanceStatus == Attendance.Late))
            .OrderByDescending(l => l.StartsAt).Take(MostLessons).Select(l => new { l.SessionDate, l.TopicsCovered }).ToListAsync(cancellationToken);
        return [.. lessons.SelectMany(l => l.TopicsCovered.Distinct().Select(t => (Topic: t, Day: l.SessionDate))).GroupBy(t => t.Topic)
            .Select(g => new CoveredTopic(g.Key, g.Count(), g.Max(t => t.Day))).OrderByDescending(t => t.LastDay).ThenBy(t => t.Topic, StringComparer.CurrentCulture)];
    }
}

/// <summary>A topic, in how many lessons it was covered, and the date of the last one.</summary>
public sealed record CoveredTopic(string Topic, int Times, DateOnly LastDay);

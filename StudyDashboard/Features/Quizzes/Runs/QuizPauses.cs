using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>In a quiz, a gap of ten minutes or more between two stored steps is a pause (rules.md 12).</summary>
public static class QuizPauses
{
    public static TimeSpan Gap { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The pause between two steps, or null when there is none.</summary>
    public static Interval? Between(DateTime step, DateTime next) => next - step >= Gap ? new Interval(step, next) : null;

    /// <summary>The pauses between steps of which only the instants are known.</summary>
    public static IEnumerable<Interval> Of(IEnumerable<DateTime> steps)
    {
        DateTime? last = null;
        foreach (var step in steps.Order())
        {
            if (last is { } before && Between(before, step) is { } pause)
            {
                yield return pause;
            }
            last = step;
        }
    }
}

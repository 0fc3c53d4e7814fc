using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>The classes of a student, and those who are in them and seen there.</summary>
public static class ClassMembers
{
    private static readonly DayFigure[] OfLessons =
        [DayFigure.LessonsPresent, DayFigure.LessonsLate, DayFigure.LessonsAbsent, DayFigure.LessonsExcused, DayFigure.TopicsPlanned, DayFigure.TopicsCovered];

    /// <summary>The classes that a student belongs to, by name, with the students who are members of them now; one statement.</summary>
    public static async Task<IReadOnlyList<IGrouping<ClassName, int>>> ClassmatesAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var rows = await context.ActiveMembers().Where(m => context.ActiveMembers().Any(own => own.ClassId == m.ClassId && own.StudentId == studentId))
            .Join(context.ClassesSeenBy(studentId), m => m.ClassId, c => c.Id, (m, c) => new { c.Id, c.Name, m.StudentId })
            .OrderBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(r => new ClassName(r.Id, r.Name), r => r.StudentId)];
    }

    /// <summary>The classes of a student that someone else may read of by name: a teacher of their own ones only, a guardian of all (null).</summary>
    public static async Task<IReadOnlySet<int>?> ClassesToldAsync(this StudyDbContext context, int viewerId, int studentId, CancellationToken cancellationToken) =>
        viewerId == studentId || await context.Set<Guardianship>().AnyAsync(g => g.StudentId == studentId && g.GuardianId == viewerId, cancellationToken) ? null
        : (await context.ClassesRunBy(viewerId).Select(c => c.Id).ToListAsync(cancellationToken)).ToHashSet();

    /// <summary>
    /// The same figures as a teacher or tutor reads them: all other classes taken together, without a name, and nothing of lessons, of
    /// which they see their own ones as lessons.
    /// </summary>
    public static PeriodFigures Telling(this PeriodFigures figures, IReadOnlySet<int>? told)
    {
        if (told is null)
        {
            return figures;
        }
        figures = figures with { Counts = figures.Counts.Where(c => !OfLessons.Contains(c.Key)).ToDictionary() };
        var parts = figures.ByClass.ToLookup(c => c.Key.Length == 0 || told.Contains(int.Parse(c.Key, CultureInfo.InvariantCulture)));
        var others = parts[false].ToList();
        return others.Count == 0 ? figures : figures with
        {
            ByClass =
            [
                .. parts[true], new FigureShare("0", AnalyticsTexts.Other_Classes, others.Sum(c => c.NetSeconds), others.Sum(c => c.Sessions), others.Sum(c => c.Answered), others.Sum(c => c.Correct), others.Sum(c => c.Cards)),
            ],
        };
    }
}

/// <summary>A class by name.</summary>
public sealed record ClassName(int Id, string Name);

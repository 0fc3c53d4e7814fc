using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review;

/// <summary>
/// A study day on which an answer left no card due. Like the state of the cards it depends on the order of things: it is written once, when it
/// happens, and a rebuild does not touch it; taking the answer back does (rules.md 4).
/// </summary>
public sealed class ClearDay
{
    private ClearDay()
    {
    }

    public ClearDay(int studentId, DateOnly studyDay) => (StudentId, StudyDay) = (studentId, studyDay);

    public int StudentId { get; private set; }

    public DateOnly StudyDay { get; private set; }
}

internal sealed class ClearDayConfiguration : IEntityTypeConfiguration<ClearDay>
{
    public void Configure(EntityTypeBuilder<ClearDay> builder)
    {
        builder.ToTable("review_clear_days");
        builder.HasKey(d => new { d.StudentId, d.StudyDay });
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Days on which all due cards were done.</summary>
public static class ClearDays
{
    /// <summary>Notes whether nothing is due any more on the study day of an answer, on the open transaction whose card states are saved.</summary>
    internal static async Task NoteClearDayAsync(this StudyDbContext context, int studentId, StudyCalendar calendar, DateTime atUtc, CancellationToken cancellationToken)
    {
        var day = calendar.DayOf(atUtc);
        var isClear = !await context.AskableOf(studentId, day).DueBefore(calendar.StartOf(day.AddDays(1))).AnyAsync(cancellationToken);
        var noted = await context.Set<ClearDay>().SingleOrDefaultAsync(d => d.StudentId == studentId && d.StudyDay == day, cancellationToken);
        if (isClear && noted is null)
        {
            context.Add(new ClearDay(studentId, day));
        }
        else if (!isClear && noted is not null)
        {
            context.Remove(noted);
        }
    }

    /// <summary>The days, in order, of which a review session is still there.</summary>
    public static async Task<IReadOnlyList<DateOnly>> ClearDaysAsync(this StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        await context.Set<ClearDay>().AsNoTracking().Where(d => d.StudentId == studentId)
            .Where(d => context.Sessions.Any(s => s.StudentId == studentId && s.StudyDay == d.StudyDay && s.Kind == SessionKind.VocabularyReview
                && s.Status == SessionStatus.Completed && s.DeletedAt == null))
            .Select(d => d.StudyDay).OrderBy(d => d).ToListAsync(cancellationToken);
}

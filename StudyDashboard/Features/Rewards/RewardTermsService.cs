using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Rewards;

/// <summary>Reads and sets the terms of points and streak. A change holds from the person's today on.</summary>
public sealed class RewardTermsService(IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, StudyFeed feed, TimeProvider clock)
{
    /// <summary>The terms in force today.</summary>
    public async Task<RewardTerms> GetAsync(Profile student, CancellationToken cancellationToken)
    {
        var today = student.Calendar.DayOf(clock.NowUtc());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return RewardTerms.On(today, await context.RewardTerms.AsNoTracking().Where(t => t.StudentId == student.Id).ToListAsync(cancellationToken));
    }

    /// <summary>Sets the terms from today on and derives today's points anew; the days before stay as they were (rules.md 4).</summary>
    public async Task<Refusal?> SetAsync(
        Profile student, double pointsPerMinute, int dailyCap, bool manualEarns, int streakMinutes, IReadOnlyCollection<DayOfWeek> restDays,
        CancellationToken cancellationToken)
    {
        if (Check(pointsPerMinute, dailyCap, streakMinutes, restDays).ToList() is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }
        var today = student.Calendar.DayOf(clock.NowUtc());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(student.Id, cancellationToken);
        var terms = await context.RewardTerms.SingleOrDefaultAsync(t => t.StudentId == student.Id && t.ValidFrom == today, cancellationToken);
        if (terms is null)
        {
            context.Add(terms = new RewardTerms(student.Id, today));
        }
        terms.Set(pointsPerMinute, dailyCap, manualEarns, streakMinutes, restDays);
        await context.SaveChangesAsync(cancellationToken);
        var days = await context.Days.Where(d => d.StudentId == student.Id && d.StudyDay >= today).Select(d => d.StudyDay).ToListAsync(cancellationToken);
        await recorder.DeriveAsync(context, student.Id, days.ToHashSet(), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(student.Id, FeedTopic.Sessions);
        return null;
    }

    internal static IEnumerable<FieldError> Check(double pointsPerMinute, int dailyCap, int streakMinutes, IReadOnlyCollection<DayOfWeek> restDays)
    {
        if (!(pointsPerMinute is >= 0 and <= 10))
        {
            yield return new FieldError("points_per_minute", RewardTexts.Refused_Rate);
        }
        if (dailyCap is < 0 or > 100_000)
        {
            yield return new FieldError("daily_cap", RewardTexts.Refused_Cap);
        }
        if (streakMinutes is < 1 or > 1440)
        {
            yield return new FieldError("streak_minutes", RewardTexts.Refused_StreakMinutes);
        }
        if (restDays.Distinct().Count() > 6)
        {
            yield return new FieldError("rest_days", RewardTexts.Refused_RestDays);
        }
    }
}

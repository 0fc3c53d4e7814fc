using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Analytics;

/// <summary>Overview, trends and comparison of a student whom the caller may see, each of one moment.</summary>
public sealed class AnalyticsService(
    IDbContextFactory<StudyDbContext> contexts, StudentAccess access, ProfileService profiles, TimeProvider clock)
{
    /// <summary>The student whom someone looks at: themselves, or another as far as their totals are theirs to see.</summary>
    public async Task<Outcome<Profile>> StudentAsync(int viewerId, int? studentId, CancellationToken cancellationToken) =>
        await access.MayAsync(viewerId, studentId ?? viewerId, StudentView.Totals, cancellationToken)
        && await profiles.GetAsync(studentId ?? viewerId, cancellationToken) is { } student
            ? student : Refusal.NotFound(AnalyticsTexts.Refused_Student);

    /// <summary>The same for someone whose profile is known: for their own totals nothing is read.</summary>
    public Task<Outcome<Profile>> StudentAsync(Profile viewer, int studentId, CancellationToken cancellationToken) =>
        viewer.Id == studentId ? Task.FromResult<Outcome<Profile>>(viewer) : StudentAsync(viewer.Id, studentId, cancellationToken);

    /// <summary>What a period came to.</summary>
    /// <param name="viewerId">Who reads it: classes that are not theirs to see are taken together.</param>
    /// <param name="student">Whose.</param>
    /// <param name="period">The period.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PeriodFigures> OverviewAsync(int viewerId, Profile student, StudyPeriod period, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var moment = await context.BeginReadAsync(cancellationToken);
        return (await context.PeriodAsync(student.Id, period.From, period.To, TodayOf(student), cancellationToken))
            .Telling(await context.ClassesToldAsync(viewerId, student.Id, cancellationToken));
    }

    /// <summary>A metric over time; too many points, a part that the metric does not have, or one that the reader may not see are refused.</summary>
    public async Task<Outcome<Trend>> TrendAsync(int viewerId, Profile student, TrendQuery query, CancellationToken cancellationToken)
    {
        if (Check(query).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if ((query.Filter.ClassId is not null || query.Metric == Metric.LessonsAttended)
            && await context.ClassesToldAsync(viewerId, student.Id, cancellationToken) is { } told && (query.Filter.ClassId is not { } id || !told.Contains(id)))
        {
            return Refusal.Invalid(new FieldError(query.Filter.ClassId is null ? "metric" : "class_id", AnalyticsTexts.Refused_NotTold));
        }
        return await context.TrendAsync(student.Id, query, student.FirstDayOfWeek, cancellationToken);
    }

    /// <summary>A period as far as it has elapsed beside the same share of the one before, and the student's classes.</summary>
    public async Task<Comparison> CompareAsync(int viewerId, Profile student, StudyPeriod period, CancellationToken cancellationToken)
    {
        var (today, now, before) = Compared(student, period);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var moment = await context.BeginReadAsync(cancellationToken);
        var read = await context.PeriodsAsync(student.Id, [(now.From, now.To), (before.From, before.To)], today, cancellationToken);
        var told = await context.ClassesToldAsync(viewerId, student.Id, cancellationToken);
        return new Comparison(now, before, Comparison.Of(read[0], read[1], told), await ClassesAsync(context, student.Id, now, told, cancellationToken));
    }

    /// <summary>Overview and comparison of one moment, with as few statements as one of them.</summary>
    public async Task<(PeriodFigures Figures, Comparison Comparison)> BothAsync(int viewerId, Profile student, StudyPeriod period, CancellationToken cancellationToken)
    {
        var (today, now, before) = Compared(student, period);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var moment = await context.BeginReadAsync(cancellationToken);
        var read = await context.PeriodsAsync(student.Id, [(period.From, period.To), (now.From, now.To), (before.From, before.To)], today, cancellationToken);
        var told = await context.ClassesToldAsync(viewerId, student.Id, cancellationToken);
        return (read[0].Telling(told), new Comparison(now, before, Comparison.Of(read[1], read[2], told), await ClassesAsync(context, student.Id, now, told, cancellationToken)));
    }

    private (DateOnly Today, StudyPeriod Now, StudyPeriod Before) Compared(Profile student, StudyPeriod period)
    {
        var today = TodayOf(student);
        return (today, period with { To = period.From.AddDays(Math.Max(period.Elapsed(today), 1) - 1) }, period.Comparable(today));
    }

    private DateOnly TodayOf(Profile student) => student.Calendar.DayOf(clock.NowUtc());

    private static async Task<IReadOnlyList<ClassComparison>> ClassesAsync(
        StudyDbContext context, int studentId, StudyPeriod period, IReadOnlySet<int>? told, CancellationToken cancellationToken)
    {
        var members = (await context.ClassmatesAsync(studentId, cancellationToken)).Where(m => told?.Contains(m.Key.Id) != false).ToList();
        var totals = members.Count == 0 ? [] : await context.ClassTotalsAsync([.. members.Select(m => m.Key.Id)], period.From, period.To, cancellationToken);
        return
        [
            .. members.Select(one => BesideClass(one.Key, totals.Where(t => t.Share.ClassId == one.Key.Id && one.Contains(t.StudentId)).ToDictionary(t => t.StudentId, t => t.Share), studentId))
                .OfType<ClassComparison>(),
        ];
    }

    /// <summary>The medians of those who did something for the class; null when they are too few.</summary>
    private static ClassComparison? BesideClass(ClassName one, IReadOnlyDictionary<int, TotalsShare> totals, int studentId)
    {
        var taking = totals.Values.Where(t => t.NetSeconds > 0).ToList();
        if (ClassMedian.Of([.. taking.Select(t => (double)t.NetSeconds)]) is not { } median)
        {
            return null;
        }
        var own = totals.GetValueOrDefault(studentId) ?? new TotalsShare();
        var accuracies = taking.Select(t => PeriodFigures.Percent(t.Correct, t.Answered)).OfType<double>().ToList();
        return new ClassComparison(
            one.Id, one.Name, taking.Count, own.NetSeconds, median, PeriodFigures.Percent(own.Correct, own.Answered), ClassMedian.Of(accuracies));
    }

    private static IEnumerable<FieldError> Check(TrendQuery query)
    {
        if (query.From > query.To)
        {
            yield return new FieldError("from", AnalyticsTexts.Refused_Order);
        }
        var days = query.To.DayNumber - query.From.DayNumber + 1;
        if (days / query.Step switch { TrendStep.Day => 1, TrendStep.Week => 7, _ => 28 } > Trend.MaxPoints)
        {
            yield return new FieldError("step", AnalyticsTexts.Refused_Points.With(Trend.MaxPoints));
        }
        if (query.Filter != TotalsFilter.None && !Metrics.OfSessions.Contains(query.Metric))
        {
            yield return new FieldError("metric", AnalyticsTexts.Refused_Filter);
        }
        if (query.Metric == Metric.TestScore && query.Filter.Kind is not (null or SessionKind.Test))
        {
            yield return new FieldError("session_type", AnalyticsTexts.Refused_Filter);
        }
    }
}

using System.Globalization;
using StudyDashboard.Data;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>
/// Reads what a period came to, from rows of days and hours alone: a student with a million sessions costs what one with a thousand does.
/// The one source of page, report, export and API.
/// </summary>
public static class PeriodReader
{
    /// <summary>Reads one period, in three statements, whatever its length.</summary>
    /// <param name="context">The open context.</param>
    /// <param name="studentId">Whose.</param>
    /// <param name="from">First study day.</param>
    /// <param name="to">Last study day, inclusive.</param>
    /// <param name="today">The student's study day now: the streak is that of the earlier of the two.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<PeriodFigures> PeriodAsync(this StudyDbContext context, int studentId, DateOnly from, DateOnly to, DateOnly today, CancellationToken cancellationToken) =>
        (await context.PeriodsAsync(studentId, [(from, to)], today, cancellationToken))[0];

    /// <summary>Reads several periods with as few statements.</summary>
    public static async Task<IReadOnlyList<PeriodFigures>> PeriodsAsync(
        this StudyDbContext context, int studentId, IReadOnlyList<(DateOnly From, DateOnly To)> spans, DateOnly today, CancellationToken cancellationToken)
    {
        var rows = await PeriodRows.ReadAsync(context, studentId, spans, cancellationToken);
        var rewards = await context.RewardRulesAsync(studentId, spans.Min(s => s.From), spans.Max(s => s.To), cancellationToken);
        var studied = rows.Studied;
        return [.. spans.Select((span, i) => Figures(rows, i, span.From, span.To))];

        PeriodFigures Figures(PeriodRows all, int span, DateOnly from, DateOnly to)
        {
            var days = all.Days.Where(d => d.Day >= from && d.Day <= to).ToList();
            var shares = all.Shares(span).ToList();
            var hours = all.Hours(span);
            var tests = shares.Where(s => s.Kind == SessionKind.Test).ToList();
            return new PeriodFigures
            {
                From = from,
                To = to,
                NetSeconds = days.Sum(d => d.NetSeconds),
                TimedSeconds = days.Sum(d => d.TimedSeconds),
                ManualSeconds = days.Sum(d => d.ManualSeconds),
                Sessions = days.Sum(d => d.Sessions),
                Answered = days.Sum(d => d.Answered),
                Correct = days.Sum(d => d.Correct),
                Cards = days.Sum(d => d.Cards),
                StudyDays = days.Count(d => d.NetSeconds > 0),
                Points = all.Points.Where(p => p.Key >= from && p.Key <= to).Sum(p => p.Value),
                Rewards = rewards.Between(studied, from, to, today),
                Counts = all.Figures(span),
                ByKind = Shares(shares, s => Words<SessionKind>.Of(s.Kind!.Value), s => SessionLabels.Of(s.Kind!.Value)),
                BySubject = Shares(shares, s => s.Subject, s => s.Subject.Length == 0 ? AnalyticsTexts.None_Subject : s.Subject),
                ByClass = Shares(shares, s => s.ClassId == 0 ? "" : s.ClassId.ToString(CultureInfo.InvariantCulture), NameOf),
                ByDomain = Shares(shares, s => s.DomainCode, s => s.DomainCode.Length == 0 ? AnalyticsTexts.None_Domain : s.DomainCode),
                ByHour = [.. Enumerable.Range(0, 24).Select(h => hours.GetValueOrDefault(h))],
                ByDay = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(d => studied.GetValueOrDefault(from.AddDays(d)))],
                Tests = new AnswerCount(tests.Sum(s => s.Answered), tests.Sum(s => s.Correct)),
            };
        }
    }

    private static string NameOf(PeriodRows.Row share) =>
        share.ClassId == 0 ? AnalyticsTexts.None_Class : share.ClassName ?? AnalyticsTexts.Class_Number.With(share.ClassId);

    /// <summary>The parts by one dimension, the longest first; none when no session has it.</summary>
    private static IReadOnlyList<FigureShare> Shares(IReadOnlyList<PeriodRows.Row> rows, Func<PeriodRows.Row, string> key, Func<PeriodRows.Row, string> name) =>
        rows.All(r => key(r).Length == 0) ? [] :
        [
            .. rows.GroupBy(key).Select(g => new FigureShare(
                    g.Key, name(g.First()), g.Sum(r => r.NetSeconds), g.Sum(r => r.Sessions), g.Sum(r => r.Answered), g.Sum(r => r.Correct), g.Sum(r => r.Cards)))
                .OrderByDescending(s => s.NetSeconds).ThenBy(s => s.Name, StringComparer.CurrentCulture),
        ];
}

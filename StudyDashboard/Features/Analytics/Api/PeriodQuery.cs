using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Analytics.Api;

/// <summary>Reads which study days a request is about.</summary>
internal static class PeriodQuery
{
    /// <summary>Reads <c>from</c> and <c>to</c>, or <c>period</c> and <c>date</c>.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="otherwise">The length unless the request names one.</param>
    /// <param name="student">Whose days.</param>
    /// <param name="nowUtc">Now.</param>
    public static Outcome<StudyPeriod> Read(ApiQuery query, PeriodLength otherwise, Profile student, DateTime nowUtc)
    {
        var (from, to) = (query.Day("from"), query.Day("to"));
        if (from is not null || to is not null)
        {
            return Range(from, to);
        }
        var length = query.OneOf("period", "day", "week", "month", "year") is { } word && Words<PeriodLength>.TryParse(word, out var asked) ? asked : otherwise;
        return OfDay(query, length, student, nowUtc);
    }

    /// <summary>Reads <c>date</c>: the period of a length that holds it, today's unless given.</summary>
    public static Outcome<StudyPeriod> OfDay(ApiQuery query, PeriodLength length, Profile student, DateTime nowUtc)
    {
        var day = query.Day("date") ?? student.Calendar.DayOf(nowUtc);
        return StudyPeriod.IsSane(day) ? StudyPeriod.Of(length, day, student.FirstDayOfWeek) : Refusal.Invalid(new FieldError("date", AnalyticsTexts.Refused_Day));
    }

    /// <summary>A range of two days, which are in order and not too far from one another.</summary>
    public static Outcome<StudyPeriod> Range(DateOnly? from, DateOnly? to) =>
        from is not { } first || to is not { } last ? Refusal.Invalid(new FieldError(from is null ? "from" : "to", AnalyticsTexts.Refused_BothDays))
        : !StudyPeriod.IsSane(first) || !StudyPeriod.IsSane(last)
            ? Refusal.Invalid(new FieldError(StudyPeriod.IsSane(first) ? "to" : "from", AnalyticsTexts.Refused_Day))
        : first > last ? Refusal.Invalid(new FieldError("from", AnalyticsTexts.Refused_Order))
        : last.DayNumber - first.DayNumber >= StudyPeriod.MaxDays ? Refusal.Invalid(new FieldError("to", AnalyticsTexts.Refused_TooLong))
        : new StudyPeriod(PeriodLength.Range, first, last);
}

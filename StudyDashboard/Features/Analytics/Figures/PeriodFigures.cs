using System.Text.Json.Serialization;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions.Figures;

namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>What a period came to. Page, report, export and API all show this and nothing else.</summary>
public sealed record PeriodFigures
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int NetSeconds { get; init; }

    public required int TimedSeconds { get; init; }

    public required int ManualSeconds { get; init; }

    public required int Sessions { get; init; }

    public required int Answered { get; init; }

    public required int Correct { get; init; }

    public required int Cards { get; init; }

    /// <summary>Study days with net time.</summary>
    public required int StudyDays { get; init; }

    public required int Points { get; init; }

    public required RewardFigures Rewards { get; init; }

    /// <summary>What is counted beside sessions; a figure without any is not in it.</summary>
    public required IReadOnlyDictionary<DayFigure, int> Counts { get; init; }

    public required IReadOnlyList<FigureShare> ByKind { get; init; }

    public required IReadOnlyList<FigureShare> BySubject { get; init; }

    public required IReadOnlyList<FigureShare> ByClass { get; init; }

    public required IReadOnlyList<FigureShare> ByDomain { get; init; }

    /// <summary>Net seconds of each of the 24 hours of the wall clock; sessions without clock times have none.</summary>
    public required IReadOnlyList<int> ByHour { get; init; }

    /// <summary>Net seconds of each study day from <see cref="From"/> to <see cref="To"/>.</summary>
    public required IReadOnlyList<int> ByDay { get; init; }

    /// <summary>Answers of sessions of kind test.</summary>
    public required AnswerCount Tests { get; init; }

    /// <summary>Days of the streak as of the period's last day, or of today while it goes on.</summary>
    [JsonIgnore]
    public int Streak => Rewards.Streak;

    public double? MeanSeconds => Sessions == 0 ? null : (double)NetSeconds / Sessions;

    public double? AccuracyPercent => Percent(Correct, Answered);

    public double? TestPercent => Percent(Tests.Correct, Tests.Answered);

    public double? RetentionPercent => Percent(Of(DayFigure.YoungPassed) + Of(DayFigure.MaturePassed), Of(DayFigure.YoungAll) + Of(DayFigure.MatureAll));

    public int LessonsAttended => Of(DayFigure.LessonsPresent) + Of(DayFigure.LessonsLate);

    /// <summary>Lessons that count for attendance: those excused do not.</summary>
    public int LessonsHeld => LessonsAttended + Of(DayFigure.LessonsAbsent);

    public double? AttendancePercent => Percent(LessonsAttended, LessonsHeld);

    public int Of(DayFigure figure) => Counts.GetValueOrDefault(figure);

    /// <summary>0 to 100, or null when there is nothing to count from.</summary>
    public static double? Percent(int part, int all) => all == 0 ? null : 100.0 * part / all;
}

/// <summary>Answers, and how many of them were right.</summary>
public sealed record AnswerCount(int Answered, int Correct);

/// <summary>
/// A part of a period by what it was about. Its key is the kind's word, the subject, the id of the class or the code of the domain, empty
/// for none; its name is what a person calls it.
/// </summary>
public sealed record FigureShare(string Key, string Name, int NetSeconds, int Sessions, int Answered, int Correct, int Cards)
{
    public double? AccuracyPercent => PeriodFigures.Percent(Correct, Answered);
}

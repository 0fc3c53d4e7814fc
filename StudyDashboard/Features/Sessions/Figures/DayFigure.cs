namespace StudyDashboard.Features.Sessions.Figures;

/// <summary>
/// What is counted of a study day beside its sessions. Sessions, answers and cards stand in the totals of
/// <see cref="Sessions.Totals.AnalyticsDay"/>.
/// </summary>
public enum DayFigure
{
    /// <summary>Answers to cards in sittings.</summary>
    ReviewAnswers,

    /// <summary>First answers of the day to young cards that passed (rules.md section 9, true retention).</summary>
    YoungPassed,

    /// <summary>First answers of the day to young cards.</summary>
    YoungAll,

    /// <summary>First answers of the day to mature cards that passed.</summary>
    MaturePassed,

    /// <summary>First answers of the day to mature cards.</summary>
    MatureAll,

    /// <summary>Finished quizzes.</summary>
    Quizzes,

    /// <summary>The four counters of the finished quizzes.</summary>
    NewlyCorrect,
    Relapsed,
    Recovered,
    ChronicRemaining,

    /// <summary>Lessons by how the student came; the four together are those that were marked.</summary>
    LessonsPresent,
    LessonsLate,
    LessonsAbsent,
    LessonsExcused,

    /// <summary>Topics planned for lessons that were held, and those of them that were covered in full.</summary>
    TopicsPlanned,
    TopicsCovered,

    /// <summary>Notes made: sessions with a note, and the notes taken within sessions.</summary>
    Notes,

    /// <summary>Assignments completed; counted from their completions.</summary>
    Assignments,

    /// <summary>Goals reached; they have day rows of their own.</summary>
    GoalsReached,
}

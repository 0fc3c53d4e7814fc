using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>A session as the plain calculation knows it: what a person could have noted on paper. Instants are Unix seconds.</summary>
internal sealed record YearFact
{
    public required int Id { get; init; }

    public required SessionKind Kind { get; init; }

    public required SessionSource Source { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>The zone and day start that it was recorded with.</summary>
    public required (string Zone, int DayStart) Place { get; init; }

    public string Subject { get; init; } = "";

    public int ClassId { get; init; }

    public int PlanId { get; init; }

    public string Code { get; init; } = "";

    public long Start { get; init; }

    public long End { get; init; }

    /// <summary>The seconds in which it stood still.</summary>
    public HashSet<long> Still { get; init; } = [];

    /// <summary>Since when it stands still; null while it does not.</summary>
    public long? StillSince { get; init; }

    /// <summary>The study day of one of which only day and length are known.</summary>
    public DateOnly? GivenDay { get; init; }

    public int GivenSeconds { get; init; }

    /// <summary>Of a sitting: the seconds that count, whatever lies between them. Null for anything else.</summary>
    public IReadOnlyList<long>? Sitting { get; init; }

    public int Answered { get; init; }

    public int Correct { get; init; }

    public int Cards { get; init; }

    /// <summary>Questions that a quiz won back.</summary>
    public int Recovered { get; init; }

    /// <summary>Answers of a quiz by the domain of its questions.</summary>
    public IReadOnlyList<(string Code, int Answered, int Correct)> Answers { get; init; } = [];

    public DateOnly? PlannedDay { get; init; }

    public bool Deleted { get; init; }

    public bool IsTimed => Source is not (SessionSource.Manual or SessionSource.Import);

    public bool HasTimes => GivenDay is null;

    /// <summary>Whether its ends can be typed.</summary>
    public bool IsOpenToHands => Source is SessionSource.Timer or SessionSource.Manual or SessionSource.Import;

    /// <summary>Whether it is cut out of a timer around it.</summary>
    public bool LiesInside => Source is SessionSource.Review or SessionSource.Quiz or SessionSource.Lesson;

    public YearFact Close(long at) => this with { Still = StillSince is { } since ? [.. Still, .. Range(since, at)] : Still, StillSince = null };

    public static IEnumerable<long> Range(long from, long to)
    {
        for (var second = from; second < to; second++)
        {
            yield return second;
        }
    }
}

using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Classes.Api;

/// <summary>A class on the wire.</summary>
/// <param name="Id">The class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Role">What the caller is in it: teacher, student or owner.</param>
/// <param name="Teacher">The teacher's name; null for a private class.</param>
/// <param name="Since">Its first day.</param>
/// <param name="EndedOn">Its last day; null while it goes on.</param>
/// <param name="ShowsNotes">Whether the teacher reads notes and quiz results of who agrees.</param>
/// <param name="SharesNotes">Whether the caller, a student, agrees.</param>
/// <param name="Members">How many are in it.</param>
/// <param name="Assignments">How many assignments there are for the caller.</param>
/// <param name="OpenAssignments">How many of them the caller, a student, has still to do.</param>
/// <param name="LeaderboardMetric">What the leaderboard compares; null while it is off.</param>
/// <param name="Version">Counts changes; the ETag says the same.</param>
public sealed record ClassWire(
    int Id, string Name, string? Subject, [property: Words<ClassRole>] string Role, string? Teacher, DateOnly Since, DateOnly? EndedOn, bool ShowsNotes, bool SharesNotes, int Members, int Assignments,
    int OpenAssignments, [property: Words<LeaderboardMetric>] string? LeaderboardMetric, int Version) : IVersioned
{
    internal static ClassWire Of(ClassRow row) => new(
        row.Id, row.Name, row.Subject, Words<ClassRole>.Of(row.Role), row.Teacher, row.Since, row.EndedOn, row.ShowsNotes, row.SharesNotes, row.Members, row.Assignments, row.Open,
        row.Metric is { } metric ? Words<LeaderboardMetric>.Of(metric) : null, row.Version);
}

/// <summary>A class as a program says it. What is left out stays as it is.</summary>
internal sealed record ClassRequest
{
    public string? Name { get; init; }

    public string? Subject { get; init; }

    /// <summary>The caller's own class, that nobody else is in. Only when it is made.</summary>
    public bool? IsPrivate { get; init; }

    public bool? ShowsNotes { get; init; }

    /// <summary>true ends it today, false opens it again.</summary>
    public bool? Ended { get; init; }

    /// <summary>What the leaderboard compares; null switches it off.</summary>
    [Words<LeaderboardMetric>]
    public string? LeaderboardMetric { get; init; }
}

/// <summary>A join code, shown only now.</summary>
public sealed record JoinCodeWire(string Code, DateTime ExpiresAt);

/// <summary>Join a class.</summary>
internal sealed record JoinRequest
{
    public string? Code { get; init; }
}

/// <summary>Add a student, or say what one shares.</summary>
internal sealed record MemberRequest
{
    /// <summary>One of the teacher's own students.</summary>
    public int? StudentId { get; init; }

    /// <summary>The caller's own choice: whether the teacher reads notes and quiz results of the class.</summary>
    public bool? SharesNotes { get; init; }
}

/// <summary>Someone in a class, with their time for it.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Name">Their name.</param>
/// <param name="JoinedOn">Since which study day.</param>
/// <param name="SharesNotes">Whether they share notes and quiz results.</param>
/// <param name="NetSecondsThisWeek">Net seconds for the class in its running week.</param>
/// <param name="NetSecondsLastWeek">The same of the week before.</param>
/// <param name="NetSeconds">Of all time.</param>
/// <param name="Completed">Assignments that they have completed.</param>
/// <param name="Late">Assignments that are late.</param>
/// <param name="CompletionRate">0 to 1; null when nothing counts yet.</param>
public sealed record MemberWire(
    int StudentId, string Name, DateOnly JoinedOn, bool SharesNotes, int NetSecondsThisWeek, int NetSecondsLastWeek, int NetSeconds, int Completed, int Late, double? CompletionRate)
{
    internal static MemberWire Of(MemberRow member, MemberTime? time, IReadOnlyList<AssignmentRow> assignments)
    {
        var standings = assignments.SelectMany(a => a.Progress).Where(p => p.StudentId == member.StudentId).Select(p => p.Standing).ToList();
        return new MemberWire(
            member.StudentId, member.Name, member.JoinedOn, member.SharesNotes, time?.ThisWeek ?? 0, time?.LastWeek ?? 0, time?.Total ?? 0,
            standings.Count(AssignmentStandings.IsDone), standings.Count(s => s == AssignmentStanding.Late), AssignmentStandings.Rate(standings));
    }
}

/// <summary>The members of a class whom the caller may see, and what is usual.</summary>
/// <param name="Items">The page's members.</param>
/// <param name="Total">Members of all pages together.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="PageSize">Most members of a page.</param>
/// <param name="MedianNetSecondsThisWeek">The members' median of net seconds for the class this week; null when too few take part.</param>
public sealed record MembersWire(IReadOnlyList<MemberWire> Items, int Total, int Page, int PageSize, double? MedianNetSecondsThisWeek);

/// <summary>An assignment on the wire.</summary>
/// <param name="Id">The assignment.</param>
/// <param name="ClassId">Its class.</param>
/// <param name="Title">What is to do.</param>
/// <param name="Text">More of it.</param>
/// <param name="GivenOn">When it was given.</param>
/// <param name="DueOn">Its last study day, each student's own.</param>
/// <param name="LinkKind">material, quiz or scenario.</param>
/// <param name="LinkKey">The id of the material or bank, the key of the scenario.</param>
/// <param name="LinkTitle">What that is called.</param>
/// <param name="Completed">How many of those whom the caller sees have completed it.</param>
/// <param name="Late">For how many it is late.</param>
/// <param name="CompletionRate">0 to 1; null when nothing counts yet.</param>
/// <param name="NetSeconds">Net seconds of their sessions for it.</param>
/// <param name="Students">How each of them stands.</param>
/// <param name="Version">Counts changes; the ETag says the same.</param>
public sealed record AssignmentWire(
    int Id, int ClassId, string Title, string Text, DateOnly GivenOn, DateOnly? DueOn, [property: Words<AssignmentLinkKind>] string? LinkKind, string? LinkKey, string? LinkTitle, int Completed, int Late,
    double? CompletionRate, int NetSeconds, IReadOnlyList<ProgressWire> Students, int Version) : IVersioned
{
    internal static AssignmentWire Of(AssignmentRow row) => new(
        row.Id, row.ClassId, row.Title, row.Text, row.GivenOn, row.DueOn, row.Link is { } link ? Words<AssignmentLinkKind>.Of(link.Kind) : null, row.Link?.Key, row.Link?.Title,
        row.Completed, row.Late, row.Rate, row.NetSeconds,
        [.. row.Progress.Select(p => new ProgressWire(p.StudentId, p.Name, Words<AssignmentStanding>.Of(p.Standing), p.CompletedOn, p.NetSeconds))], row.Version);
}

/// <summary>How a student stands: open, late, done or done_late.</summary>
public sealed record ProgressWire(int StudentId, string Name, [property: Words<AssignmentStanding>] string Status, DateOnly? CompletedOn, int NetSeconds);

/// <summary>An assignment as a program says it. What is left out stays as it is.</summary>
internal sealed record AssignmentRequest
{
    public string? Title { get; init; }

    public string? Text { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>material, quiz or scenario.</summary>
    [Words<AssignmentLinkKind>]
    public string? LinkKind { get; init; }

    public string? LinkKey { get; init; }
}

/// <summary>Whether an assignment is done.</summary>
internal sealed record CompletionRequest
{
    public bool? Completed { get; init; }

    /// <summary>For the teacher: of whom. Left out, the caller.</summary>
    public int? StudentId { get; init; }
}

/// <summary>A leaderboard on the wire.</summary>
/// <param name="Metric">minutes, goal_percent, improvement or points; null while it is off.</param>
/// <param name="WeekStart">First day of the running week.</param>
/// <param name="ClosesAt">When it is closed.</param>
/// <param name="Places">The places as they stand now.</param>
/// <param name="Closed">Closed weeks, the newest first.</param>
/// <param name="Nickname">The caller's; null while they take no part.</param>
/// <param name="AwaitsGuardian">Whether a guardian has still to allow it.</param>
/// <param name="OwnMinutes">The caller's own timed minutes for the class this week.</param>
/// <param name="OwnMinutesLastWeek">The same of the week before.</param>
public sealed record LeaderboardWire(
    [property: Words<LeaderboardMetric>] string? Metric, DateOnly WeekStart, DateTime ClosesAt, IReadOnlyList<PlaceRow> Places, IReadOnlyList<ClosedWeekWire> Closed, string? Nickname, bool AwaitsGuardian,
    int? OwnMinutes, int? OwnMinutesLastWeek)
{
    internal static LeaderboardWire Of(LeaderboardView view) => new(
        view.Metric is { } metric ? Words<LeaderboardMetric>.Of(metric) : null, view.From, view.EndsAt, view.Places,
        [.. view.Closed.Select(w => new ClosedWeekWire(w.From, Words<LeaderboardMetric>.Of(w.Metric), w.Places))], view.Nickname, view.AwaitsGuardian, view.OwnMinutes, view.OwnLastWeek);
}

/// <summary>A closed week.</summary>
public sealed record ClosedWeekWire(DateOnly WeekStart, [property: Words<LeaderboardMetric>] string Metric, IReadOnlyList<PlaceRow> Places);

/// <summary>Take part under a nickname, or, with null, no longer.</summary>
internal sealed record ParticipationRequest
{
    public string? Nickname { get; init; }
}

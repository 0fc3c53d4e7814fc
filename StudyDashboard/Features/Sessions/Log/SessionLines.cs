using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>A finished session as an export has it.</summary>
public sealed record SessionLine
{
    public required int Id { get; init; }

    public required SessionKind Kind { get; init; }

    public required string? Subject { get; init; }

    public required string? Language { get; init; }

    public required int? ClassId { get; init; }

    public required int? PlanId { get; init; }

    public required string? DomainCode { get; init; }

    public required SessionSource Source { get; init; }

    public required DateOnly StudyDay { get; init; }

    public required DateTime? StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    public required string TimeZone { get; init; }

    public required int GrossSeconds { get; init; }

    public required int NetSeconds { get; init; }

    public required int Answered { get; init; }

    public required int Correct { get; init; }

    public required int Cards { get; init; }

    public required int? SelfRating { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Note { get; init; }
}

/// <summary>Finished sessions one after the other, for an export on the reader's context: never held all at once.</summary>
public static class SessionLines
{
    /// <summary>The sessions of a span of study days, straight out of the index that orders them.</summary>
    public static IAsyncEnumerable<SessionLine> SessionLinesAsync(this StudyDbContext context, int studentId, DateOnly from, DateOnly to) => context.Sessions.AsNoTracking()
        .Where(s => s.StudentId == studentId && s.StudyDay >= from && s.StudyDay <= to && s.Status == SessionStatus.Completed && s.DeletedAt == null)
        .OrderBy(s => s.StudyDay).ThenBy(s => s.StartedAt)
        .Select(s => new SessionLine
        {
            Id = s.Id, Kind = s.Kind, Subject = s.Subject, Language = s.Language, ClassId = s.ClassId, PlanId = s.PlanId, DomainCode = s.DomainCode, Source = s.Source,
            StudyDay = s.StudyDay!.Value, StartedAt = s.StartedAt, EndedAt = s.EndedAt, TimeZone = s.TimeZone, GrossSeconds = s.GrossSeconds, NetSeconds = s.NetSeconds,
            Answered = s.QuestionsAnswered, Correct = s.CorrectAnswers, Cards = s.CardsReviewed, SelfRating = s.SelfRating, Tags = s.Tags, Note = s.Note,
        })
        .AsAsyncEnumerable();
}

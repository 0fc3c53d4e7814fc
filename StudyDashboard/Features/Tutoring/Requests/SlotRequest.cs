using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Requests;

public enum RequestStatus
{
    /// <summary>The tutor has to answer.</summary>
    Open,

    /// <summary>The tutor named another time; the other side has to answer.</summary>
    Proposed,
    Accepted,
    Declined,
    Withdrawn,
}

/// <summary>That a student or guardian asks a tutor for a lesson at a time.</summary>
public sealed class SlotRequest
{
    public const int MaxText = 1000;

    private SlotRequest()
    {
    }

    public SlotRequest(Enrollment enrollment, int? askedById, DateTime startsAt, int minutes, string? message, DateTime nowUtc)
    {
        (EnrollmentId, TutorId, StudentId, AskedById) = (enrollment.Id, enrollment.TutorId, enrollment.StudentId, askedById);
        (StartsAt, Minutes, Message, CreatedAt) = (startsAt, minutes, message, nowUtc);
    }

    public int Id { get; private set; }

    public int EnrollmentId { get; private set; }

    public int TutorId { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>The student or the guardian who asked; null once that person has gone.</summary>
    public int? AskedById { get; private set; }

    /// <summary>The time that is on the table now.</summary>
    public DateTime StartsAt { get; private set; }

    public int Minutes { get; private set; }

    public string? Message { get; private set; }

    public RequestStatus Status { get; private set; }

    /// <summary>What the tutor answered.</summary>
    public string? Answer { get; private set; }

    /// <summary>The lesson that came of it.</summary>
    public int? LessonId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Counts changes, so that two answers at once are not both taken.</summary>
    public int Version { get; private set; }

    /// <summary>Whether someone has still to answer.</summary>
    public bool IsPending => Status is RequestStatus.Open or RequestStatus.Proposed;

    public void Propose(DateTime startsAt, int minutes, string? answer, DateTime nowUtc)
    {
        (StartsAt, Minutes) = (startsAt, minutes);
        Become(RequestStatus.Proposed, answer, nowUtc);
    }

    public void Accept(int lessonId, DateTime nowUtc)
    {
        LessonId = lessonId;
        Become(RequestStatus.Accepted, Answer, nowUtc);
    }

    public void Decline(string? answer, DateTime nowUtc) => Become(RequestStatus.Declined, answer, nowUtc);

    public void Withdraw(DateTime nowUtc) => Become(RequestStatus.Withdrawn, Answer, nowUtc);

    /// <summary>Takes what became of it before it came in with an archive.</summary>
    internal void Came(RequestStatus status, string? answer, int? lessonId, DateTime? answeredAt) =>
        (Status, Answer, LessonId, AnsweredAt) = (status, answer, lessonId, answeredAt);

    /// <exception cref="InvalidOperationException">It was answered before.</exception>
    private void Become(RequestStatus status, string? answer, DateTime nowUtc)
    {
        if (!IsPending)
        {
            throw new InvalidOperationException($"The request is {Status} already.");
        }
        (Status, Answer, AnsweredAt, Version) = (status, answer, nowUtc, Version + 1);
    }
}

internal sealed class SlotRequestConfiguration : IEntityTypeConfiguration<SlotRequest>
{
    public void Configure(EntityTypeBuilder<SlotRequest> builder)
    {
        builder.ToTable("slot_requests", table => table.HasCheckConstraint("ck_slot_requests_minutes", "minutes BETWEEN 5 AND 1440"));
        builder.Property(r => r.Message).HasMaxLength(SlotRequest.MaxText);
        builder.Property(r => r.Answer).HasMaxLength(SlotRequest.MaxText);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(r => r.EnrollmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.TutorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.AskedById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Lesson>().WithMany().HasForeignKey(r => r.LessonId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(r => new { r.TutorId, r.Status }).HasDatabaseName("ix_slot_requests_tutor");
        builder.HasIndex(r => new { r.StudentId, r.CreatedAt }).HasDatabaseName("ix_slot_requests_student");
    }
}

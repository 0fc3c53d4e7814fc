using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring;

public enum EnrollmentStatus
{
    Active,
    Ended,
}

/// <summary>That a tutor teaches a student a course. After its end the tutor sees nothing of the student but their own lessons.</summary>
public sealed class Enrollment
{
    public const int MaxCourse = 120;

    private Enrollment()
    {
    }

    public Enrollment(int tutorId, int studentId, string course, DateOnly from) =>
        (TutorId, StudentId, Course, From) = (tutorId, studentId, course, from);

    public int Id { get; private set; }

    public int TutorId { get; private set; }

    public int StudentId { get; private set; }

    public string Course { get; private set; } = "";

    public EnrollmentStatus Status { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>The last day; null while it goes on.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Whether the student lets this tutor read notes and quiz texts too (rules.md 31). Ends with the enrollment.</summary>
    public bool SharesNotes { get; private set; }

    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public void End(DateOnly day)
    {
        if (Status == EnrollmentStatus.Ended)
        {
            throw new InvalidOperationException("The enrollment has ended.");
        }
        (Status, To, SharesNotes) = (EnrollmentStatus.Ended, day < From ? From : day, false);
    }

    public void Rename(string course) => Course = course;

    public void ShareNotes(bool shares) => SharesNotes = shares;

    public void Reopen() => (Status, To) = (EnrollmentStatus.Active, null);
}

internal sealed class EnrollmentConfiguration : IEntityTypeConfiguration<Enrollment>
{
    public void Configure(EntityTypeBuilder<Enrollment> builder)
    {
        builder.ToTable("enrolled_students");
        builder.Property(e => e.Course).HasMaxLength(Enrollment.MaxCourse);
        builder.HasIndex(e => new { e.TutorId, e.StudentId });
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.TutorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Classes.Members;

/// <summary>That a student is in a class. One who leaves and comes again has the same row.</summary>
public sealed class ClassMember
{
    private ClassMember()
    {
    }

    public ClassMember(int classId, int studentId, bool byCode, DateOnly day) => (ClassId, StudentId, ByCode, JoinedOn) = (classId, studentId, byCode, day);

    public int Id { get; private set; }

    public int ClassId { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>Whether the student came by a code. One whom the teacher added is seen only while an enrollment runs.</summary>
    public bool ByCode { get; private set; }

    /// <summary>Whether the student lets the teacher read notes and quiz results of the class.</summary>
    public bool SharesNotes { get; private set; }

    public DateOnly JoinedOn { get; private set; }

    /// <summary>The last day in the class; null while in it.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>Whether the teacher removed the student: only who ended it can take that back.</summary>
    public bool WasRemoved { get; private set; }

    /// <exception cref="InvalidOperationException">The student has left.</exception>
    public void Leave(DateOnly day, bool wasRemoved)
    {
        LeftOn = LeftOn is null ? day < JoinedOn ? JoinedOn : day : throw new InvalidOperationException("The student has left the class.");
        WasRemoved = wasRemoved;
    }

    /// <summary>Comes back: by undo, by a code, or added again.</summary>
    public void Return(bool byCode) => (LeftOn, WasRemoved, ByCode) = (null, false, ByCode || byCode);

    public void ShareNotes(bool shares) => SharesNotes = shares;
}

internal sealed class ClassMemberConfiguration : IEntityTypeConfiguration<ClassMember>
{
    public void Configure(EntityTypeBuilder<ClassMember> builder)
    {
        builder.ToTable("class_members", table => table.HasCheckConstraint("ck_class_members_order", "left_on IS NULL OR left_on >= joined_on"));
        builder.HasIndex(m => new { m.ClassId, m.StudentId }).IsUnique();
        builder.HasIndex(m => m.StudentId);
        builder.HasOne<StudyClass>().WithMany().HasForeignKey(m => m.ClassId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

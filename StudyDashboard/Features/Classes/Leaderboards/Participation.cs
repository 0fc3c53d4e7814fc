using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>
/// That a student takes part in a class's leaderboard, under a nickname of their own. Who has a guardian counts as a minor and takes part
/// only while a guardian allows it.
/// </summary>
public sealed class Participation
{
    public const int MaxNickname = 30;

    private Participation()
    {
    }

    public Participation(int classId, int studentId, string nickname, DateTime nowUtc) => (ClassId, StudentId, Nickname, Since) = (classId, studentId, nickname, nowUtc);

    public int ClassId { get; private set; }

    public int StudentId { get; private set; }

    public string Nickname { get; private set; } = "";

    public DateTime Since { get; private set; }

    /// <summary>When a guardian allowed it; null while none has.</summary>
    public DateTime? AllowedAt { get; private set; }

    public void Rename(string nickname) => Nickname = nickname;

    public void Allow(DateTime nowUtc) => AllowedAt ??= nowUtc;

    public void Forbid() => AllowedAt = null;
}

internal sealed class ParticipationConfiguration : IEntityTypeConfiguration<Participation>
{
    public void Configure(EntityTypeBuilder<Participation> builder)
    {
        builder.ToTable("leaderboard_participations");
        builder.HasKey(p => new { p.ClassId, p.StudentId });
        builder.Property(p => p.Nickname).HasMaxLength(Participation.MaxNickname);
        builder.HasOne<StudyClass>().WithMany().HasForeignKey(p => p.ClassId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class ParticipationQueries
{
    /// <summary>Those who stand on a class's leaderboard now: in the class, willing, and allowed to where they have a guardian.</summary>
    public static IQueryable<Participation> ParticipantsOf(this StudyDbContext context, int classId) => context.Set<Participation>()
        .Where(p => p.ClassId == classId && context.MembersOf(classId).Any(m => m.StudentId == p.StudentId)
            && (p.AllowedAt != null || !context.Set<Guardianship>().Any(g => g.StudentId == p.StudentId)));
}

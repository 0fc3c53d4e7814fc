using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Tutoring;

namespace StudyDashboard.Features.Classes;

/// <summary>Whose class is whose, and who is in it. For anybody else a class is not there.</summary>
internal static class ClassQueries
{
    /// <summary>The classes that a person teaches or owns.</summary>
    public static IQueryable<StudyClass> ClassesRunBy(this StudyDbContext context, int personId) =>
        context.Set<StudyClass>().Where(c => c.DeletedAt == null && (c.TeacherId == personId || c.OwnerId == personId));

    /// <summary>The classes that a person runs or is in.</summary>
    public static IQueryable<StudyClass> ClassesSeenBy(this StudyDbContext context, int personId) => context.Set<StudyClass>()
        .Where(c => c.DeletedAt == null && (c.TeacherId == personId || c.OwnerId == personId
            || context.Set<ClassMember>().Any(m => m.ClassId == c.Id && m.StudentId == personId && m.LeftOn == null)));

    /// <summary>What classes are called, ended ones too; nothing is read where none is named.</summary>
    public static async Task<IReadOnlyDictionary<int, string>> ClassNamesAsync(this StudyDbContext context, IEnumerable<int?> ids, CancellationToken cancellationToken)
    {
        var named = ids.OfType<int>().Distinct().ToList();
        return named.Count == 0 ? new Dictionary<int, string>()
            : await context.Set<StudyClass>().Where(c => named.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
    }

    /// <summary>
    /// The members whom the teacher may see: those who came by themselves, and those with a running enrollment at the teacher (product.md
    /// section 1: nothing after the enrollment ends).
    /// </summary>
    public static IQueryable<ClassMember> MembersOf(this StudyDbContext context, int classId) => context.ActiveMembers().Where(m => m.ClassId == classId);

    /// <summary>The same of all classes.</summary>
    public static IQueryable<ClassMember> ActiveMembers(this StudyDbContext context) => context.Set<ClassMember>()
        .Where(m => m.LeftOn == null && context.Set<StudyClass>().Any(c => c.Id == m.ClassId && c.DeletedAt == null && (m.ByCode || c.OwnerId == m.StudentId
            || context.RunningEnrollments().Any(e => e.TutorId == c.TeacherId && e.StudentId == m.StudentId))));
}

using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Legacy;

/// <summary>
/// Finds who is meant by the bare ids of the former program. Known are the person who imports, those of an earlier import, and students
/// who are or were enrolled with that person under the same id; any other becomes someone without an account (rules.md 26). A stranger's
/// id is never taken for that stranger.
/// </summary>
internal static class LegacyPeople
{
    /// <summary>Everyone whom the lessons name.</summary>
    public static async Task<LegacyCast> CastAsync(StudyDbContext context, int ownerId, IReadOnlyList<LegacyLesson> lessons, CancellationToken cancellationToken)
    {
        var rows = await context.Set<LegacyRow>().AsNoTracking().Where(r => r.OwnerId == ownerId && r.Kind != LegacyKind.Lesson)
            .Where(r => r.Kind == LegacyKind.Enrollment ? context.Set<Enrollment>().Any(e => e.Id == r.TargetId) : context.Users.Any(p => p.Id == r.TargetId))
            .ToListAsync(cancellationToken);
        var own = await context.Set<Enrollment>().AsNoTracking().Where(e => e.TutorId == ownerId).ToListAsync(cancellationToken);
        var cast = new LegacyCast(ownerId, own);
        foreach (var row in rows)
        {
            cast.Know(row.Kind, row.Key, row.TargetId);
        }
        var isTutor = await (from held in context.UserRoles
                             join role in context.Roles on held.RoleId equals role.Id
                             where held.UserId == ownerId && role.Name == Accounts.Roles.Tutor
                             select held).AnyAsync(cancellationToken);
        cast.Assign(lessons, isTutor);
        return cast;
    }
}

/// <summary>Who and which enrollment is meant by what the former program says; those who are not known yet by name.</summary>
internal sealed class LegacyCast(int ownerId, IReadOnlyList<Enrollment> own)
{
    private readonly Dictionary<(LegacyKind Kind, string Key), int> _known = [];
    private readonly SortedDictionary<string, (LegacyKind Kind, string Key)> _unknown = new(StringComparer.CurrentCulture);
    private readonly HashSet<(LegacyKind Kind, string Key)> _named = [];

    /// <summary>Names of people who would be made.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown.Keys;

    public IEnumerable<(LegacyKind Kind, string Key, string Name)> ToMake => _unknown.Select(u => (u.Value.Kind, u.Value.Key, u.Key));

    public int? Find(LegacyKind kind, string key) => _known.TryGetValue((kind, key), out var id) ? id : null;

    public void Know(LegacyKind kind, string key, int id) => _known[(kind, key)] = id;

    public static string TutorOf(LegacyLesson lesson) => lesson.TutorKey.Length > 0 ? lesson.TutorKey : lesson.TutorName;

    public static string StudentOf(LegacyLesson lesson) =>
        lesson.StudentKey.Length > 0 ? lesson.StudentKey : lesson.StudentName.Length > 0 ? lesson.StudentName : $"enrollment {lesson.EnrollmentKey}";

    /// <summary>The enrollment of a lesson, as the former program names it, or by who and what where it does not.</summary>
    public static string EnrollmentOf(LegacyLesson lesson) => lesson.EnrollmentKey.Length > 0
        ? lesson.EnrollmentKey
        : Shorten($"{TutorOf(lesson)}/{StudentOf(lesson)}/{lesson.Course}");

    /// <summary>Gives each id of the lessons a person, or a name for one who is to be made.</summary>
    public void Assign(IReadOnlyList<LegacyLesson> lessons, bool ownerTeaches)
    {
        var tutors = lessons.Select(TutorOf).Where(k => k.Length > 0).Distinct().ToList();
        foreach (var lesson in lessons)
        {
            if (own.FirstOrDefault(e => $"{e.Id}" == lesson.EnrollmentKey && (lesson.StudentKey.Length == 0 || $"{e.StudentId}" == lesson.StudentKey)) is { } running)
            {
                Know(LegacyKind.Enrollment, lesson.EnrollmentKey, running.Id);
                Know(LegacyKind.Student, StudentOf(lesson), running.StudentId);
                Know(LegacyKind.Tutor, TutorOf(lesson), running.TutorId);
            }
            var (tutor, student) = (TutorOf(lesson), StudentOf(lesson));
            if (Find(LegacyKind.Tutor, tutor) is null)
            {
                if (tutor == $"{ownerId}" || (ownerTeaches && tutors.Count <= 1))
                {
                    Know(LegacyKind.Tutor, tutor, ownerId);
                }
                else
                {
                    Name(LegacyKind.Tutor, tutor, lesson.TutorName.Length > 0 ? lesson.TutorName : LegacyTexts.Person_Tutor.With(tutor));
                }
            }
            if (Find(LegacyKind.Student, student) is null)
            {
                if (own.FirstOrDefault(e => $"{e.StudentId}" == student) is { } known)
                {
                    Know(LegacyKind.Student, student, known.StudentId);
                }
                else if (!ownerTeaches && student == $"{ownerId}")
                {
                    Know(LegacyKind.Student, student, ownerId);
                }
                else
                {
                    Name(LegacyKind.Student, student, lesson.StudentName.Length > 0 ? lesson.StudentName : LegacyTexts.Person_Student.With(student));
                }
            }
        }
    }

    private void Name(LegacyKind kind, string key, string name)
    {
        if (!_named.Add((kind, key)))
        {
            return;
        }
        var free = Shorten(name, Accounts.Person.MaxName - 8);
        for (var again = 2; _unknown.ContainsKey(free); again++)
        {
            free = $"{Shorten(name, Accounts.Person.MaxName - 8)} ({again})";
        }
        _unknown[free] = (kind, key);
    }

    private static string Shorten(string text, int most = LegacyRow.MaxKey) => text.Length <= most ? text : text[..most];
}

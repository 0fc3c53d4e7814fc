using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Legacy;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Series;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>
/// What of an archive an account has already: by what earlier imports of it made, by number and instant of making (the archive came from
/// here), or by what it is.
/// </summary>
internal sealed class StoredTeaching
{
    /// <summary>Begins each key that an archive's rows leave behind.</summary>
    public const string Prefix = "archive ";

    private readonly Dictionary<(LegacyKind, string), (int Target, bool IsMade)> _keys = [];
    private readonly Dictionary<int, StoredLesson> _lessons = [];
    private readonly HashSet<(int, DateTime, TimeOnly)> _times = [];
    private readonly Dictionary<int, StoredEnrollment> _enrollments = [];
    private readonly Dictionary<(int, DateTime), int> _series = [];
    private readonly Dictionary<string, int> _seriesByUid = [];

    public bool IsTutor { get; private init; }

    public static async Task<StoredTeaching> ReadAsync(StudyDbContext context, int ownerId, CancellationToken cancellationToken)
    {
        var isTutor = await (from held in context.UserRoles
                             join role in context.Roles on held.RoleId equals role.Id
                             where held.UserId == ownerId && role.Name == Roles.Tutor
                             select held).AnyAsync(cancellationToken);
        var stored = new StoredTeaching { IsTutor = isTutor };
        foreach (var row in await context.Set<LegacyRow>().AsNoTracking().Where(r => r.OwnerId == ownerId && r.Key.StartsWith(Prefix)).ToListAsync(cancellationToken))
        {
            stored._keys[(row.Kind, row.Key)] = (row.TargetId, row.IsMade);
        }
        var enrollments = from e in context.Set<Enrollment>().AsNoTracking()
                          where e.TutorId == ownerId || e.StudentId == ownerId
                          join other in context.Users on e.TutorId == ownerId ? e.StudentId : e.TutorId equals other.Id
                          orderby e.Id
                          select new StoredEnrollment(e.Id, e.TutorId == ownerId, e.Course, e.From, other.Id, other.DisplayName);
        foreach (var enrollment in await enrollments.ToListAsync(cancellationToken))
        {
            stored._enrollments[enrollment.Id] = enrollment;
        }
        var lessons = context.Set<Lesson>().AsNoTracking().Where(l => l.TutorId == ownerId || l.StudentId == ownerId)
            .Select(l => new StoredLesson(l.Id, l.CourseEnrollmentId, l.CreatedAt, l.SessionDate, l.StartTime, l.EndTime));
        await foreach (var lesson in lessons.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            stored._lessons[lesson.Id] = lesson;
            stored._times.Add((lesson.EnrollmentId, lesson.Date.ToDateTime(lesson.Start), lesson.End));
        }
        foreach (var series in await context.Set<LessonSeries>().AsNoTracking().Where(s => s.TutorId == ownerId)
            .Select(s => new { s.Id, s.CreatedAt, s.Uid }).ToListAsync(cancellationToken))
        {
            stored._series[(series.Id, series.CreatedAt)] = series.Id;
            stored._seriesByUid[series.Uid] = series.Id;
        }
        return stored;
    }

    public bool Knows(LegacyKind kind, string key) => _keys.ContainsKey((kind, key));

    /// <summary>The enrollment that an earlier import made of one, while it is there.</summary>
    public StoredEnrollment? MadeOf(ArchivedEnrollment row) =>
        _keys.TryGetValue((LegacyKind.Enrollment, TeachingKeys.Of(row)), out var known) ? _enrollments.GetValueOrDefault(known.Target) : null;

    public StoredEnrollment? Find(ArchivedEnrollment row, IEnumerable<ArchivedLesson> lessons) => MadeOf(row)
        ?? lessons.Select(SameAs).OfType<StoredLesson>().Select(l => _enrollments.GetValueOrDefault(l.EnrollmentId)).FirstOrDefault(e => e?.Taught == row.Taught)
        ?? _enrollments.Values.FirstOrDefault(e => (e.Taught, e.Course, e.From, e.OtherName) == (row.Taught, row.Course, row.From, row.Other ?? ""));

    /// <summary>A stored series, made of it before or the very one.</summary>
    public int? Find(ArchivedSeries row) =>
        _keys.TryGetValue((LegacyKind.Series, TeachingKeys.Of(row)), out var known) ? known.Target
        : _series.TryGetValue((row.Id, TeachingTables.Utc(row.CreatedAt)), out var same) ? same
        : _seriesByUid.TryGetValue(row.Uid, out var uid) ? uid : null;

    public bool Has(ArchivedLesson row, int? enrollmentId) =>
        Knows(LegacyKind.Lesson, TeachingKeys.Of(row)) || SameAs(row) is not null
        || (enrollmentId is { } id && _times.Contains((id, row.SessionDate.ToDateTime(row.StartTime), row.EndTime)));

    private StoredLesson? SameAs(ArchivedLesson row) =>
        _lessons.TryGetValue(row.Id, out var lesson) && lesson.CreatedAt == TeachingTables.Utc(row.CreatedAt) ? lesson : null;

    internal sealed record StoredLesson(int Id, int EnrollmentId, DateTime CreatedAt, DateOnly Date, TimeOnly Start, TimeOnly End);
}

/// <summary>An enrollment of the account, from its person's side.</summary>
internal sealed record StoredEnrollment(int Id, bool Taught, string Course, DateOnly From, int OtherId, string OtherName);

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Recorder;

/// <summary>
/// Notes what a context's rows of lessons were before a command, over as many saves as the command takes. It copies what the model maps,
/// so a column that is added later is in it by itself.
/// </summary>
internal sealed class RowCopies(StudyDbContext context)
{
    private static readonly Type[] Kept = [typeof(Enrollment), typeof(Lesson), typeof(LessonSeries), typeof(SeriesMember), typeof(LessonReview)];

    private readonly Dictionary<object, Noted> _notes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The lessons touched, each with what it was before.</summary>
    public IReadOnlyList<LessonDelta> Deltas =>
        [.. _notes.Where(n => n.Key is Lesson).Select(n => new LessonDelta((Lesson?)n.Value.Was, n.Value.IsGone ? null : (Lesson)n.Key))];

    /// <summary>Notes what is about to be saved. Call it before each save.</summary>
    public void Note(DateTime nowUtc)
    {
        context.ChangeTracker.DetectChanges();
        foreach (var entry in context.ChangeTracker.Entries().Where(e => Array.IndexOf(Kept, e.Metadata.ClrType) >= 0).ToList())
        {
            switch (entry.State)
            {
                case EntityState.Added:
                    _notes.TryAdd(entry.Entity, new Noted(entry, null, null));
                    break;
                case EntityState.Modified or EntityState.Deleted when !_notes.ContainsKey(entry.Entity):
                    _notes[entry.Entity] = new Noted(entry, Values(entry), entry.OriginalValues.ToObject());
                    break;
            }
            if (entry.State == EntityState.Deleted)
            {
                if (_notes[entry.Entity].Before is null)
                {
                    _notes.Remove(entry.Entity);
                    continue;
                }
                _notes[entry.Entity].IsGone = true;
            }
            if (entry.State is EntityState.Added or EntityState.Modified && _notes.TryGetValue(entry.Entity, out var note) && !note.IsCounted)
            {
                note.IsCounted = true;
                (entry.Entity as Lesson)?.CountVersion(nowUtc);
                (entry.Entity as LessonSeries)?.CountVersion();
            }
        }
    }

    /// <summary>The rows for the journal, after the last save.</summary>
    public IReadOnlyList<RowCopy> Rows() =>
        [.. _notes.Values.Select(n => new RowCopy(n.Entry.Metadata.ClrType.Name, Key(n.Entry), n.Before, n.IsGone ? null : VersionOf(n.Entry.Entity)))];

    /// <summary>Makes the rows what they were; false when one of them has changed since.</summary>
    public static async Task<bool> RestoreAsync(StudyDbContext context, IReadOnlyList<RowCopy> rows, CancellationToken cancellationToken)
    {
        var found = new List<(RowCopy Row, Type Type, object? Entity)>();
        foreach (var row in rows)
        {
            var type = Array.Find(Kept, t => t.Name == row.Table)!;
            var entity = await context.FindAsync(type, [.. row.Key.Cast<object>()], cancellationToken);
            // A membership has no version and hangs on its series.
            if (type != typeof(SeriesMember) && (row.VersionAfter is null) != (entity is null))
            {
                return false;
            }
            if (entity is not null && row.VersionAfter is { } version && VersionOf(entity) != version)
            {
                return false;
            }
            found.Add((row, type, entity));
        }
        foreach (var (row, type, entity) in found)
        {
            if (row.Before is null)
            {
                if (entity is not null)
                {
                    context.Remove(entity);
                }
                continue;
            }
            var target = entity ?? Activator.CreateInstance(type, nonPublic: true)!;
            var entry = context.Entry(target);
            foreach (var property in entry.Properties)
            {
                if (row.Before.TryGetValue(property.Metadata.Name, out var value) && (entity is null || property.Metadata.Name != nameof(Lesson.Version)))
                {
                    property.CurrentValue = value.Deserialize(property.Metadata.ClrType, Json.Stored);
                }
            }
            if (entity is null)
            {
                entry.State = EntityState.Added;
            }
        }
        return true;
    }

    private static Dictionary<string, JsonElement> Values(EntityEntry entry) =>
        entry.Properties.ToDictionary(p => p.Metadata.Name, p => JsonSerializer.SerializeToElement(p.OriginalValue, p.Metadata.ClrType, Json.Stored));

    private static IReadOnlyList<int> Key(EntityEntry entry) =>
        [.. entry.Metadata.FindPrimaryKey()!.Properties.Select(p => (int)entry.Property(p).CurrentValue!)];

    private static int? VersionOf(object entity) => entity switch
    {
        Lesson lesson => lesson.Version,
        LessonSeries series => series.Version,
        LessonReview or Enrollment => 0,
        _ => null,
    };

    private sealed class Noted(EntityEntry entry, Dictionary<string, JsonElement>? before, object? was)
    {
        public EntityEntry Entry { get; } = entry;

        public Dictionary<string, JsonElement>? Before { get; } = before;

        public object? Was { get; } = was;

        public bool IsGone { get; set; }

        public bool IsCounted { get; set; }
    }
}

/// <summary>A lesson before and after a command.</summary>
/// <param name="Before">Null when the command made it.</param>
/// <param name="After">Null when the command removed it.</param>
public sealed record LessonDelta(Lesson? Before, Lesson? After)
{
    public Lesson Any => After ?? Before!;
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Legacy;

/// <summary>The lessons of a file, which of them are new, and the people they name.</summary>
internal sealed class LegacyPlan(LegacyWriter writer) : ImportPlan
{
    private const int NamesShown = 20;

    private readonly Dictionary<string, LegacyLesson> _lessons = [];
    private readonly SortedSet<string> _kept = new(StringComparer.Ordinal);
    private int _skipped;
    private LegacyCast? _cast;

    public override int Created => _lessons.Count;

    public override int Skipped => _skipped;

    public override string Summary => _lessons.Count == 0 ? "" : string.Join(' ', Sentences());

    public void Add(LegacyLesson lesson, IReadOnlyCollection<string> kept)
    {
        var occurrence = 1;
        while (!_lessons.TryAdd(lesson.KeyOf(occurrence), lesson))
        {
            occurrence++;
        }
        _kept.UnionWith(kept);
    }

    public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var stored = context.Set<LegacyRow>().Where(r => r.OwnerId == studentId && r.Kind == LegacyKind.Lesson).Select(r => r.Key).AsAsyncEnumerable();
        await foreach (var key in stored.WithCancellation(cancellationToken))
        {
            _skipped += _lessons.Remove(key) ? 1 : 0;
        }
        _cast = await LegacyPeople.CastAsync(context, studentId, [.. _lessons.Values], cancellationToken);
    }

    public override Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        writer.AddAsync(job, _lessons, _cast!, progress, cancellationToken);

    private IEnumerable<string> Sentences()
    {
        var days = _lessons.Values.Select(l => l.Slot.Date).ToList();
        yield return Plural.Of(LegacyTexts.ResourceManager, "Plan_Lessons", _lessons.Count, Day(days.Min()), Day(days.Max()));
        if (_cast is { Unknown: { Count: > 0 } unknown })
        {
            var names = string.Join(", ", unknown.Take(NamesShown)) + (unknown.Count > NamesShown ? " …" : "");
            yield return Plural.Of(LegacyTexts.ResourceManager, "Plan_People", unknown.Count, names);
        }
        if (_kept.Count > 0)
        {
            yield return LegacyTexts.Plan_Kept.With(string.Join(", ", _kept));
        }
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

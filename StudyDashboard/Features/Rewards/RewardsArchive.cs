using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Review;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Rewards;

/// <summary>A row of the archive's <c>reward_terms</c>.</summary>
public sealed record ArchivedTerms
{
    public required DateOnly ValidFrom { get; init; }

    public required double PointsPerMinute { get; init; }

    public required int DailyCap { get; init; }

    public required bool ManualEarns { get; init; }

    public required int StreakMinutes { get; init; }

    public IReadOnlyList<DayOfWeek>? RestDays { get; init; }
}

/// <summary>A row of the archive's <c>streak_freezes</c> and <c>review_clear_days</c>.</summary>
public sealed record ArchivedDay
{
    public required DateOnly StudyDay { get; init; }
}

/// <summary>The days that enter streak and achievements, for an account with nothing in it: beside others they would change what was reached.</summary>
internal sealed class RewardDaysArchive : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc) => new Slice(DaysOf(file, "streak_freezes", nowUtc), DaysOf(file, "review_clear_days", nowUtc));

    private static HashSet<DateOnly> DaysOf(ArchiveFile file, string table, DateTime nowUtc)
    {
        var days = new HashSet<DateOnly>();
        file.Read<ArchivedDay>(table, (record, row) =>
        {
            if (row.StudyDay.Year < 1970 || row.StudyDay > DateOnly.FromDateTime(nowUtc).AddDays(StreakFreezes.Farthest + 1) || !days.Add(row.StudyDay))
            {
                file.Refuse(table, record, RewardTexts.Archive_Day);
            }
        });
        return days;
    }

    private sealed class Slice(HashSet<DateOnly> freezes, HashSet<DateOnly> clear) : ArchiveSlice
    {
        private bool _isNew;

        public override int Created => _isNew ? freezes.Count + clear.Count : 0;

        public override string Summary => !_isNew || freezes.Count == 0 ? "" : Plural.Of(RewardTexts.ResourceManager, "Archive_Freezes", freezes.Count);

        public override async Task CompareAsync(
            StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
        {
            _isNew = isEmpty && !await context.Set<StreakFreeze>().AnyAsync(f => f.StudentId == studentId, cancellationToken)
                && !await context.Set<ClearDay>().AnyAsync(d => d.StudentId == studentId, cancellationToken);
            Skipped = freezes.Count + clear.Count - Created;
        }

        public override Task ApplyAsync(
            ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            if (_isNew)
            {
                job.Book.Context.AddRange(freezes.Select(day => new StreakFreeze(job.Book.StudentId, day)));
                job.Book.Context.AddRange(clear.Select(day => new ClearDay(job.Book.StudentId, day)));
            }
            return Task.CompletedTask;
        }
    }
}

/// <summary>The terms of points and streak, for an account with nothing in it: they would change the points of days that are there.</summary>
internal sealed class RewardsArchive : IArchivePart
{
    private const string Table = "reward_terms";

    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var terms = new Dictionary<DateOnly, ArchivedTerms>();
        file.Read<ArchivedTerms>(Table, (record, row) =>
        {
            var refused = RewardTermsService.Check(row.PointsPerMinute, row.DailyCap, row.StreakMinutes, [.. row.RestDays ?? []]).FirstOrDefault()?.Message
                ?? (terms.TryAdd(row.ValidFrom, row) ? null : RewardTexts.Archive_Day);
            if (refused is not null)
            {
                file.Refuse(Table, record, refused);
            }
        });
        return new Slice([.. terms.Values]);
    }

    private sealed class Slice(IReadOnlyList<ArchivedTerms> terms) : ArchiveSlice
    {
        private bool _isNew;

        public override int Created => _isNew ? terms.Count : 0;

        public override string Summary => Created == 0 ? "" : Plural.Of(RewardTexts.ResourceManager, "Archive_Terms", Created);

        public override async Task CompareAsync(
            StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
        {
            _isNew = isEmpty && !await context.RewardTerms.AnyAsync(t => t.StudentId == studentId, cancellationToken);
            Skipped = terms.Count - Created;
        }

        public override Task ApplyAsync(
            ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            foreach (var row in _isNew ? terms : [])
            {
                var made = new RewardTerms(job.Book.StudentId, row.ValidFrom);
                made.Set(row.PointsPerMinute, row.DailyCap, row.ManualEarns, row.StreakMinutes, row.RestDays ?? []);
                job.Book.Context.Add(made);
            }
            return Task.CompletedTask;
        }
    }
}

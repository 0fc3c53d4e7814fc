using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>The entries of a tracker's file, and which of them are new.</summary>
/// <param name="kind">Word of the import.</param>
/// <param name="calendar">The days with which the sessions are recorded.</param>
/// <param name="map">What the entries of a project become.</param>
internal sealed class TrackerPlan(string kind, StudyCalendar calendar, TrackerMap map) : ImportPlan
{
    private const int Chunk = 2000;

    private readonly List<(TrackerEntry Entry, string Key)> _all = [];
    private readonly Dictionary<string, int> _occurrences = [];
    private readonly TrackerText _text = new();
    private List<(TrackerEntry Entry, string Key)> _new = [];
    private string? _summary;
    private int _stored;

    public override int Created => _new.Count;

    public override int Skipped => _stored + WithoutLength + OfOthers;

    public override string Summary => _summary ??= string.Join(' ', Sentences());

    public override TrackerQuestions? Questions => Asked;

    // What was answered is remembered with the person.
    public override bool ChangesProfile => Asked is not null;

    /// <summary>What is asked; null when nobody is there to answer.</summary>
    public TrackerQuestions? Asked { get; set; }

    /// <summary>Entries without length, rows of sums and empty rows.</summary>
    public int WithoutLength { get; set; }

    /// <summary>Rows of other people.</summary>
    public int OfOthers { get; set; }

    /// <summary>People whose rows come in together, because none of them is the owner of the account; 0 when that is not so.</summary>
    public int TakenTogether { get; set; }

    public IReadOnlyList<TrackerProject> Projects => [.. _all.GroupBy(e => e.Entry.Project, StringComparer.OrdinalIgnoreCase)
        .Select(g => new TrackerProject(g.First().Entry.Project, g.Count(), g.Sum(e => (long)e.Entry.Time.Seconds))).OrderByDescending(p => p.Seconds)];

    /// <summary>Takes a row in whose time was read. The same twice in one file are two.</summary>
    /// <param name="row">What it says.</param>
    /// <param name="time">When it was.</param>
    /// <param name="identity">What tells it from others, when that is not all that it says.</param>
    public void Add(TrackerRow row, TrackerTime time, string? identity = null)
    {
        var read = _text.EntryOf(row, time);
        var entry = identity is null ? read : read with { Identity = identity };
        var occurrence = _occurrences[entry.Identity] = _occurrences.GetValueOrDefault(entry.Identity) + 1;
        _all.Add((entry, entry.KeyOf(occurrence)));
    }

    public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        // One that the person deleted counts as stored: it waits to be restored, and would be there twice afterwards.
        var keys = await context.Sessions.Where(s => s.StudentId == studentId && s.ImportKey != null).Select(s => s.ImportKey!).ToHashSetAsync(cancellationToken);
        _new = [.. _all.Where(e => !keys.Contains(e.Key))];
        (_stored, _summary) = (_all.Count - _new.Count, null);
    }

    public override async Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var chunk in _new.Chunk(Chunk))
        {
            foreach (var (entry, key) in chunk)
            {
                job.Book.Add(SessionOf(entry, key, job));
            }
            await job.Book.FlushAsync(cancellationToken);
            written += chunk.Length;
            progress?.Report(new ImportProgress(ImportStep.Write, written * 100 / _new.Count));
        }
        if (Asked is { } asked)
        {
            var person = await job.Book.Context.Users.SingleAsync(p => p.Id == job.Book.StudentId, cancellationToken);
            var known = new Dictionary<string, TrackerChoices>(person.Preferences.Trackers) { [kind] = asked.Answers };
            person.Prefer(person.Preferences with { Trackers = known });
        }
    }

    private StudySession SessionOf(TrackerEntry entry, string key, ImportJob job)
    {
        var about = new SessionAbout { Kind = map.KindOf(entry.Project), Subject = TrackerText.Cut(map.SubjectOf(entry.Project), SessionAbout.MaxText), Tags = entry.Tags };
        var session = entry.Time is { Start: { } start, End: { } end }
            ? StudySession.Completed(job.Book.StudentId, about, SessionSource.Import, null, calendar, start, end)
            : StudySession.CompletedByDuration(job.Book.StudentId, about, SessionSource.Import, null, calendar, entry.Time.Day!.Value, entry.Time.Seconds);
        if (entry.Time.Break is { } pause)
        {
            session.SetPauses([(pause, PauseReason.Pause)]);
        }
        session.WriteNote(entry.Note);
        session.CameFrom(job.Run.Id, key);
        return session;
    }

    private IEnumerable<string> Sentences()
    {
        if (_new.Count > 0)
        {
            var days = _new.Select(e => e.Entry.Time.Day ?? calendar.DayOf(e.Entry.Time.Start!.Value)).ToList();
            var sessions = Plural.Of(TrackerTexts.ResourceManager, "Sessions", _new.Count);
            yield return TrackerTexts.Summary.With(sessions, Length(_new.Sum(e => (long)e.Entry.Time.Seconds)), Day(days.Min()), Day(days.Max()));
        }
        foreach (var (key, count) in new[] { ("Stored", _stored), ("WithoutLength", WithoutLength), ("OfOthers", OfOthers), ("TakenTogether", TakenTogether), ("Shortened", _text.Shortened) })
        {
            if (count > 0)
            {
                yield return Plural.Of(TrackerTexts.ResourceManager, key, count);
            }
        }
    }

    private static string Length(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}");

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

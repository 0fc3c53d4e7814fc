using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Archive;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Archive;

/// <summary>The sessions of an archive, and which of them are new.</summary>
public sealed class ArchivedSessions
{
    private const int Chunk = 500;

    private readonly Dictionary<int, StudySession> _made = [];
    private readonly HashSet<int> _sittings = [];
    private readonly HashSet<int> _stored = [];
    private List<(ArchivedWhole Whole, string? Key)> _new = [];
    private List<ArchivedWhole> _all = [];

    public int Created => _new.Count;

    public int Skipped { get; private set; }

    public string Summary => _new.Count == 0 ? "" : Summarize();

    /// <summary>The session that a number in the archive became, or null when it did not come in.</summary>
    public StudySession? Of(int? archivedId) => archivedId is { } id ? _made.GetValueOrDefault(id) : null;

    /// <summary>The sessions that came in and named a plan, with the number that it has in the archive.</summary>
    public IEnumerable<(StudySession Session, int PlanId)> OfPlans() =>
        _new.Where(n => n.Whole.Row.PlanId is not null && _made.ContainsKey(n.Whole.Row.Id)).Select(n => (_made[n.Whole.Row.Id], n.Whole.Row.PlanId!.Value));

    /// <summary>The sessions that came in from one source, by the number that this has in the archive.</summary>
    public ILookup<int, StudySession> OfSource(SessionSource source) =>
        _new.Where(n => n.Whole.Row.Source == source && n.Whole.Row.SourceId is not null && _made.ContainsKey(n.Whole.Row.Id))
            .ToLookup(n => n.Whole.Row.SourceId!.Value, n => _made[n.Whole.Row.Id]);

    /// <summary>Says that a session is a sitting, of which a log tells whether it is stored: its start moves when more reviews come in.</summary>
    public void Sitting(int archivedId, bool isStored) => (isStored ? _stored : _sittings).Add(archivedId);

    internal void Read(ArchiveFile file, DateTime nowUtc)
    {
        var rows = new List<(int Record, ArchivedSession Row)>();
        var ids = new HashSet<int>();
        file.Read<ArchivedSession>("sessions", (record, row) =>
        {
            if (ids.Add(row.Id))
            {
                rows.Add((record, row));
            }
            else
            {
                file.Refuse("sessions", record, ArchiveTexts.Row_Twice);
            }
        });
        var pauses = Parts<ArchivedPause>(file, "session_pauses", ids, p => p.SessionId);
        var activities = Parts<ArchivedActivity>(file, "session_activities", ids, a => a.SessionId);
        var hours = Parts<ArchivedHour>(file, "session_hours", ids, h => h.SessionId);
        foreach (var (record, row) in rows)
        {
            var whole = new ArchivedWhole(row, [.. pauses[row.Id]], [.. activities[row.Id]], [.. hours[row.Id]]);
            if (whole.WhyNot(nowUtc) is { } reason)
            {
                file.Refuse("sessions", record, reason);
            }
            else
            {
                _all.Add(whole);
            }
        }
        // In the order in which they were recorded: where the day's cap is reached, the order says which session earns.
        _all = [.. _all.OrderBy(w => w.Row.Id)];
    }

    /// <summary>
    /// Sets apart the sessions that are stored. One that the person deleted counts as stored: it waits to be restored, and would be
    /// there twice afterwards.
    /// </summary>
    internal async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var stored = await context.Sessions.Where(s => s.StudentId == studentId)
            .Select(s => new ArchivedSession
            {
                Id = s.Id, SessionType = s.Kind, Status = s.Status, Source = s.Source, StartedAt = s.StartedAt, StudyDay = s.StudyDay,
                NetSeconds = s.NetSeconds, Subject = s.Subject, PlannedDay = s.PlannedDay, PlannedTime = s.PlannedTime,
                TimeZone = s.TimeZone, DayStartHour = s.DayStartHour, ImportKey = s.ImportKey,
            }).ToListAsync(cancellationToken);
        var keyed = _all.Select(w => w.Row.Id).Zip(Keys(), (id, key) => (id, key)).ToDictionary(k => k.id, k => k.key);
        var keys = stored.Select(s => s.ImportKey).OfType<string>().ToHashSet();
        var found = keys.Intersect(keyed.Values.OfType<string>()).ToHashSet();
        var others = stored.Where(s => s.ImportKey is null || !found.Contains(s.ImportKey)).ToList();
        var there = others.Select(ArchivedWhole.IdentityOf)
            // A plan that was begun here is the same plan.
            .Concat(others.Where(s => s.PlannedDay is not null && s.StartedAt is not null).Select(ArchivedWhole.PlanOf))
            .CountBy(identity => identity).ToDictionary();
        _new = [];
        foreach (var whole in _all)
        {
            var key = keyed[whole.Row.Id];
            if (_stored.Contains(whole.Row.Id) || (key is not null && !keys.Add(key)) || Take(there, ArchivedWhole.IdentityOf(whole.Row)))
            {
                Skipped++;
            }
            else
            {
                _new.Add((whole, key));
            }
        }
    }

    internal async Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var chunk in _new.Chunk(Chunk))
        {
            foreach (var (whole, key) in chunk)
            {
                var session = whole.ToSession(job.Book.StudentId);
                session.CameFrom(job.Run.Id, key);
                _made.Add(whole.Row.Id, job.Book.Add(session));
            }
            await job.Book.FlushAsync(cancellationToken);
            progress?.Report(new ImportProgress(ImportStep.Write, _made.Count * 100 / _new.Count));
        }
    }

    /// <summary>
    /// The key that each keeps (rules.md 18): the one that it came with, else a hash of what identifies it and how often that came
    /// before. A sitting that nobody edited needs none, for the review log identifies it.
    /// </summary>
    private IEnumerable<string?> Keys()
    {
        var seen = new Dictionary<string, int>();
        foreach (var row in _all.Select(w => w.Row))
        {
            var identity = ArchivedWhole.IdentityOf(row);
            var occurrence = seen[identity] = seen.GetValueOrDefault(identity) + 1;
            yield return row.ImportKey is { Length: > 0 } key ? key
                : !row.Edited && (_sittings.Contains(row.Id) || _stored.Contains(row.Id)) ? null
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"archive {identity} {occurrence}")));
        }
    }

    private static bool Take(Dictionary<string, int> counts, string identity)
    {
        var left = counts.GetValueOrDefault(identity);
        counts[identity] = left - 1;
        return left > 0;
    }

    private static ILookup<int, T> Parts<T>(ArchiveFile file, string table, HashSet<int> sessions, Func<T, int> sessionOf)
        where T : class
    {
        var parts = new List<T>();
        file.Read<T>(table, (record, part) =>
        {
            if (sessions.Contains(sessionOf(part)))
            {
                parts.Add(part);
            }
            else
            {
                file.Refuse(table, record, ArchiveTexts.Row_NoSession);
            }
        });
        return parts.ToLookup(sessionOf);
    }

    private string Summarize()
    {
        var count = Plural.Of(ArchiveTexts.ResourceManager, "Sessions", _new.Count);
        var days = _new.Select(n => n.Whole.Row.StudyDay ?? n.Whole.Row.PlannedDay).OfType<DateOnly>().ToList();
        return days.Count == 0 ? count + "." : ArchiveTexts.Summary_Sessions.With(count, Day(days.Min()), Day(days.Max()));
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

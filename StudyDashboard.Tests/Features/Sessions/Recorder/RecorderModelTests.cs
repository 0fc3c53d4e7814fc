using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;
using Entry = StudyDashboard.Tests.Features.Sessions.Recorder.ReferenceLog.Entry;

namespace StudyDashboard.Tests.Features.Sessions.Recorder;

/// <summary>Random histories, in random order, against <see cref="ReferenceLog"/>: every derived number must be the same.</summary>
public sealed class RecorderModelTests
{
    private static readonly string[] Subjects = ["Algebra", "Anatomy", ""];
    private static readonly SessionKind[] Kinds = [SessionKind.Theory, SessionKind.Practice, SessionKind.Test];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "Europe/Sofia", 4, "2026-03-27 06:00")]
    [InlineData(2, "America/New_York", 2, "2026-10-31 12:00")]
    [InlineData(3, "Australia/Lord_Howe", 0, "2026-04-04 06:00")]
    [InlineData(4, "Asia/Kathmandu", 5, "2026-01-10 00:00")]
    [InlineData(5, "Pacific/Apia", 4, "2026-02-01 00:00")]
    [InlineData(6, "America/Sao_Paulo", 23, "2026-05-01 00:00")]
    public async Task RandomHistory_InAnyOrder_EqualsTheReference(int seed, string zone, int dayStartHour, string start)
    {
        using var run = new Run(seed, zone, dayStartHour, Make.At(start));
        for (var step = 1; step <= 500; step++)
        {
            await run.StepAsync();
            if (step % 25 == 0)
            {
                await run.CompareAsync($"seed {seed}, step {step}");
            }
        }
        Assert.Equal(0, await run.Study.Get<Rebuild>().RunAsync(Token));
        Assert.All(run.Done, pair => Assert.True(pair.Value > 2, $"{pair.Key} ran only {pair.Value} times"));
    }

    private sealed class Run : IDisposable
    {
        private readonly Random _random;
        private readonly ReferenceLog _log;
        private readonly List<(int ChangeId, Dictionary<int, Entry?> Before, Dictionary<int, Entry> After)> _undoable = [];

        public Run(int seed, string zone, int dayStartHour, DateTime start)
        {
            _random = new Random(seed);
            _log = new ReferenceLog(zone, dayStartHour);
            Study = new StudyFixture(zone, dayStartHour);
            Study.Clock.SetUtc(start);
        }

        public StudyFixture Study { get; }

        public Dictionary<string, int> Done { get; } = [];

        private long Now => new DateTimeOffset(Study.Clock.UtcNow).ToUnixTimeSeconds();

        public async Task StepAsync()
        {
            Study.Clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 5400)));
            Func<Task>[] steps = [StartAsync, StartAsync, PauseAsync, PauseAsync, ResumeAsync, ResumeAsync, FinishAsync, FinishAsync, AddAsync, EmbedAsync, EditAsync, SplitAsync, MergeAsync, DeleteAsync, RestoreAsync, BulkAsync, UndoAsync, UndoAsync];
            await steps[_random.Next(steps.Length)]();
        }

        public async Task CompareAsync(string when)
        {
            await using var context = Study.Context();
            var seconds = _log.Counted.SelectMany(s => _log.Seconds(s).Select(at => (Session: s, Day: _log.DayOf(at), Hour: _log.HourOf(at)))).ToList();
            var starts = _log.Counted.Select(s => (Session: s, Day: _log.DayOf(s.Start))).ToList();

            var net = seconds.CountBy(s => s.Day).ToDictionary();
            var timed = seconds.Where(s => s.Session.IsTimed).CountBy(s => s.Day).ToDictionary();
            var days = net.Keys.Union(starts.Select(s => s.Day)).Order().Select(day => (
                day,
                Net: net.GetValueOrDefault(day),
                Timed: timed.GetValueOrDefault(day),
                Sessions: starts.Count(s => s.Day == day),
                Answered: starts.Where(s => s.Day == day).Sum(s => s.Session.Answered),
                Correct: starts.Where(s => s.Day == day).Sum(s => s.Session.Correct)));
            var storedDays = (await context.Days.OrderBy(d => d.StudyDay).ToListAsync(Token))
                .Select(d => (d.StudyDay, d.NetSeconds, d.TimedSeconds, d.Sessions, d.Answered, d.Correct));
            Assert.True(days.SequenceEqual(storedDays), $"days, {when}");

            var hours = seconds.GroupBy(s => (s.Day, s.Hour)).Select(g => (g.Key.Day, g.Key.Hour, g.Count())).Order();
            var storedHours = (await context.Hours.ToListAsync(Token)).Select(h => (h.StudyDay, h.Hour, h.NetSeconds)).Order();
            Assert.True(hours.SequenceEqual(storedHours), $"hours, {when}");

            var kinds = seconds.GroupBy(s => (s.Day, s.Session.Kind, s.Session.Subject)).Select(g => (g.Key.Day, g.Key.Kind, g.Key.Subject, g.Count())).Order();
            var storedKinds = (await context.Snapshots.Where(s => s.NetSeconds > 0).ToListAsync(Token))
                .Select(s => (s.StudyDay, s.Kind, s.Subject, s.NetSeconds)).Order();
            Assert.True(kinds.SequenceEqual(storedKinds), $"breakdown, {when}");

            var progress = starts.GroupBy(s => s.Day).ToDictionary(g => g.Key, g => g.Sum(s => Progress(s.Session)));
            foreach (var stored in (await context.Snapshots.ToListAsync(Token)).GroupBy(s => s.StudyDay))
            {
                Assert.Equal(progress.GetValueOrDefault(stored.Key), stored.Sum(s => s.ProgressPoints), 9);
            }

            Assert.Equal(Points(starts).Order(), (await context.Points.ToListAsync(Token)).Select(p => (p.SessionId, p.Points)).Order());
        }

        public void Dispose() => Study.Dispose();

        private double Progress(Entry session) =>
            10 * Math.Min(1, _log.Seconds(session).Count() / 1800.0) * (session.Answered == 0 ? 1 : (double)session.Correct / session.Answered);

        private IEnumerable<(int, int)> Points(IEnumerable<(Entry Session, DateOnly Day)> starts)
        {
            foreach (var day in starts.GroupBy(s => s.Day))
            {
                var left = 240;
                foreach (var session in day.Select(s => s.Session).Where(s => s.IsTimed).OrderBy(s => s.Start).ThenBy(s => s.Id))
                {
                    var points = Math.Min(left, _log.Seconds(session).Count() / 120);
                    left -= points;
                    if (points > 0)
                    {
                        yield return (session.Id, points);
                    }
                }
            }
        }

        private async Task StartAsync()
        {
            var about = About();
            var started = await Study.Get<TimerService>().StartAsync(Study.StudentId, new StartTimer { About = about }, Token);
            Assert.Equal(_log.Running is not null, started.Refusal is not null);
            if (started.Refusal is null)
            {
                Applied("start", started.Value.ChangeId, new Entry
                {
                    Id = started.Value.Value.Id,
                    Kind = about.Kind,
                    Subject = about.Subject ?? "",
                    Source = SessionSource.Timer,
                    Status = SessionStatus.InProgress,
                    Start = Now,
                });
            }
        }

        private async Task PauseAsync()
        {
            if (_log.Running is { StillSince: null } running)
            {
                var paused = await Study.Get<TimerService>().PauseAsync(Study.StudentId, running.Id, Token);
                Applied("pause", paused.Value.ChangeId, running with { StillSince = Now });
            }
        }

        private async Task ResumeAsync()
        {
            if (_log.Running is { StillSince: not null } running)
            {
                var resumed = await Study.Get<TimerService>().ResumeAsync(Study.StudentId, running.Id, Token);
                Applied("resume", resumed.Value.ChangeId, running.Close(Now));
            }
        }

        private async Task FinishAsync()
        {
            if (_log.Running is { } running)
            {
                var answered = _random.Next(0, 12);
                var correct = _random.Next(0, answered + 1);
                var finished = await Study.Get<TimerService>().FinishAsync(Study.StudentId, running.Id, new FinishTimer(answered, correct), Token);
                Applied("finish", finished.Value.ChangeId, running.Close(Now) with { Status = SessionStatus.Completed, End = Now, Answered = answered, Correct = correct });
            }
        }

        private async Task AddAsync()
        {
            var (start, end) = PastSpan();
            var entry = Typed(About(), start, end);
            var added = await Study.Get<LogService>().AddAsync(Study.StudentId, entry, Token);
            Applied("add", added.Value.ChangeId, FromEntry(added.Value.Value.Id, SessionSource.Manual, entry));
        }

        private async Task EmbedAsync()
        {
            var (start, end) = PastSpan();
            var recorded = await Study.Get<SessionRecorder>().RecordAsync<StudySession>(Study.StudentId, ChangeVerb.Add, async book =>
            {
                await Task.CompletedTask;
                var calendar = StudyCalendar.For((await book.Context.Users.SingleAsync(Token)).TimeZone, (await book.Context.Users.SingleAsync(Token)).DayStartHour);
                return book.Add(StudySession.Completed(Study.StudentId, About() with { Kind = SessionKind.VocabularyReview }, SessionSource.Review, null, calendar, At(start), At(end)));
            }, Token);
            var session = recorded.Value.Value;
            Applied("embed", recorded.Value.ChangeId, new Entry
            {
                Id = session.Id,
                Kind = session.Kind,
                Subject = session.Subject ?? "",
                Source = SessionSource.Review,
                Status = SessionStatus.Completed,
                Start = start,
                End = end,
            });
        }

        private async Task EditAsync()
        {
            if (Pick(s => s.Source != SessionSource.Review) is { } session)
            {
                var start = session.Start + _random.Next(-1200, 1200);
                var end = Math.Min(Now, Math.Max(start, session.End + _random.Next(-1200, 1200)));
                if (end < start || end - start > 86_400)
                {
                    return;
                }
                var entry = Typed(About(), start, end);
                var edited = await Study.Get<LogService>().EditAsync(Study.StudentId, session.Id, null, entry, Token);
                Applied("edit", edited.Value.ChangeId, FromEntry(session.Id, session.Source, entry) with
                {
                    Still = [.. session.Still.Where(s => s >= start && s < end)],
                });
            }
        }

        private async Task SplitAsync()
        {
            if (Pick(s => s.Source != SessionSource.Review && s.End - s.Start > 10) is { } session)
            {
                var cut = _random.NextInt64(session.Start + 1, session.End - 4);
                var gap = _random.Next(0, 3);
                var parts = new[]
                {
                    new SplitPart { StartedAt = At(session.Start), EndedAt = At(cut) },
                    new SplitPart { StartedAt = At(cut + gap), EndedAt = At(session.End) },
                };
                var split = await Study.Get<SessionSplit>().SplitAsync(Study.StudentId, session.Id, parts, Token);
                Applied("split", split.Value.ChangeId,
                    session with { End = cut, Still = [.. session.Still.Where(s => s < cut)] },
                    session with { Id = split.Value.Value[1].Id, Start = cut + gap, Still = [.. session.Still.Where(s => s >= cut + gap)], Answered = 0, Correct = 0 });
            }
        }

        private async Task MergeAsync()
        {
            var two = _log.Counted.Where(s => s.Source != SessionSource.Review).OrderBy(s => s.Start).ThenBy(s => s.Id).ToList();
            var index = _random.Next(Math.Max(1, two.Count - 1));
            if (index + 1 >= two.Count || two.Skip(index).Take(2).Max(s => s.End) - two[index].Start > 86_400)
            {
                return;
            }
            var (first, second) = (two[index], two[index + 1]);
            var merged = await Study.Get<SessionMerge>().MergeAsync(Study.StudentId, [first.Id, second.Id], first.Kind, Token);
            var worked = new[] { first, second }.SelectMany(s => Entry.Range(s.Start, s.End).Where(at => !s.Still.Contains(at))).ToHashSet();
            var end = Math.Max(first.End, second.End);
            Applied("merge", merged.Value.ChangeId,
                first with
                {
                    End = end,
                    Still = [.. Entry.Range(first.Start, end).Where(at => !worked.Contains(at))],
                    Answered = first.Answered + second.Answered,
                    Correct = first.Correct + second.Correct,
                },
                second with { Deleted = true });
        }

        private async Task DeleteAsync()
        {
            if (Pick(_ => true) is { } session)
            {
                var deleted = await Study.Get<LogService>().DeleteAsync(Study.StudentId, [session.Id], Token);
                Applied("delete", deleted.Value.ChangeId, session with { Deleted = true });
            }
        }

        private async Task RestoreAsync()
        {
            var gone = _log.Sessions.Values.Where(s => s.Deleted && s.Status == SessionStatus.Completed).ToList();
            if (gone.Count > 0)
            {
                var session = gone[_random.Next(gone.Count)];
                var restored = await Study.Get<LogService>().RestoreAsync(Study.StudentId, [session.Id], Token);
                Applied("restore", restored.Value.ChangeId, session with { Deleted = false });
            }
        }

        private async Task BulkAsync()
        {
            var some = _log.Counted.Where(s => s.Source != SessionSource.Review && _random.Next(3) == 0).ToList();
            if (some.Count > 0)
            {
                var change = new BulkChange { Kind = Kinds[_random.Next(3)], Subject = Subjects[_random.Next(3)] };
                var changed = await Study.Get<BulkEdit>().ChangeAsync(Study.StudentId, [.. some.Select(s => s.Id)], change, Token);
                if (changed.Value.ChangeId is not null)
                {
                    Applied("bulk", changed.Value.ChangeId, [.. some.Select(s => s with { Kind = change.Kind!.Value, Subject = change.Subject! })]);
                }
            }
        }

        private async Task UndoAsync()
        {
            if (_undoable.Count == 0)
            {
                return;
            }
            var (changeId, before, after) = _undoable[_random.Next(Math.Max(0, _undoable.Count - 4), _undoable.Count)];
            var undone = await Study.Get<SessionUndo>().UndoAsync(Study.StudentId, changeId, cancellationToken: Token);
            var untouched = after.All(pair => ReferenceEquals(_log.Sessions[pair.Key], pair.Value));
            var runs = before.Values.FirstOrDefault(s => s is { Status: SessionStatus.InProgress, Deleted: false });
            var free = runs is null || _log.Running is null || before.ContainsKey(_log.Running.Id);
            if (untouched)
            {
                Assert.True(free == undone.Refusal is null, undone.Refusal?.Message);
            }
            if (undone.Refusal is null)
            {
                Applied("undo", undone.Value.ChangeId, [.. before.Select(pair => pair.Value is { } was ? was with { } : _log.Sessions[pair.Key] with { Deleted = true })]);
                _undoable.RemoveAll(u => u.ChangeId == changeId);
            }
            else
            {
                Assert.Equal(RefusalKind.Conflict, undone.Refusal.Kind);
            }
        }

        private void Applied(string what, int? changeId, params Entry[] entries)
        {
            Done[what] = Done.GetValueOrDefault(what) + 1;
            var before = entries.ToDictionary(e => e.Id, e => _log.Sessions.GetValueOrDefault(e.Id));
            foreach (var entry in entries)
            {
                _log.Sessions[entry.Id] = entry;
            }
            if (changeId is { } id)
            {
                _undoable.Add((id, before, entries.ToDictionary(e => e.Id)));
            }
        }

        private Entry? Pick(Func<Entry, bool> which)
        {
            var some = _log.Counted.Where(which).ToList();
            return some.Count == 0 ? null : some[_random.Next(some.Count)];
        }

        private (long Start, long End) PastSpan()
        {
            var end = Now - _random.Next(0, 20_000);
            return (end - _random.Next(0, 5400), end);
        }

        private SessionAbout About() => new() { Kind = Kinds[_random.Next(3)], Subject = Subjects[_random.Next(3)] };

        private SessionEntry Typed(SessionAbout about, long start, long end)
        {
            var answered = _random.Next(0, 5);
            return new SessionEntry
            {
                About = about,
                StartedAt = At(start),
                EndedAt = At(end),
                QuestionsAnswered = answered,
                CorrectAnswers = _random.Next(0, answered + 1),
                Fix = OverlapFix.KeepBoth,
            };
        }

        private static Entry FromEntry(int id, SessionSource source, SessionEntry entry) => new()
        {
            Id = id,
            Kind = entry.About.Kind,
            Subject = entry.About.Subject ?? "",
            Source = source,
            Status = SessionStatus.Completed,
            Start = new DateTimeOffset(entry.StartedAt!.Value).ToUnixTimeSeconds(),
            End = new DateTimeOffset(entry.EndedAt!.Value).ToUnixTimeSeconds(),
            Answered = entry.QuestionsAnswered,
            Correct = entry.CorrectAnswers,
        };

        private static DateTime At(long second) => DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime;
    }
}

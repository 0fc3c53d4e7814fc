using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Features.Progress;

/// <content>What is done to sessions that are there.</content>
internal sealed partial class YearRun
{
    private readonly List<(int ChangeId, Dictionary<int, YearFact?> Before, Dictionary<int, YearFact> After)> _undoable = [];

    private async Task EditAsync()
    {
        if (Pick(f => f.IsOpenToHands) is not { } fact)
        {
            return;
        }
        var (start, end) = fact.HasTimes ? (fact.Start + _random.Next(-1200, 1200), fact.End + _random.Next(-1200, 1200)) : (0, 0);
        if (_random.Next(5) == 0)
        {
            // To another day altogether.
            end = Now - _random.Next(0, 100 * 86_400);
            start = end - _random.Next(0, 5400);
        }
        end = Math.Min(Now, Math.Max(start, end));
        if (end < start || end - start > 86_400)
        {
            return;
        }
        var (about, answers) = (About(), Answers(25));
        var isOnlyALength = end == 0;
        var entry = isOnlyALength
            ? new SessionEntry { About = about, Day = fact.GivenDay, NetSeconds = _random.Next(5400), QuestionsAnswered = answers.Answered, CorrectAnswers = answers.Correct }
            : Typed(about, start, end, answers);
        var edited = await Study.Get<LogService>().EditAsync(Study.StudentId, fact.Id, null, entry, Token);
        Assert.Null(edited.Refusal);
        var after = isOnlyALength ? fact with { GivenSeconds = entry.NetSeconds!.Value } : Retimed(fact, start, end);
        Applied("edit", edited.Value.ChangeId, Described(after, about) with { Answered = answers.Answered, Correct = answers.Correct });
    }

    private async Task SplitAsync()
    {
        if (Pick(f => f.IsOpenToHands && f.HasTimes && f.End - f.Start > 10) is { } fact)
        {
            var cut = _random.NextInt64(fact.Start + 1, fact.End - 4);
            var gap = _random.Next(0, 3);
            var parts = new[] { new SplitPart { StartedAt = At(fact.Start), EndedAt = At(cut) }, new SplitPart { StartedAt = At(cut + gap), EndedAt = At(fact.End) } };
            var split = await Study.Get<SessionSplit>().SplitAsync(Study.StudentId, fact.Id, parts, Token);
            Applied("split", split.Value.ChangeId,
                Retimed(fact, fact.Start, cut), Retimed(fact, cut + gap, fact.End) with { Id = split.Value.Value[1].Id, Answered = 0, Correct = 0, PlannedDay = null });
        }
    }

    private async Task MergeAsync()
    {
        var all = Year.Counted.Where(f => f.IsOpenToHands && f.HasTimes).OrderBy(f => f.Start).ThenBy(f => f.Id).ToList();
        var pairs = Enumerable.Range(0, Math.Max(0, all.Count - 1)).Where(i => Math.Max(all[i].End, all[i + 1].End) - all[i].Start <= 86_400).ToList();
        if (pairs.Count == 0)
        {
            return;
        }
        var at = pairs[_random.Next(pairs.Count)];
        var (first, second) = (all[at], all[at + 1]);
        var merged = await Study.Get<SessionMerge>().MergeAsync(Study.StudentId, [first.Id, second.Id], first.Kind, Token);
        Assert.Null(merged.Refusal);
        var worked = new[] { first, second }.SelectMany(f => YearFact.Range(f.Start, f.End).Where(s => !f.Still.Contains(s))).ToHashSet();
        var end = Math.Max(first.End, second.End);
        Applied("merge", merged.Value.ChangeId,
            first with
            {
                End = end, Still = [.. YearFact.Range(first.Start, end).Where(s => !worked.Contains(s))], Answered = first.Answered + second.Answered, Correct = first.Correct + second.Correct,
            },
            second with { Deleted = true });
    }

    private async Task DeleteAsync()
    {
        var some = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick(f => f.Source != SessionSource.Lesson)).OfType<YearFact>().DistinctBy(f => f.Id).ToList();
        if (some.Count > 0)
        {
            var deleted = await Study.Get<LogService>().DeleteAsync(Study.StudentId, [.. some.Select(f => f.Id)], Token);
            Applied("delete", deleted.Value.ChangeId, [.. some.Select(f => f with { Deleted = true })]);
        }
    }

    private async Task RestoreAsync()
    {
        if (Any(Year.Facts.Values.Where(f => f is { Deleted: true, Status: SessionStatus.Completed } && f.Source != SessionSource.Lesson)) is { } gone)
        {
            var restored = await Study.Get<LogService>().RestoreAsync(Study.StudentId, [gone.Id], Token);
            Applied("restore", restored.Value.ChangeId, gone with { Deleted = false });
        }
    }

    private async Task BulkAsync()
    {
        var some = Year.Counted.Where(f => f.IsOpenToHands && _random.Next(6) == 0).ToList();
        var code = _random.Next(2) == 0 ? KnownCode() : null;
        if (some.Count > 0)
        {
            var change = new BulkChange { Kind = Kinds[_random.Next(3)], Subject = Subjects[_random.Next(3)], DomainCode = code };
            var changed = await Study.Get<BulkEdit>().ChangeAsync(Study.StudentId, [.. some.Select(f => f.Id)], change, Token);
            Assert.Null(changed.Refusal);
            Applied("bulk", changed.Value.ChangeId, [.. some.Select(f => f with { Kind = change.Kind!.Value, Subject = change.Subject! })
                .Select(f => code is null || code == f.Code ? f : f with { PlanId = Joined(code).Plan, Code = Joined(code).Code })]);
        }
    }

    private async Task UndoAsync()
    {
        if (_undoable.Count == 0)
        {
            return;
        }
        var (changeId, before, after) = _undoable[_random.Next(Math.Max(0, _undoable.Count - 6), _undoable.Count)];
        var undone = await Study.Get<SessionUndo>().UndoAsync(Study.StudentId, changeId, cancellationToken: Token);
        var untouched = after.All(pair => ReferenceEquals(Year.Facts[pair.Key], pair.Value));
        var runs = before.Values.FirstOrDefault(f => f is { Status: SessionStatus.InProgress, Deleted: false });
        var free = runs is null || Year.Running is null || before.ContainsKey(Year.Running.Id);
        Assert.Equal(untouched && free ? null : RefusalKind.Conflict, undone.Refusal?.Kind);
        if (undone.Refusal is null)
        {
            _undoable.RemoveAll(u => u.ChangeId == changeId);
            Applied("undo", undone.Value.ChangeId, [.. before.Select(pair => pair.Value is { } was ? was with { } : Year.Facts[pair.Key] with { Deleted = true })]);
        }
    }

    /// <summary>Notes what a command made of sessions; those that it left as they were are none of its own.</summary>
    private void Applied(string what, int? changeId, params YearFact[] facts)
    {
        Note(what);
        var changed = facts.Where(f => !f.Equals(Year.Facts.GetValueOrDefault(f.Id))).ToList();
        var before = changed.ToDictionary(f => f.Id, f => Year.Facts.GetValueOrDefault(f.Id));
        changed.ForEach(f => Year.Facts[f.Id] = f);
        if (changeId is { } id)
        {
            _undoable.Add((id, before, changed.ToDictionary(f => f.Id)));
        }
    }

    /// <summary>What a session is about, said anew. Only what is said anew is asked of the plan.</summary>
    private YearFact Described(YearFact fact, SessionAbout about)
    {
        var code = about.DomainCode ?? "";
        var (plan, joined) = fact.PlanId == 0 && fact.Code == code ? (0, code) : Joined(code);
        return fact with { Kind = about.Kind, Subject = about.Subject ?? "", ClassId = about.ClassId ?? 0, PlanId = plan, Code = joined };
    }

    private YearFact? Pick(Func<YearFact, bool> which) => Any(Year.Counted.Where(which));
}

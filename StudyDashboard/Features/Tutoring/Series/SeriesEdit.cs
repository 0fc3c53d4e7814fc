using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Series;

/// <summary>
/// A series with all its stored lessons, and the changes that mean more than one of them. Past lessons and lessons with a record stay
/// as they are and stay in the old series; the others go to the new one (product.md 9).
/// </summary>
internal sealed class SeriesEdit(LessonBook book, LessonSeries series, IReadOnlyList<Lesson> rows)
{
    /// <summary>A shifted series may begin or end some days aside of the old one.</summary>
    private static readonly TimeSpan Aside = TimeSpan.FromDays(7);

    public static async Task<SeriesEdit> OpenAsync(LessonBook book, int seriesId, CancellationToken cancellationToken) =>
        new(book, await book.SeriesAsync(seriesId, cancellationToken), await book.FetchAsync(l => l.SeriesId == seriesId, cancellationToken));

    /// <summary>The original start from which a change with this scope holds; null when it has nothing to change.</summary>
    public DateTime? CutOf(Lesson picked, LessonScope scope) => scope == LessonScope.Following
        ? picked.OriginalStart
        : rows.Where(r => !r.IsProtected(book.NowUtc)).Min(r => r.OriginalStart);

    /// <summary>Whether a change of the picked lesson leaves all times alone.</summary>
    public bool IsDetailsOnly(Lesson picked, LessonDraft draft) =>
        picked.Slot == draft.Slot && (draft.Repeat is null || draft.Repeat.Equals(Repetition.Of(series.Recurrence)))
        && (draft.EnrollmentIds is null || series.Members.Select(m => m.EnrollmentId).Order().SequenceEqual(draft.EnrollmentIds.Order()));

    /// <summary>Gives the series and its open lessons other details; each keeps what it had of its own.</summary>
    public void Describe(Lesson picked, LessonDetails details)
    {
        var (shared, before, after) = (series.Details, picked.Details, details);
        foreach (var row in rows.Where(r => !r.IsProtected(book.NowUtc)))
        {
            row.Describe(row.Id == picked.Id ? details : row.Details.Following(shared, before, after));
        }
        series.Describe(shared.Following(shared, before, after), series.Length);
    }

    /// <summary>Cuts the series at an original start: what follows becomes a series of its own, with the change.</summary>
    public async Task<Outcome<LessonSeries>> ChangeAsync(Lesson picked, LessonDraft draft, DateTime cut, CancellationToken cancellationToken)
    {
        var changed = Changed(picked, draft, cut);
        if (changed.Refusal is { } refusal)
        {
            return refusal;
        }
        var later = rows.Where(r => r.OriginalStart >= cut).ToList();
        var kept = later.Where(r => r.IsProtected(book.NowUtc)).Select(r => r.OriginalStart!.Value).ToHashSet();
        var open = later.Where(r => !kept.Contains(r.OriginalStart!.Value)).ToList();
        var left = series.Exceptions.Where(e => e >= cut);

        var occurrences = changed.Value.From(DateTime.MinValue).TakeWhile(o => o.Utc < series.FilledUntil + Aside).Take(SeriesFiller.MaxLessons).ToList();
        var places = SeriesPlaces.Match(open.Select(r => r.OriginalStart!.Value).Concat(kept).Concat(left), occurrences);
        var exceptions = kept.Concat(left).Where(places.ContainsKey).Select(p => places[p].Local).Distinct();
        var recurrence = changed.Value;
        var next = new LessonSeries(
            series.TutorId, new RecurrenceSeries(recurrence.Start, recurrence.Zone, recurrence.Rule, exceptions, recurrence.Additions),
            Length(picked, draft), series.Details.Following(series.Details, picked.Details, draft.Details), series.Id, book.NowUtc);
        next.Enroll(draft.EnrollmentIds ?? [.. series.Members.Select(m => m.EnrollmentId)]);
        book.Context.Add(next);
        await book.FlushAsync(cancellationToken);

        var moved = Rebind(picked, draft, next, open, places);
        var taken = moved.Select(p => p.Local).ToHashSet();
        await FillMembersAsync(next, taken, cancellationToken);
        var until = moved.Select(p => p.Utc.AddSeconds(1)).Append(series.FilledUntil).Max();
        if (await SeriesFiller.FillAsync(book, next, until, taken, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }
        Shorten(cut, kept, next);
        return next;
    }

    /// <summary>How many lessons from an original start on stay as they are.</summary>
    public int Kept(DateTime cut) => rows.Count(r => r.OriginalStart >= cut && r.IsProtected(book.NowUtc));

    /// <summary>Takes one lesson, with its group, out of the series; a series whose last place goes, goes too.</summary>
    public void DeleteOne(Lesson lesson)
    {
        series.Except([lesson.OriginalStart!.Value]);
        book.Context.RemoveRange(rows.Where(r => r.OriginalStart == lesson.OriginalStart));
        book.DropEmptySeries();
    }

    /// <summary>Takes the open lessons from an original start on out of the series, and ends it there.</summary>
    public int Delete(DateTime cut)
    {
        var later = rows.Where(r => r.OriginalStart >= cut).ToList();
        var kept = later.Where(r => r.IsProtected(book.NowUtc)).Select(r => r.OriginalStart!.Value).ToHashSet();
        var gone = later.Where(r => !kept.Contains(r.OriginalStart!.Value)).ToList();
        book.Context.RemoveRange(gone);
        Shorten(cut, kept, null);
        return gone.Count;
    }

    /// <summary>Cancels the open lessons from an original start on. They stay to be seen; an endless series ends with the last stored one.</summary>
    public int Cancel(DateTime cut, string? reason)
    {
        var open = rows.Where(r => r.OriginalStart >= cut && !r.IsProtected(book.NowUtc) && r.Status != LessonStatus.Cancelled).ToList();
        open.ForEach(r => r.Cancel(reason));
        var last = rows.Max(r => r.OriginalStart!.Value);
        if (series.Recurrence.FromLocal(last).Any(o => o.Local > last))
        {
            Recur(SeriesSplit.At(series.Recurrence, last.AddMinutes(1)).Before!);
        }
        return open.Count;
    }

    private Outcome<RecurrenceSeries> Changed(Lesson picked, LessonDraft draft, DateTime cut)
    {
        if (draft.Repeat is { } repeat && !repeat.Equals(Repetition.Of(series.Recurrence)))
        {
            var start = draft.Slot.Date.ToDateTime(draft.Slot.Start);
            var first = repeat.From(start, TimeZoneInfo.FindSystemTimeZoneById(draft.Slot.TimeZone));
            // "All" may be said from a lesson in the middle: the new rule holds from the first open one on.
            return cut < picked.OriginalStart && repeat.Rule is not null
                ? repeat.From(cut.Date + start.TimeOfDay, first.Zone)
                : first;
        }
        var tail = SeriesSplit.At(series.Recurrence, cut).After;
        return tail is null
            ? new RecurrenceSeries(draft.Slot.LocalStart, TimeZoneInfo.FindSystemTimeZoneById(draft.Slot.TimeZone), null)
            : RuleShift.Apply(Bare(tail), picked.Slot, draft.Slot);
    }

    /// <summary>Exceptions are places like others; they find theirs in the new series by themselves.</summary>
    private static RecurrenceSeries Bare(RecurrenceSeries tail) => new(tail.Start, tail.Zone, tail.Rule, null, tail.Additions);

    private TimeSpan Length(Lesson picked, LessonDraft draft)
    {
        var (before, after) = (picked.Slot, draft.Slot);
        return (before.Start, before.End) == (after.Start, after.End) ? series.Length : after.LocalEnd - after.LocalStart;
    }

    private List<Occurrence> Rebind(Lesson picked, LessonDraft draft, LessonSeries next, List<Lesson> open, Dictionary<DateTime, Occurrence> places)
    {
        var (before, members) = (picked.Details, next.Members.Select(m => m.EnrollmentId).ToHashSet());
        var used = new List<Occurrence>();
        foreach (var row in open)
        {
            var ownTime = row.Slot != series.SlotOf(row.OriginalStart!.Value);
            if (!members.Contains(row.CourseEnrollmentId))
            {
                book.Context.Remove(row);
                continue;
            }
            row.Describe(row.Id == picked.Id ? draft.Details : row.Details.Following(series.Details, before, draft.Details));
            if (places.TryGetValue(row.OriginalStart!.Value, out var place))
            {
                row.Join(next, place.Local);
                row.JoinGroup(SeriesFiller.GroupKey(next, place.Local));
                used.Add(place);
                if (row.Id == picked.Id || row.GroupKey is not null && row.GroupKey == picked.GroupKey)
                {
                    row.Place(draft.Slot);
                }
                else if (!ownTime)
                {
                    row.Place(next.SlotOf(place.Local));
                }
            }
            else if (ownTime || row.Status == LessonStatus.Cancelled)
            {
                row.LeaveSeries();
            }
            else
            {
                book.Context.Remove(row);
            }
        }
        return [.. used.Distinct()];
    }

    /// <summary>A student who joins a group gets a row at each place that the others keep.</summary>
    private async Task FillMembersAsync(LessonSeries next, HashSet<DateTime> taken, CancellationToken cancellationToken)
    {
        var joined = next.Members.Select(m => m.EnrollmentId).Except(series.Members.Select(m => m.EnrollmentId)).ToList();
        if (joined.Count > 0)
        {
            var enrollments = await book.EnrollmentsAsync(joined, cancellationToken);
            foreach (var occurrence in next.Recurrence.Between(DateTime.MinValue, series.FilledUntil + Aside).Where(o => taken.Contains(o.Local)))
            {
                SeriesFiller.Add(book, next, occurrence, enrollments);
            }
        }
    }

    /// <summary>Ends the old series at the cut; what is kept beyond it stays as single dates. An empty one goes, and its identity with it.</summary>
    private void Shorten(DateTime cut, IReadOnlySet<DateTime> kept, LessonSeries? next)
    {
        var before = SeriesSplit.At(series.Recurrence, cut).Before;
        if (before is null && kept.Count == 0)
        {
            next?.Replace(series);
            book.Context.Remove(series);
            return;
        }
        if (before is null)
        {
            var dates = kept.Order().ToList();
            Recur(new RecurrenceSeries(dates[0], series.Recurrence.Zone, null, null, dates[1..]));
        }
        else
        {
            Recur(new RecurrenceSeries(before.Start, before.Zone, before.Rule, before.Exceptions, before.Additions.Concat(kept)));
        }
    }

    private void Recur(RecurrenceSeries recurrence)
    {
        series.Recur(recurrence);
        foreach (var row in rows.Where(r => r.SeriesId == series.Id && book.Context.Entry(r).State != EntityState.Deleted))
        {
            row.Join(series, row.OriginalStart!.Value);
        }
    }
}

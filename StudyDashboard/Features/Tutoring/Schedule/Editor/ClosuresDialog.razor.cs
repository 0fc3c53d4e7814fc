using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Editor;

/// <summary>Lists, adds and removes closed periods. Adding one says how many lessons lie in it and offers to cancel them.</summary>
public sealed partial class ClosuresDialog
{
    private const string DraftKey = "closure";

    private IReadOnlyList<ClosedPeriod>? _periods;
    private ClosureAdded? _added;
    private Refusal? _refusal;
    private string? _name;
    private string? _first;
    private string? _last;
    private ClosureHandling _handling;

    [Inject]
    public required ClosureService Closures { get; init; }

    [Inject]
    public required LessonActions Actions { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _periods = await Closures.OfAsync(Profile.Id, CancellationToken.None);

    private async Task AddAsync()
    {
        var today = ScheduleReader.WallOf(Profile).DayOf(Clock.NowUtc());
        var first = DateParser.Parse(_first, today, "closure_first");
        // One day needs no end.
        var last = string.IsNullOrWhiteSpace(_last) ? first : DateParser.Parse(_last, today, "closure_last");
        _refusal = new[] { first.Refusal, last.Refusal }.OfType<Refusal>().SelectMany(r => r.Fields).DistinctBy(f => f.Field).ToRefusal();
        if (_refusal is not null)
        {
            return;
        }
        var added = await Closures.AddAsync(Profile, new ClosureDraft(_name, first.Value, last.Value, _handling), CancellationToken.None);
        _refusal = added.Refusal;
        if (added.Refusal is null)
        {
            (_added, _name, _first, _last) = (added.Value, null, null, null);
            await Drafts.ClearAsync(DraftKey);
            await ReadAsync();
        }
    }

    private async Task RemoveAsync(int id)
    {
        var removed = await Closures.RemoveAsync(Profile.Id, id, CancellationToken.None);
        (_refusal, _added) = (removed.Refusal, _added?.Id == id ? null : _added);
        if (removed.Refusal is null)
        {
            var (closures, tutor, period) = (Closures, Profile, removed.Value);
            Offers.Offer(ScheduleTexts.Done_ClosureRemoved.With(period.Name), async token => (await closures.AddAsync(tutor, period, token)).Refusal);
        }
        await ReadAsync();
    }

    private async Task CancelLessonsAsync(int id)
    {
        var cancelled = await Closures.CancelLessonsAsync(Profile, id, CancellationToken.None);
        _refusal = cancelled.Refusal;
        if (cancelled.Refusal is null)
        {
            Actions.Offer(Profile.Id, Plural.Of(ScheduleTexts.ResourceManager, "Done_ClosureCancelled", cancelled.Value.Value), cancelled);
            _added = null;
        }
    }

    private static string Span(ClosedPeriod period)
    {
        var (culture, format) = (CultureInfo.CurrentCulture, ScheduleTexts.Format_DayMonthYear);
        return period.First == period.Last ? period.First.ToString(format, culture)
            : ScheduleTexts.Format_Range.With(period.First.ToString(format, culture), period.Last.ToString(format, culture));
    }
}

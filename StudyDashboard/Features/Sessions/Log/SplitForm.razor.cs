using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>The form that splits a session; it begins with two halves.</summary>
public sealed partial class SplitForm
{
    private readonly List<PartInput> _parts = [];
    private Refusal? _refusal;

    [Inject]
    public required SessionSplit Splits { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter, EditorRequired]
    public required StudySession Session { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<(string Text, int? ChangeId)> OnSaved { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private bool HasClockTimes => Session.Span is not null;

    private string Intro => Session.Span is { } span
        ? LogTexts.Split_Intro.With(Local(span.Start), Local(span.End))
        : LogTexts.Split_IntroLength.With(Durations.Format(Session.NetSeconds));

    protected override void OnInitialized()
    {
        var middle = Session.Span is { } span ? span.Start.AddMinutes(Math.Floor((span.End - span.Start).TotalMinutes / 2)) : default;
        _parts.Add(New() with { Start = Local(Session.StartedAt), End = Local(middle), Length = DurationParser.Write(Session.NetSeconds / 2) });
        _parts.Add(New() with { Start = Local(middle), End = Local(Session.EndedAt) });
    }

    private PartInput New() => new() { Kind = Session.Kind, Subject = Session.Subject };

    private void Add()
    {
        var last = _parts[^1];
        _parts.Insert(_parts.Count - 1, New() with { Start = last.Start, End = last.Start });
    }

    private void Remove(PartInput part) => _parts.Remove(part);

    private async Task SaveAsync()
    {
        var parts = new List<SplitPart>();
        foreach (var (index, part) in _parts.Index())
        {
            if (Read(part, index) is not { } read)
            {
                _refusal = Refusal.Invalid(new FieldError("parts", LogTexts.Refused_PartTimes));
                return;
            }
            parts.Add(read);
        }
        var split = await Splits.SplitAsync(Profile.Id, Session.Id, parts, CancellationToken.None);
        _refusal = split.Refusal;
        if (split.Refusal is null)
        {
            await OnSaved.InvokeAsync((LogTexts.Done_Split, split.Value.ChangeId));
        }
    }

    private SplitPart? Read(PartInput part, int index)
    {
        var read = new SplitPart
        {
            About = Session.About with { Kind = part.Kind, Subject = part.Subject },
            QuestionsAnswered = part.Answered,
            CorrectAnswers = part.Correct,
        };
        if (Session.Span is not { } span)
        {
            return LengthOf(part, index) is { } seconds ? read with { NetSeconds = seconds } : null;
        }
        // First start and last end are the session's own, to the second.
        var start = index == 0 ? span.Start : InstantOf(part.Start, span);
        var end = index == _parts.Count - 1 ? span.End : InstantOf(part.End, span);
        return start is null || end is null ? null : read with { StartedAt = start, EndedAt = end };
    }

    // The last part has what the others leave, to the second.
    private int? LengthOf(PartInput part, int index)
    {
        if (index < _parts.Count - 1)
        {
            return DurationParser.Parse(part.Length) is { Refusal: null } length ? length.Value : null;
        }
        var others = _parts.SkipLast(1).Select((p, i) => LengthOf(p, i)).ToList();
        return others.TrueForAll(o => o is not null) ? Session.NetSeconds - others.Sum(o => o!.Value) : null;
    }

    private DateTime? InstantOf(string? typed, Interval span)
    {
        if (TimeOfDayParser.Parse(typed) is not { Refusal: null } time)
        {
            return null;
        }
        var at = Session.Calendar.InstantOf(DateOnly.FromDateTime(Session.Calendar.LocalOf(span.Start)).ToDateTime(time.Value));
        return at < span.Start.AddMinutes(-1) ? at.AddDays(1) : at;
    }

    private string? Local(DateTime? utc) => utc is { } at ? Session.Calendar.LocalOf(at).ToString("HH:mm", CultureInfo.InvariantCulture) : null;

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? OnCancel.InvokeAsync() : Task.CompletedTask;

    private sealed record PartInput
    {
        public string? Start { get; set; }

        public string? End { get; set; }

        public string? Length { get; set; }

        public SessionKind Kind { get; set; }

        public string? Subject { get; set; }

        public int? Answered { get; set; }

        public int? Correct { get; set; }
    }
}

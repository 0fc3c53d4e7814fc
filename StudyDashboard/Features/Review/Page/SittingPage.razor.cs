using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Page;

/// <summary>A sitting: one card after the other, until nothing is due. What the browser does of it stands in js/review.js.</summary>
public sealed partial class SittingPage : IAsyncDisposable
{
    private readonly SittingQueue _queue = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _browser;
    private DotNetObjectReference<SittingPage>? _self;
    private AskedCard? _asked;
    private Leech? _leech;
    private Refusal? _refusal;
    private Refusal? _editRefusal;
    private DateOnly _day;
    private bool _isLoaded;
    private bool _isReady;
    private bool _isEditing;
    private int _done;
    private int _turn;

    [Inject]
    public required QueueService Queue { get; init; }

    [Inject]
    public required CardReader Reader { get; init; }

    [Inject]
    public required GradingService Grading { get; init; }

    [Inject]
    public required CardService Cards { get; init; }

    [Inject]
    public required CardPlaces Places { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>The deck, or none for all.</summary>
    [SupplyParameterFromQuery]
    public int? Deck { get; set; }

    private DateTime NowUtc => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Cards to come, the one that is asked among them.</summary>
    private int Left => _queue.Count;

    private string AfterText => _queue.NextStep is { } due ? SittingTexts.NextStep.With(Profile.TimeOf(due)) : _done > 0 ? SittingTexts.AllDone : SittingTexts.Nothing_Text;

    /// <summary>Takes an answer from the browser. It may come again after a lost connection, and long after it was given.</summary>
    [JSInvokable]
    public Task TakeAsync(string key, int cardId, int grade, double durationMs, double agoMs) => InvokeAsync(async () =>
    {
        var asked = _asked?.Card.Id == cardId ? _asked.Card : null;
        var taken = await Grading.AnswerAsync(
            Profile.Id, new AnswerCommand(cardId, (ReviewGrade)grade, (int)Math.Clamp(durationMs, 0, int.MaxValue), (long)Math.Max(0, agoMs), key), CancellationToken.None);
        _refusal = taken.Refusal;
        if (taken.Refusal is not null)
        {
            _queue.Remove(cardId);
        }
        else if (!taken.Value.IsVoided)
        {
            var answer = taken.Value;
            _done += answer.IsRepeat ? 0 : 1;
            _queue.Return(cardId, answer.After, DayEnd());
            _leech = answer.NamedLeech && (asked ?? await Reader.FindAsync(Profile.Id, cardId, CancellationToken.None)) is { } card ? new Leech(card, answer.After.Lapses, answer.Suspended) : _leech;
        }
        if (asked is not null || _asked is null)
        {
            await NextAsync();
        }
        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.LetGoAsync("close");
        await _module.LetGoAsync();
        _self?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        // Nothing is asked before the circuit is there: the browser may still have answers to hand over.
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
            await NextAsync();
            _isLoaded = true;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/review.js");
            _browser = await _module.InvokeAsync<IJSObjectReference>("open", _root, _self, Profile.Id);

            // Nothing is shown before the browser takes keys: one that was pressed before would be lost.
            _isReady = true;
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        _day = Profile.Calendar.DayOf(NowUtc);
        _queue.Load(await Queue.CardsAsync(Profile.Id, Deck, CancellationToken.None));
    }

    /// <summary>Goes to the next card that can be asked; when none is left, looks once more for what came up meanwhile.</summary>
    private async Task NextAsync()
    {
        (_asked, _isEditing, _turn) = (null, false, _turn + 1);
        var hasLooked = false;
        if (Profile.Calendar.DayOf(NowUtc) != _day)
        {
            await LoadAsync();
        }
        while (_asked is null)
        {
            if (_queue.Next(NowUtc) is { } next)
            {
                _asked = await Reader.AskAsync(Profile.Id, (int)next.Id, CancellationToken.None);
                if (_asked is null)
                {
                    _queue.Remove((int)next.Id);
                }
            }
            else if (hasLooked)
            {
                return;
            }
            else
            {
                hasLooked = true;
                await LoadAsync();
            }
        }
    }

    private async Task UndoAsync()
    {
        var undone = await Grading.UndoAsync(Profile.Id, 1, CancellationToken.None);
        _refusal = undone.Refusal;
        if (undone.Refusal is null)
        {
            _done = Math.Max(0, _done - 1);
            _leech = null;
            await LoadAsync();
            (_isEditing, _turn) = (false, _turn + 1);
            _asked = await Reader.AskAsync(Profile.Id, undone.Value.CardIds[0], CancellationToken.None);
            if (_asked is null)
            {
                await NextAsync();
            }
        }
    }

    private async Task SaveAsync((CardText Text, IReadOnlyList<string> Tags) edit)
    {
        var card = _asked!.Card;
        _editRefusal = await Cards.EditAsync(Profile.Id, card.Id, card.Version, edit.Text, edit.Tags, CancellationToken.None);
        if (_editRefusal is null)
        {
            await Drafts.ClearAsync($"card-{card.Id}");
            CloseEdit();
            await ShowAgainAsync();
        }
    }

    private void CloseEdit() => (_isEditing, _editRefusal, _turn) = (false, null, _turn + 1);

    private async Task FlagAsync()
    {
        var card = _asked!.Card;
        _refusal = await Cards.FlagAsync(Profile.Id, card.Id, card.Flag == CardFlag.None ? CardFlag.Red : CardFlag.None, CancellationToken.None);
        await ShowAgainAsync();
    }

    private Task BuryAsync() => PutAsideAsync(SittingTexts.Buried, (id, aside, cancel) => Cards.BuryAsync(Profile.Id, id, aside, cancel));

    private Task SuspendAsync() => PutAsideAsync(SittingTexts.Suspended, (id, aside, cancel) => Cards.SuspendAsync(Profile.Id, id, aside, cancel));

    private async Task PutAsideAsync(string text, Func<int, bool, CancellationToken, Task<Refusal?>> act)
    {
        var id = _asked!.Card.Id;
        _refusal = await act(id, true, CancellationToken.None);
        _queue.Remove(id);
        await NextAsync();
        if (_refusal is null)
        {
            Offers.Offer(text, async cancel =>
            {
                var refusal = await act(id, false, cancel);
                await InvokeAsync(async () =>
                {
                    await LoadAsync();
                    if (_asked is null)
                    {
                        await NextAsync();
                    }
                    StateHasChanged();
                });
                return refusal;
            });
        }
    }

    /// <summary>The same card as it is now, without turning it back.</summary>
    private async Task ShowAgainAsync()
    {
        _asked = await Reader.AskAsync(Profile.Id, _asked!.Card.Id, CancellationToken.None);
        if (_asked is null)
        {
            await NextAsync();
        }
    }

    private async Task KeepAsync(Leech leech)
    {
        if (leech.Suspended)
        {
            _refusal = await Cards.SuspendAsync(Profile.Id, leech.Card.Id, false, CancellationToken.None);
        }
        _leech = null;
    }

    private DateTime DayEnd() => Profile.Calendar.StartOf(Profile.Calendar.DayOf(NowUtc).AddDays(1));

    private IEnumerable<(CardSource Source, string Address)> PlacesOf(Card card) =>
        card.Sources.GroupBy(s => (s.Kind, s.Title)).Select(place => place.Last()).Select(s => (Source: s, Address: Places.AddressOf(s))).Where(p => p.Address is not null).Select(p => (p.Source, p.Address!));

    private string WaitText(ReviewGrade grade) => IntervalText.Of(_asked!.NowUtc, _asked.Preview[grade].Due, _asked.Preview[grade].ScheduledDays);

    private static string GradeText(ReviewGrade grade) => grade switch
    {
        ReviewGrade.Again => SittingTexts.Again,
        ReviewGrade.Hard => SittingTexts.Hard,
        ReviewGrade.Good => SittingTexts.Good,
        _ => SittingTexts.Easy,
    };

    private static string LeechText(Leech leech) =>
        (leech.Suspended ? SittingTexts.Leech_Suspended : SittingTexts.Leech_Named).With(CardWording.LineOf(leech.Card), Plural.Of(SittingTexts.ResourceManager, "Times", leech.Lapses));

    private sealed record Leech(Card Card, int Lapses, bool Suspended);
}

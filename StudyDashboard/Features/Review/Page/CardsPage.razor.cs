using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Page;

/// <summary>The cards of a deck, page by page.</summary>
public sealed partial class CardsPage : IDisposable
{
    private const int PageSize = 50;

    private readonly HashSet<int> _selected = [];
    private IReadOnlyList<Deck> _decks = [];
    private Deck? _deck;
    private CardsFound? _found;
    private CardShow _show;
    private CardText? _newText;
    private Card? _splitFrom;
    private Refusal? _refusal;
    private Refusal? _formRefusal;
    private IDisposable? _subscription;
    private string? _find;
    private int? _editing;
    private int? _only;
    private int _page = 1;
    private int _shown;

    [Inject]
    public required DeckService Decks { get; init; }

    [Inject]
    public required CardService Cards { get; init; }

    [Inject]
    public required CardReader Reader { get; init; }

    [Inject]
    public required CardPlaces Places { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter]
    public int Id { get; set; }

    /// <summary>A card to be edited at once.</summary>
    [SupplyParameterFromQuery]
    public int? Edit { get; set; }

    /// <summary>A card to be shown alone.</summary>
    [SupplyParameterFromQuery(Name = "card")]
    public int? Alone { get; set; }

    /// <summary>A card whose text a new one begins with.</summary>
    [SupplyParameterFromQuery]
    public int? Split { get; set; }

    private int Pages => Math.Max(1, ((_found?.Total ?? 0) + PageSize - 1) / PageSize);

    public void Dispose() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Cards)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id)
        {
            return;
        }
        _shown = Id;
        _decks = await Decks.ListAsync(Profile.Id, CancellationToken.None);
        _deck = _decks.FirstOrDefault(d => d.Id == Id);
        if (_deck is null)
        {
            Navigation.NotFound();
            return;
        }
        if ((Edit ?? Split ?? Alone) is { } asked && await Reader.FindAsync(Profile.Id, asked, CancellationToken.None) is { } card && card.DeckId == Id)
        {
            (_only, _editing) = (card.Id, Edit);
            if (Split is not null && Edit is null)
            {
                OpenNew(card);
            }
        }
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        _found = await Reader.PageAsync(Profile.Id, new CardFilter(Id, _find.NullIfBlank(), _show, _only), _page, PageSize, CancellationToken.None);
        _selected.IntersectWith(_found.Cards.Select(c => c.Id));
        StateHasChanged();
    }

    private Task SearchAsync()
    {
        _only = null;
        return GoAsync(1);
    }

    private Task ShowAsync(CardShow show)
    {
        (_show, _only) = (show, null);
        return GoAsync(1);
    }

    private Task GoAsync(int page)
    {
        (_page, _editing, _formRefusal) = (page, null, null);
        return ReloadAsync();
    }

    // One form at a time: what was refused in one is not said in another.
    private void OpenNew(Card? splitFrom)
    {
        Close();
        (_newText, _splitFrom) = (splitFrom?.Text ?? new CardText("", ""), splitFrom);
    }

    private void OpenEdit(Card card)
    {
        Close();
        _editing = card.Id;
    }

    private void Close() => (_newText, _splitFrom, _editing, _formRefusal) = (null, null, null, null);

    private async Task AddAsync((CardText Text, IReadOnlyList<string> Tags) card)
    {
        _formRefusal = (await Cards.AddAsync(Profile.Id, Id, card.Text, card.Tags, CancellationToken.None)).Refusal;
        if (_formRefusal is null)
        {
            await Drafts.ClearAsync($"new-card-{Id}");
            // What was just written is to be seen.
            _only = _splitFrom is null ? null : _only;
            // The next one is written at once; after a split the old card is to be shortened.
            (_editing, _newText) = _splitFrom is { } split ? (split.Id, null) : (_editing, new CardText("", ""));
            _splitFrom = null;
            await ReloadAsync();
        }
    }

    private async Task SaveAsync(Card card, (CardText Text, IReadOnlyList<string> Tags) edit)
    {
        _formRefusal = await Cards.EditAsync(Profile.Id, card.Id, card.Version, edit.Text, edit.Tags, CancellationToken.None);
        if (_formRefusal is null)
        {
            _editing = null;
            await Drafts.ClearAsync($"card-{card.Id}");
            await ReloadAsync();
        }
    }

    private async Task FlagAsync(Card card)
    {
        _refusal = await Cards.FlagAsync(Profile.Id, card.Id, card.Flag == CardFlag.None ? CardFlag.Red : CardFlag.None, CancellationToken.None);
        await ReloadAsync();
    }

    private async Task SuspendAsync(Card card)
    {
        _refusal = await Cards.SuspendAsync(Profile.Id, card.Id, !card.IsSuspended, CancellationToken.None);
        await ReloadAsync();
    }

    private async Task DeleteAsync(IReadOnlyList<int> ids)
    {
        var deleted = await Cards.DeleteAsync(Profile.Id, ids, CancellationToken.None);
        _selected.Clear();
        Offers.Offer(Plural.Of(CardsTexts.ResourceManager, "Deleted", deleted.Count), cancel => Cards.RestoreAsync(Profile.Id, deleted, cancel));
        await ReloadAsync();
    }

    private async Task MoveAsync(int deckId)
    {
        if (deckId == 0)
        {
            return;
        }
        int[] ids = [.. _selected];
        var moved = await Cards.MoveAsync(Profile.Id, ids, deckId, CancellationToken.None);
        _refusal = moved.Refusal;
        if (_refusal is null)
        {
            _selected.Clear();
            Offers.Offer(Plural.Of(CardsTexts.ResourceManager, "Moved", moved.Value), async cancel => (await Cards.MoveAsync(Profile.Id, ids, Id, cancel)).Refusal);
        }
        await ReloadAsync();
    }

    private void Toggle(int cardId)
    {
        if (!_selected.Remove(cardId))
        {
            _selected.Add(cardId);
        }
    }

    private bool IsShown(CardShow show) => show == _show && _only is null;

    private string StandText(Card card) => card.State == CardState.New ? CardsTexts.State_New
        : CardsTexts.State_Due.With(CardsTexts.ResourceManager.GetString($"State_{card.State}", CultureInfo.CurrentUICulture),
            Profile.Calendar.DayOf(card.Due).ToString(ReviewPageTexts.DayFormat, CultureInfo.CurrentCulture));

    /// <summary>Where a card came from, each place once with its latest address; that it was written by hand needs no line.</summary>
    private IEnumerable<(string Text, string? Address)> SourcesOf(Card card) => card.Sources.Where(s => s.Kind != CardSourceKind.Manual).GroupBy(s => (s.Kind, s.Title)).Select(place =>
    {
        var text = CardsTexts.Source.With(CardsTexts.ResourceManager.GetString($"Source_{place.Key.Kind}", CultureInfo.CurrentUICulture), place.Key.Title);
        return (place.Count() > 1 ? CardsTexts.Source_Times.With(text, place.Count()) : text, place.Select(Places.AddressOf).LastOrDefault(a => a is not null));
    });

    private static string ShowText(CardShow show) => CardsTexts.ResourceManager.GetString($"Show_{show}", CultureInfo.CurrentUICulture)!;
}

using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Page;

/// <summary>How a deck is scheduled, with what a change would do.</summary>
public sealed partial class DeckSettingsPage : IDisposable
{
    private Deck? _deck;
    private DeckDraft _draft = new();
    private DeckPreview? _preview;
    private Refusal? _refusal;
    private string? _said;
    private CancellationTokenSource? _running;
    private int _percent;

    [Inject]
    public required DeckService Decks { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter]
    public int Id { get; set; }

    public void Dispose() => _running?.Cancel();

    protected override async Task OnParametersSetAsync()
    {
        if (_deck?.Id != Id)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _deck = await Decks.FindAsync(Profile.Id, Id, CancellationToken.None);
        if (_deck is null)
        {
            Navigation.NotFound();
            return;
        }
        _draft = DeckDraft.Of(_deck);
        _preview = null;
    }

    private async Task PreviewAsync()
    {
        var settings = _draft.Read();
        _preview = settings.Refusal is null ? await Decks.PreviewAsync(Profile.Id, Id, settings.Value, CancellationToken.None) : null;
    }

    private Task TakeAsync(FsrsPreset preset)
    {
        _draft.Take(preset.Parameters);
        return PreviewAsync();
    }

    private async Task SaveAsync()
    {
        _said = null;
        var settings = _draft.Read();
        if (settings.Refusal is { } unread)
        {
            _refusal = unread;
            return;
        }
        if (_running is not null)
        {
            return;
        }
        using var running = _running = new CancellationTokenSource();
        _percent = 0;
        Outcome<int> moved;
        try
        {
            var progress = new Progress<int>(percent => _ = InvokeAsync(() =>
            {
                _percent = percent;
                StateHasChanged();
            }));
            var (id, version, reschedule) = (Id, _deck!.Version, _draft.Reschedule);
            moved = await Task.Run(() => Decks.SetAsync(Profile.Id, id, version, settings.Value, reschedule, progress, running.Token));
        }
        catch (OperationCanceledException)
        {
            _said = DeckTexts.Cancelled;
            return;
        }
        finally
        {
            _running = null;
        }
        _refusal = moved.Refusal;
        if (_refusal is null)
        {
            _said = _draft.Reschedule ? Plural.Of(DeckTexts.ResourceManager, "SavedMoved", moved.Value) : DeckTexts.Saved;
            await Drafts.ClearAsync($"deck-{Id}");
            await LoadAsync();
        }
    }

    private async Task DeleteAsync()
    {
        _refusal = await Decks.DeleteAsync(Profile.Id, Id, CancellationToken.None);
        if (_refusal is null)
        {
            Offers.Offer(ReviewPageTexts.Deleted.With(_deck!.Name), cancel => Decks.RestoreAsync(Profile.Id, Id, cancel));
            Navigation.NavigateTo(PageAddresses.Review);
        }
    }
}

using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library.Page;

/// <summary>A person's materials. What is looked for stands in the address.</summary>
public sealed partial class LibraryPage
{
    private const int Size = 30;

    private IDisposable? _subscription;
    private Refusal? _refusal;
    private string? _find;
    private string? _name;
    private string? _shown;

    [Inject]
    public required LibraryReader Reader { get; init; }

    [Inject]
    public required LibraryService Library { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public int? Collection { get; set; }

    [SupplyParameterFromQuery]
    public string? Tag { get; set; }

    [SupplyParameterFromQuery]
    public bool? Favourite { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public LibraryModel? Model { get; set; }

    private LibraryQuery Asked => LibraryQuery.Of(Find, Kind, Collection, Tag, Favourite, PageNumber);

    private int Pages => (Model!.Total + Size - 1) / Size;

    public void Dispose() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic => _ = topic == FeedTopic.Library ? InvokeAsync(ReloadAsync) : null);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var address = Asked.Address();
        if (Model is null || (_shown is not null && _shown != address))
        {
            Model = await ReadAsync();
        }
        (_shown, _find, _name) = (address, Find, null);
    }

    private async Task<LibraryModel> ReadAsync()
    {
        var asked = Asked;
        var (items, total) = await Reader.PageAsync(Profile.Id, asked.Filter, asked.Page, Size, CancellationToken.None);
        return new LibraryModel(items, total, await Reader.ShelfAsync(Profile.Id, CancellationToken.None));
    }

    private async Task ReloadAsync()
    {
        Model = await ReadAsync();
        StateHasChanged();
    }

    private void FindAsync() => Navigation.NavigateTo(Asked.With(Asked.Filter with { Find = _find.NullIfBlank() }));

    private void ChooseKind(ChangeEventArgs change) =>
        Navigation.NavigateTo(Asked.With(Asked.Filter with { Kind = Words<MaterialKind>.TryParse(change.Value as string, out var kind) ? kind : null }));

    private async Task FavourAsync(MaterialItem item) =>
        _refusal = (await Library.SetFavouriteAsync(Profile.Id, item.Id, !item.IsFavourite, CancellationToken.None)).Refusal;

    private async Task LoadSampleAsync()
    {
        var added = await Library.AddAsync(Profile.Id, LibraryDemo.Sample, CancellationToken.None);
        _refusal = added.Refusal;
        if (_refusal is null)
        {
            var (library, person) = (Library, Profile.Id);
            Undo.Offer(LibraryTexts.Sample_Loaded.With(added.Value.Title), token => library.DeleteAsync(person, added.Value.Id, token));
        }
    }

    private async Task DeleteAsync(MaterialItem item)
    {
        _refusal = await Library.DeleteAsync(Profile.Id, item.Id, CancellationToken.None);
        if (_refusal is null)
        {
            var (library, person) = (Library, Profile.Id);
            Undo.Offer(LibraryTexts.Deleted.With(item.Title), token => library.RestoreAsync(person, item.Id, token));
        }
    }

    private async Task RenameAsync(int collection, string? name)
    {
        _refusal = await Library.RenameCollectionAsync(Profile.Id, collection, name, CancellationToken.None);
        if (_refusal is null && name is null)
        {
            Navigation.NavigateTo(Asked.With(Asked.Filter with { CollectionId = null }));
        }
    }
}

/// <summary>What the page shows.</summary>
public sealed record LibraryModel(IReadOnlyList<MaterialItem> Items, int Total, LibraryShelf Shelf);

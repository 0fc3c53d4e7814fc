using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library.Page;

/// <summary>A new material, or one to be changed.</summary>
public sealed partial class MaterialFormPage
{
    private MaterialInput? _input;
    private IReadOnlyList<string> _collections = [];
    private IBrowserFile? _file;
    private Refusal? _refusal;
    private int? _version;
    private bool _isRead;
    private bool _isBusy;

    [Parameter]
    public int? Id { get; set; }

    [Inject]
    public required LibraryService Library { get; init; }

    [Inject]
    public required LibraryReader Reader { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    private string Heading => Id is null ? LibraryTexts.Form_New : LibraryTexts.Form_Edit;

    protected override async Task OnInitializedAsync()
    {
        if (Id is not { } id)
        {
            _input = new MaterialInput();
        }
        else if (await Reader.FindAsync(Profile.Id, id, CancellationToken.None) is { } found)
        {
            (_input, _version) = (MaterialInput.Of(found), found.Material.Version);
        }
        _collections = [.. (await Reader.ShelfAsync(Profile.Id, CancellationToken.None)).Collections.Select(c => c.Name)];
        _isRead = true;
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }
        _isBusy = true;
        var saved = await StoreAsync(_input!.ToDraft());
        (_isBusy, _refusal) = (false, saved.Refusal);
        if (_refusal is null)
        {
            await Drafts.ClearAsync($"material-{Id?.ToString(CultureInfo.InvariantCulture) ?? "new"}");
            Navigation.NavigateTo(PageAddresses.Material(saved.Value.Id));
        }
    }

    private async Task<Outcome<Material>> StoreAsync(MaterialDraft draft)
    {
        if (Id is { } id)
        {
            return await Library.EditAsync(Profile.Id, id, _version, draft, CancellationToken.None);
        }
        if (draft.Kind != MaterialKind.File)
        {
            return await Library.AddAsync(Profile.Id, draft, CancellationToken.None);
        }
        if (_file is not { } file)
        {
            return Refusal.Invalid(new FieldError("file", LibraryTexts.Refused_NoFile));
        }
        if (file.Size > MaterialLimits.MaxFileBytes)
        {
            return Refusal.Invalid(new FieldError("file", LibraryTexts.Refused_FileSize.With(MaterialLimits.MaxFileBytes / (1024 * 1024))));
        }
        await using var upload = file.OpenReadStream(MaterialLimits.MaxFileBytes);
        return await Library.AddFileAsync(Profile.Id, draft, file.Name, upload, CancellationToken.None);
    }
}

/// <summary>A material as it is typed.</summary>
public sealed class MaterialInput
{
    public MaterialKind Kind { get; set; }

    public string? Title { get; set; }

    public string? Body { get; set; }

    public string? Address { get; set; }

    public string? Language { get; set; }

    public string? Collection { get; set; }

    /// <summary>With commas between them.</summary>
    public string? Tags { get; set; }

    internal static MaterialInput Of(MaterialView view) => new()
    {
        Kind = view.Material.Kind, Title = view.Material.Title, Body = view.Material.Body, Address = view.Material.Address, Language = view.Material.Language, Collection = view.Collection,
        Tags = string.Join(", ", view.Material.Tags),
    };

    internal MaterialDraft ToDraft() => new()
    {
        Kind = Kind, Title = Title ?? "", Body = Body, Address = Address, Language = Language, Collection = Collection, Tags = (Tags ?? "").Split(',', StringSplitOptions.TrimEntries),
    };
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Passkeys;

/// <summary>A person's passkeys, to name and to remove.</summary>
public sealed partial class PasskeySettings
{
    private string? _renaming;
    private string? _name;
    private Refusal? _refusal;

    [Inject]
    public required PasskeyService Service { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<PasskeyView>? Passkeys { get; set; }

    protected override async Task OnInitializedAsync() => Passkeys ??= await Service.ListAsync(Profile.Id);

    private async Task RenameAsync(PasskeyView passkey)
    {
        _refusal = await Service.RenameAsync(Profile.Id, passkey.Id, _name);
        _renaming = _refusal is null ? null : _renaming;
        await ReloadAsync();
    }

    private async Task RemoveAsync(PasskeyView passkey)
    {
        var removed = await Service.RemoveAsync(Profile.Id, passkey.Id);
        _refusal = removed.Refusal;
        await ReloadAsync();
        if (_refusal is null)
        {
            Offers.Offer(PasskeyTexts.Removed.With(passkey.Name), async _ =>
            {
                var refusal = await Service.RestoreAsync(Profile.Id, removed.Value);
                await InvokeAsync(ReloadAsync);
                return refusal;
            });
        }
    }

    private async Task ReloadAsync()
    {
        Passkeys = await Service.ListAsync(Profile.Id);
        StateHasChanged();
    }

    private string Made(PasskeyView passkey) =>
        Profile.Calendar.LocalOf(passkey.MadeAt).ToString("d MMM yyyy", CultureInfo.GetCultureInfo(Profile.Language));
}

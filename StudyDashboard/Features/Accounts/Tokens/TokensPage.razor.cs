using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>A person's tokens: make one and see its secret once, see when each was last used, revoke.</summary>
public sealed partial class TokensPage
{
    private static readonly (ApiScope Scope, string Label)[] ScopeLabels =
    [
        (ApiScope.Read, TokenTexts.Scope_Read), (ApiScope.Write, TokenTexts.Scope_Write), (ApiScope.Ingest, TokenTexts.Scope_Ingest),
    ];

    private readonly HashSet<ApiScope> _scopes = [ApiScope.Read];
    private string _name = "";
    private int _days = 90;
    private Refusal? _refusal;
    private NewToken? _made;
    private bool _copied;
    private bool _copyByHand;

    [Inject]
    public required TokenService Service { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<TokenView>? Tokens { get; set; }

    protected override async Task OnInitializedAsync() => Tokens ??= await Service.ListAsync(Profile.Id, CancellationToken.None);

    private void Choose(ApiScope scope, bool chosen)
    {
        if (chosen)
        {
            _scopes.Add(scope);
        }
        else
        {
            _scopes.Remove(scope);
        }
    }

    private async Task CreateAsync()
    {
        DateTime? expires = _days == 0 ? null : Clock.GetUtcNow().UtcDateTime.AddDays(_days);
        var made = await Service.CreateAsync(Profile.Id, _name, _scopes, expires, CancellationToken.None);
        _refusal = made.Refusal;
        if (_refusal is null)
        {
            (_made, _copied, _copyByHand, _name) = (made.Value, false, false, "");
            await ReloadAsync();
        }
    }

    private async Task CopyAsync()
    {
        try
        {
            await Script.InvokeVoidAsync("navigator.clipboard.writeText", _made!.Secret);
            _copied = true;
        }
        catch (JSException)
        {
            // Over plain HTTP from another machine there is no clipboard. The secret stands in its field.
            _copyByHand = true;
        }
    }

    private async Task RevokeAsync(TokenView token)
    {
        _refusal = await Service.RevokeAsync(Profile.Id, token.Id, CancellationToken.None);
        await ReloadAsync();
        if (_refusal is null)
        {
            Offers.Offer(TokenTexts.Revoked.With(token.Name), async cancellationToken =>
            {
                var refusal = await Service.ReinstateAsync(Profile.Id, token.Id, cancellationToken);
                await InvokeAsync(ReloadAsync);
                return refusal;
            });
        }
    }

    private async Task ReloadAsync()
    {
        Tokens = await Service.ListAsync(Profile.Id, CancellationToken.None);
        StateHasChanged();
    }

    private string Expiry(TokenView token) => token.ExpiresAt is not { } at ? TokenTexts.Expiry_Never
        : at <= Clock.GetUtcNow().UtcDateTime ? TokenTexts.Expired
        : Date(at);

    private string Date(DateTime utc) => Profile.Calendar.LocalOf(utc).ToString("d MMM yyyy", CultureInfo.GetCultureInfo(Profile.Language));
}

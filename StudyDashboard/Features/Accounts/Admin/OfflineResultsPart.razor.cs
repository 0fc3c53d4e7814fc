using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Admin;

/// <summary>Whether offline results are taken, and the tokens of the whole site that hand them in.</summary>
public sealed partial class OfflineResultsPart
{
    private IReadOnlyList<SiteTokenView>? _tokens;
    private Refusal? _refusal;

    [Inject]
    public required IngestSwitch Switch { get; init; }

    [Inject]
    public required SiteTokens Service { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    protected override Task OnInitializedAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        _tokens = await Service.ListAsync(CancellationToken.None);
        StateHasChanged();
    }

    private async Task RevokeAsync(SiteTokenView token)
    {
        // The circuit may outlive the role.
        _refusal = Profile.IsAdmin ? await Service.RevokeAsync(token.Id, CancellationToken.None) : Refusal.NotFound(TokenTexts.Refused_NotThere);
        await ReloadAsync();
        if (_refusal is null)
        {
            Offers.Offer(SiteTokenTexts.Revoked.With(token.Name), async cancellationToken =>
            {
                var refusal = Profile.IsAdmin ? await Service.ReinstateAsync(token.Id, cancellationToken) : Refusal.NotFound(TokenTexts.Refused_NotThere);
                await InvokeAsync(ReloadAsync);
                return refusal;
            });
        }
    }

    private string Date(DateTime utc) => Profile.Calendar.LocalOf(utc).ToString("d MMM yyyy", CultureInfo.GetCultureInfo(Profile.Language));
}

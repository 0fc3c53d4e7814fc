using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>A person's webhooks: make one and see its secret once, try it, pause, change and delete it, see what was sent.</summary>
public sealed partial class WebhooksPage
{
    private WebhookInput _new = new();
    private WebhookInput _input = new();
    private int? _edited;
    private int? _logOf;
    private int? _testing;
    private int _sent;
    private Refusal? _refusal;
    private string? _said;
    private NewWebhook? _made;
    private bool _copied;
    private bool _copyByHand;

    [Inject]
    public required WebhookService Service { get; init; }

    [Inject]
    public required WebhookSender Sender { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<WebhookView>? Webhooks { get; set; }

    protected override async Task OnInitializedAsync() => Webhooks ??= await Service.ListAsync(Profile.Id, CancellationToken.None);

    private async Task CreateAsync()
    {
        _edited = null;
        var made = await Service.CreateAsync(Profile.Id, _new.Draft, active: true, CancellationToken.None);
        _refusal = made.Refusal;
        if (_refusal is null)
        {
            (_made, _copied, _copyByHand, _new) = (made.Value, false, false, new WebhookInput());
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

    private void Edit(WebhookView webhook) => (_edited, _input, _refusal) = (webhook.Id, WebhookInput.Of(webhook), null);

    private async Task SaveAsync(WebhookView webhook)
    {
        var draft = _input.Draft;
        _refusal = (await Service.ChangeAsync(Profile.Id, webhook.Id, webhook.Version, new WebhookChange(draft.Name, draft.Url, draft.Events), CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            _edited = null;
        }
        if (_refusal?.Kind != RefusalKind.Invalid)
        {
            await ReloadAsync();
        }
    }

    private async Task SetActiveAsync(WebhookView webhook, bool active)
    {
        _refusal = (await Service.ChangeAsync(Profile.Id, webhook.Id, null, new WebhookChange(Active: active), CancellationToken.None)).Refusal;
        await ReloadAsync();
    }

    private async Task TestAsync(WebhookView webhook)
    {
        (_testing, _said) = (webhook.Id, null);
        try
        {
            // The circuit goes on while the other server is waited for.
            var tested = await Task.Run(() => Sender.TestAsync(Profile.Id, webhook.Id, CancellationToken.None));
            _said = tested.Refusal is { } refusal ? WebhookTexts.TestFailed.With(webhook.Name, refusal.Message)
                : tested.Value.Error is { } error ? WebhookTexts.TestFailed.With(webhook.Name, error)
                : WebhookTexts.Tested.With(webhook.Name, tested.Value.Status);
        }
        finally
        {
            _testing = null;
        }
        _sent++;
        await ReloadAsync();
    }

    private async Task DeleteAsync(WebhookView webhook)
    {
        _refusal = await Service.DeleteAsync(Profile.Id, webhook.Id, null, CancellationToken.None);
        await ReloadAsync();
        if (_refusal is null)
        {
            Offers.Offer(WebhookTexts.Deleted.With(webhook.Name), async cancellationToken =>
            {
                var refusal = await Service.RestoreAsync(Profile.Id, webhook.Id, cancellationToken);
                await InvokeAsync(ReloadAsync);
                return refusal;
            });
        }
    }

    private async Task ReloadAsync()
    {
        Webhooks = await Service.ListAsync(Profile.Id, CancellationToken.None);
        StateHasChanged();
    }

    private static string StateOf(WebhookView webhook) => webhook.DisabledWhy switch
    {
        WebhookOff.Gone => WebhookTexts.State_Gone,
        WebhookOff.Failing => WebhookTexts.State_Failing,
        _ => webhook.PausedAt is null ? WebhookTexts.State_Active : WebhookTexts.State_Paused,
    };
}

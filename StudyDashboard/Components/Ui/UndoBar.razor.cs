using Microsoft.AspNetCore.Components;

namespace StudyDashboard.Components.Ui;

/// <summary>Shows the <see cref="UndoOffers"/> of this circuit.</summary>
public sealed partial class UndoBar : IDisposable
{
    private UndoOffer? _shown;
    private ITimer? _timer;
    private TimeSpan _left;
    private long _since;
    private string? _refused;
    private bool _busy;

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    public void Dispose()
    {
        Offers.Changed -= OnChanged;
        _timer?.Dispose();
    }

    protected override void OnInitialized() => Offers.Changed += OnChanged;

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        if (Offers.Current is { } offer && offer != _shown)
        {
            (_shown, _refused, _left) = (offer, null, UndoOffers.Lifetime);
            Release();
        }
        StateHasChanged();
    });

    private void Hold()
    {
        if (_timer is not null)
        {
            _left -= Clock.GetElapsedTime(_since);
            _timer.Dispose();
            _timer = null;
        }
    }

    private void Release()
    {
        _timer?.Dispose();
        _since = Clock.GetTimestamp();
        var offer = _shown;
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(() => Withdraw(offer)), null, _left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Close()
    {
        _refused = null;
        Withdraw(_shown);
    }

    private void Withdraw(UndoOffer? offer)
    {
        if (offer is not null)
        {
            Offers.Withdraw(offer);
        }
    }

    private async Task UndoAsync()
    {
        if (Offers.Current is not { } offer || _busy)
        {
            return;
        }
        Hold();
        _busy = true;
        var refusal = await offer.Undo(CancellationToken.None);
        _busy = false;
        _refused = refusal?.Message;
        Withdraw(offer);
    }
}

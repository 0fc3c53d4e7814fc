using System.Net.WebSockets;
using StudyDashboard.Tests.Faults;

namespace StudyDashboard.Bench;

/// <summary>
/// A page that someone has open for long: now and then they go elsewhere in it, leave it and open another, shut the lid and come back, or
/// shut the lid for good and go on at another machine.
/// </summary>
internal sealed class SoakPage(PageVisitor visitor, int seed, SoakTally tally)
{
    private const int ShortestPauseSeconds = 20;
    private const int LongestPauseSeconds = 100;

    /// <summary>The server keeps a page for three minutes after it noticed, within half a minute, that nobody is there.</summary>
    private const int LongestAwaySeconds = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Addresses =
    [
        "/", "/timer", "/dashboard/sessions", "/plans", "/review", "/review/figures", "/library", "/quizzes", "/quizzes/history", "/scenarios",
        "/dashboard/reports", "/dashboard/analytics", "/dashboard/goals", "/dashboard/rewards", "/notices", "/classes", "/settings",
    ];

    private readonly Random _random = new(seed);
    private CircuitSocket? _page;
    private string _address = "/";
    private int _pastBatches;

    public bool IsLive => _page is { Acknowledges: true, Ended.IsCompleted: false };

    /// <summary>Render batches that were drawn in it.</summary>
    public int Batches => _pastBatches + (_page?.Batches ?? 0);

    public async Task OpenAsync()
    {
        _pastBatches = Batches;
        _page = null;
        Turn();
        _page = await visitor.OpenAsync(_address);
        tally.Done("opened");
        if (_page is null)
        {
            tally.Fail($"{_address} was not opened");
        }
    }

    /// <summary>Tells the server that it is still there, as a browser does every fifteen seconds.</summary>
    public async Task PingAsync()
    {
        try
        {
            await (IsLive ? _page!.PingAsync() : Task.CompletedTask);
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException)
        {
            // Left meanwhile; or ended, which is counted at the next step.
        }
    }

    public async Task LiveAsync(CancellationToken end)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(_random.Next(ShortestPauseSeconds, LongestPauseSeconds)), end);
            try
            {
                await StepAsync(end);
            }
            catch (Exception failure) when (failure is WebSocketException or HttpRequestException or InvalidOperationException or TaskCanceledException && !end.IsCancellationRequested)
            {
                tally.Fail($"{_address}: {failure.Message}");
                await OpenAsync();
            }
        }
    }

    private async Task StepAsync(CancellationToken end)
    {
        if (_page is null || _page.Ended.IsCompleted)
        {
            tally.Fail($"{_address} ended by itself: {_page?.Ended.Exception?.GetBaseException().Message ?? _page?.Calls.LastOrDefault()}");
            await OpenAsync();
        }
        else if (_page.Left is { IsCompletedSuccessfully: true, Result: var left })
        {
            tally.Fail($"{_address} was sent to {left}");
            await LeaveAsync();
        }
        else
        {
            await (_random.Next(100) switch
            {
                < 85 => GoAsync(end),
                < 95 => LeaveAsync(),
                < 97 => ReturnAsync(end),
                _ => ForgetAsync(),
            });
        }
    }

    private async Task GoAsync(CancellationToken end)
    {
        var (before, from) = (_page!.Batches, TimeProvider.System.GetTimestamp());
        Turn();
        await _page.GoAsync(visitor.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + _address);
        tally.Done("went");
        while (_page.Batches == before && !_page.Ended.IsCompleted)
        {
            if (TimeProvider.System.GetElapsedTime(from) > Patience)
            {
                tally.Fail($"{_address} was not drawn");
                return;
            }
            await Task.Delay(50, end);
        }
    }

    private async Task LeaveAsync()
    {
        await visitor.LeaveAsync(_page!);
        tally.Done("left");
        await OpenAsync();
    }

    private async Task ReturnAsync(CancellationToken end)
    {
        var shut = _page!;
        shut.Acknowledges = false;
        await Task.Delay(TimeSpan.FromSeconds(_random.Next(5, LongestAwaySeconds)), end);
        await shut.DisposeAsync();
        var back = await visitor.ReturnAsync(shut.Circuit!);
        tally.Done("returned");
        if (back is null)
        {
            tally.Fail("a page was forgotten too early");
            await OpenAsync();
            return;
        }
        _pastBatches = Batches;
        _page = back;
    }

    private async Task ForgetAsync()
    {
        var shut = _page!;
        shut.Acknowledges = false;
        // The server ends the connection when it has heard nothing for half a minute.
        _ = shut.Ended.ContinueWith(_ => shut.DisposeAsync().AsTask(), TaskScheduler.Default);
        tally.Done("forgotten");
        await OpenAsync();
    }

    private void Turn()
    {
        var before = _address;
        while (_address == before)
        {
            _address = Addresses[_random.Next(Addresses.Length)];
        }
    }
}

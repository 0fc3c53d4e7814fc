using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Notices;

/// <summary>Tells a person on every open page what is new, sounds alarms, and shows each system notice in one browser.</summary>
public sealed partial class NoticeBell : IAsyncDisposable
{
    /// <summary>Lines in the panel.</summary>
    private const int Newest = 8;

    private static readonly int[] Snoozes = [5, 10];

    private IDisposable? _subscription;
    private IJSObjectReference? _module;
    private IReadOnlyList<NoticeLine>? _lines;
    private NoticeGlance? _signalled;

    [Inject]
    public required NoticeReader Reader { get; init; }

    [Inject]
    public required NoticeService Notices { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public NoticeGlance? Glance { get; set; }

    private string Label => Glance is { Unread: > 0 and var unread }
        ? Plural.Of(NoticeTexts.ResourceManager, "Bell_Unread", unread) : NoticeTexts.Bell_None;

    private RenderFragment? Count => Glance is not { Unread: > 0 and var unread } ? null : builder =>
        builder.AddMarkupContent(0, $"""<span class="count" aria-hidden="true">{(unread > NoticeReader.MostCounted ? $"{NoticeReader.MostCounted}+" : unread.ToString(CultureInfo.InvariantCulture))}</span>""");

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _module.LetGoAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Notices)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
        }
        // An alarm that came between the drawing of the page and its circuit is not to be missed; otherwise nothing is read again.
        var told = Feed.ToldTo(Profile.Id);
        if (Glance is null || Glance.ToldBefore != told)
        {
            Glance = (await Reader.GlanceAsync(Profile.Id, CancellationToken.None)) with { ToldBefore = told };
        }
    }

    // The browser is called when there is something for it to do, and when there no longer is.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Glance is not { } glance || glance.Equals(_signalled))
        {
            return;
        }
        var before = _signalled;
        _signalled = glance;
        try
        {
            await SignalAsync(glance, before);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone: another one shows it.
        }
    }

    private async Task SignalAsync(NoticeGlance glance, NoticeGlance? before)
    {
        if (glance.Alarms.Count + glance.System.Count == 0 && before is not { Alarms.Count: > 0 })
        {
            return;
        }
        _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", "./js/notices.js");
        if (Profile.Preferences.Notices.SoundOn)
        {
            // A list is one argument; an array would be several.
            await _module.InvokeVoidAsync("ring", glance.Alarms.Where(a => !a.IsSilent).Select(a => $"{a.Id}:{a.Round}").ToList());
        }
        // A browser that may not show it leaves it to one that may.
        if (glance.System.Count == 0 || await _module.InvokeAsync<string>("permission") != "granted")
        {
            return;
        }
        foreach (var notice in glance.System)
        {
            if (await Notices.ClaimShowingAsync(Profile.Id, notice.Id, CancellationToken.None))
            {
                await _module.InvokeAsync<bool>("show", notice.Id, notice.Title, notice.Address);
            }
        }
    }

    private async Task ReloadAsync()
    {
        var glance = await Reader.GlanceAsync(Profile.Id, CancellationToken.None);
        var lines = _lines is null ? null : await Reader.NewestAsync(Profile.Id, Newest, CancellationToken.None);
        if (!glance.Equals(Glance) || lines is not null)
        {
            (Glance, _lines) = (glance, lines);
            StateHasChanged();
        }
    }

    private async Task OpenAsync() => _lines = await Reader.NewestAsync(Profile.Id, Newest, CancellationToken.None);

    private Task ReadAsync(int id) => Notices.ReadAsync(Profile.Id, id, CancellationToken.None);

    private Task ReadAllAsync() => Notices.ReadAllAsync(Profile.Id, CancellationToken.None);

    private Task SnoozeAsync(int id, int minutes) => Notices.SnoozeAsync(Profile.Id, id, minutes, CancellationToken.None);
}

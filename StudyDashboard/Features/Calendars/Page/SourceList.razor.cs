using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Page;

/// <summary>Asks, changes and removes imported calendars; a removal can be taken back.</summary>
public sealed partial class SourceList
{
    private int? _edited;
    private int? _asking;
    private SourceDraft _draft = new();
    private Refusal? _refusal;

    [Inject]
    public required ImportedCalendars Calendars { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Null: on their way.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CalendarSourceView>? Sources { get; set; }

    /// <summary>After a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Hears what to tell the person.</summary>
    [Parameter]
    public EventCallback<string> OnSaid { get; set; }

    private void Edit(CalendarSourceView source) => (_edited, _draft, _refusal) = (source.Id, SourceDraft.Of(source), null);

    private async Task SaveAsync(CalendarSourceView source)
    {
        _refusal = await Calendars.ChangeAsync(Profile.Id, source.Id, _draft.Value, CancellationToken.None);
        if (_refusal is null)
        {
            _edited = null;
            await OnChanged.InvokeAsync();
        }
    }

    private async Task RefreshAsync(CalendarSourceView source)
    {
        if (_asking is not null)
        {
            return;
        }
        _asking = source.Id;
        try
        {
            // What went wrong stands with the calendar.
            if (await Task.Run(() => Calendars.RefreshAsync(Profile.Id, source.Id, CancellationToken.None)) is null)
            {
                await OnSaid.InvokeAsync(CalendarTexts.Refreshed.With(source.Name));
            }
        }
        finally
        {
            _asking = null;
        }
        await OnChanged.InvokeAsync();
    }

    private async Task RemoveAsync(CalendarSourceView source)
    {
        _refusal = await Calendars.RemoveAsync(Profile.Id, source.Id, CancellationToken.None);
        await OnChanged.InvokeAsync();
        if (_refusal is null)
        {
            Offers.Offer(CalendarTexts.Removed.With(source.Name), async cancellationToken =>
            {
                var refusal = await Calendars.RestoreAsync(Profile.Id, source.Id, cancellationToken);
                await InvokeAsync(() => OnChanged.InvokeAsync());
                return refusal;
            });
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Page;

/// <summary>A calendar file on its way in. What goes wrong leaves the form as it is.</summary>
public sealed partial class FileIntake : IDisposable
{
    private const int Piece = 64 * 1024;

    private CancellationTokenSource? _running;
    private SourceDraft _draft = new();
    private CalendarPreview? _preview;
    private Refusal? _refusal;
    private byte[] _file = [];
    private string _fileName = "";
    private int? _percent;
    private int _attempt;
    private bool _busy;
    private bool _disposed;

    [Inject]
    public required ImportedCalendars Calendars { get; init; }

    [Inject]
    public required ILogger<FileIntake> Logger { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Hears the name of a calendar that was added.</summary>
    [Parameter]
    public EventCallback<string> OnAdded { get; set; }

    private static int MaxMegabytes => CalendarLimits.Default.MaxBytes / (1024 * 1024);

    public void Dispose()
    {
        _disposed = true;
        _running?.Cancel();
    }

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        if (_running is not null)
        {
            return;
        }
        using var running = _running = new CancellationTokenSource();
        (_refusal, _percent) = (null, 0);
        try
        {
            _refusal = await PreviewAsync(chosen.File, running.Token);
        }
        catch (OperationCanceledException)
        {
            // The person's own wish, or the page is gone.
        }
        catch (Exception exception) when (!_disposed && !DiskFull.IsCauseOf(exception))
        {
            Logger.LogError(exception, "A calendar file could not be taken in.");
            _refusal = Refusal.Invalid(new FieldError("file", CalendarTexts.Failed));
        }
        finally
        {
            (_running, _percent) = (null, null);
            // A new input, so that the same file can be chosen again.
            _attempt++;
        }
    }

    private async Task<Refusal?> PreviewAsync(IBrowserFile chosen, CancellationToken cancellationToken)
    {
        if (chosen.Size > CalendarLimits.Default.MaxBytes)
        {
            return Refusal.Invalid(new FieldError("file", CalendarTexts.Refused_TooLarge.With(MaxMegabytes)));
        }
        _file = await ReceiveAsync(chosen, cancellationToken);
        var read = await Task.Run(() => Calendars.PreviewAsync(Profile.Id, _file, cancellationToken), cancellationToken);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }
        _fileName = chosen.Name;
        var name = read.Value.Name ?? Path.GetFileNameWithoutExtension(chosen.Name);
        (_preview, _draft) = (read.Value, new SourceDraft { Name = name.Length > CalendarSource.MaxName ? name[..CalendarSource.MaxName] : name });
        return null;
    }

    private async Task<byte[]> ReceiveAsync(IBrowserFile chosen, CancellationToken cancellationToken)
    {
        await using var upload = chosen.OpenReadStream(CalendarLimits.Default.MaxBytes, cancellationToken);
        using var received = new MemoryStream((int)chosen.Size);
        var buffer = new byte[Piece];
        for (int read; (read = await upload.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            received.Write(buffer, 0, read);
            if ((int)(received.Length * 100 / Math.Max(1, chosen.Size)) is var percent && percent != _percent)
            {
                _percent = percent;
                StateHasChanged();
            }
        }
        return received.ToArray();
    }

    private async Task AddAsync()
    {
        if (_busy)
        {
            return;
        }
        _busy = true;
        try
        {
            var added = await Task.Run(() => Calendars.AddFileAsync(Profile.Id, _draft.Value, _fileName, _file, CancellationToken.None));
            if (added.Refusal is { } refusal)
            {
                _refusal = refusal;
                return;
            }
            var name = _draft.Name.Trim();
            Reset();
            await OnAdded.InvokeAsync(name);
        }
        finally
        {
            _busy = false;
        }
    }

    private string Said(CalendarPreview preview)
    {
        var events = preview.First is not { } first ? CalendarTexts.Preview_None
            : Plural.Of(CalendarTexts.ResourceManager, preview.Last is null ? "Preview_Endless" : "Preview_Span", preview.Events, Day(first), preview.Last is { } last ? Day(last) : null);
        var lost = preview.Findings.Lost == 0 ? CalendarTexts.Preview_Clean : Plural.Of(CalendarTexts.ResourceManager, "Preview_Lost", preview.Findings.Lost);
        return $"{events} {lost}";
    }

    private string Day(DateTime utc) => Profile.Calendar.LocalOf(utc).ToString("d MMM yyyy", CultureInfo.GetCultureInfo(Profile.Language));

    private void Cancel() => _running?.Cancel();

    private void Reset() => (_preview, _file, _refusal, _draft) = (null, [], null, new SourceDraft());
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports.Trackers;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports;

/// <summary>Takes a file in: choose, see what would come in, import or leave it; and takes past imports back.</summary>
public sealed partial class ImportPage : IDisposable
{
    private CancellationTokenSource? _running;
    private int _attempt;
    private FileStream? _file;
    private string _fileName = "";
    private bool _undoing;
    private bool _asksStill;
    private bool _again;
    private bool _disposed;

    [Inject]
    public required ImportService Imports { get; init; }

    [Inject]
    public required ImportHistory History { get; init; }

    [Inject]
    public required ILogger<ImportPage> Logger { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public List<PastImport>? Past { get; set; }

    /// <summary>The kind that is chosen when the page opens.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? FirstKind { get; set; }

    private string KindWord { get; set; } = "";

    // By what a person reads; the words are for the command line.
    private IReadOnlyList<IImportKind> Kinds => [.. Imports.Kinds.OrderBy(k => k.Title, StringComparer.CurrentCulture)];

    private IImportKind Kind => Imports.Kinds.First(k => k.Word == KindWord);

    // One thing at a time: a second click, or an undo while a file comes in, would close the file that is being read.
    private bool IsBusy => _running is not null || _undoing;

    private ImportProgress? Progress { get; set; }

    private ImportPlan? Plan { get; set; }

    /// <summary>What is answered to the plan's questions.</summary>
    private TrackerAnswers? Answers { get; set; }

    private bool IsDone { get; set; }

    private string? Notice { get; set; }

    private Refusal? Refusal { get; set; }

    private IReadOnlyList<KeptSession> Kept { get; set; } = [];

    public void Dispose()
    {
        _disposed = true;
        _running?.Cancel();
        if (_running is null)
        {
            _file?.Dispose();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        KindWord = (Kinds.FirstOrDefault(k => k.Word == FirstKind) ?? Kinds[0]).Word;
        Past ??= await ReadPastAsync();
    }

    private Task CheckAsync(InputFileChangeEventArgs chosen) => RunAsync(async (progress, token) =>
    {
        Forget();
        if (chosen.File.Size > Imports.Limits.MaxBytes)
        {
            return ImportService.Unreadable(ImportTexts.Refused_TooLarge.With(Imports.Limits.MaxMegabytes));
        }
        _fileName = chosen.File.Name;
        await using (var upload = chosen.File.OpenReadStream(Imports.Limits.MaxBytes, token))
        {
            _file = await UploadedFile.ReceiveAsync(upload, chosen.File.Size, progress, token);
        }
        return await DryRunAsync(progress, token);
    });

    /// <summary>Reads the file again, as somebody has answered what it left open.</summary>
    private async Task ReadAgainAsync()
    {
        _again = true;
        if (IsBusy)
        {
            // The reading that is at work goes round once more.
            return;
        }
        _asksStill = true;
        while (_again && !_disposed)
        {
            _again = false;
            await RunAsync(DryRunAsync);
        }
        _asksStill = false;
    }

    private async Task<Refusal?> DryRunAsync(IProgress<ImportProgress> progress, CancellationToken token)
    {
        var command = Command();
        var checkedPlan = await Task.Run(() => Imports.DryRunAsync(Profile.Id, command, progress, token), token);
        if (checkedPlan.Refusal is { } refusal)
        {
            // What was asked stays: another answer may be the right one.
            Plan = Plan?.Questions is null ? null : Plan;
            return refusal;
        }
        Plan = checkedPlan.Value;
        Answers = Plan.Questions is { } questions ? new TrackerAnswers(questions, Answers) : null;
        return null;
    }

    private Task ImportAsync() => RunAsync(async (progress, token) =>
    {
        var command = Command();
        var done = await Task.Run(() => Imports.ImportAsync(Profile.Id, command, progress, token), token);
        if (done.Refusal is null)
        {
            (Plan, IsDone) = (done.Value.Plan, true);
            Past = await ReadPastAsync();
        }
        return done.Refusal;
    });

    private async Task UndoAsync(PastImport import)
    {
        if (IsBusy)
        {
            return;
        }
        _undoing = true;
        try
        {
            await TakeBackAsync(import);
        }
        finally
        {
            _undoing = false;
        }
    }

    private async Task TakeBackAsync(PastImport import)
    {
        var undone = await Task.Run(() => Imports.UndoAsync(Profile.Id, import.Id, CancellationToken.None));
        Reset();
        Refusal = undone.Refusal;
        if (undone.Refusal is null)
        {
            Kept = undone.Value.Kept;
            var undoneText = Kept.Count == 0 ? ImportTexts.Undone : ImportTexts.Undone_Kept;
            Notice = undone.Value.Note is { } note ? $"{note} {undoneText}" : undoneText;
        }
        Past = await ReadPastAsync();
    }

    /// <summary>Runs a step with progress on the page. Cancelled or failed, it has stored nothing.</summary>
    private async Task RunAsync(Func<IProgress<ImportProgress>, CancellationToken, Task<Refusal?>> step)
    {
        if (IsBusy)
        {
            return;
        }
        using var running = _running = new CancellationTokenSource();
        (Refusal, Notice, Kept) = (null, null, []);
        Show(new ImportProgress(_file is null ? ImportStep.Upload : ImportStep.Read, 0));
        try
        {
            Refusal = await step(new PageProgress(now => InvokeAsync(() => Show(now))), running.Token);
        }
        catch (OperationCanceledException)
        {
            Notice = ImportTexts.Cancelled;
        }
        catch (Exception exception) when (!_disposed && !DiskFull.IsCauseOf(exception))
        {
            Logger.LogError(exception, "An import failed.");
            Refusal = ImportService.Unreadable(ImportTexts.Failed);
        }
        finally
        {
            (_running, Progress) = (null, null);
            // A new input, so that the same file can be chosen again.
            _attempt++;
            if (_disposed)
            {
                Forget();
            }
        }
    }

    private void Show(ImportProgress now)
    {
        if (_running is not null && !_disposed)
        {
            Progress = now;
            StateHasChanged();
        }
    }

    private ImportCommand Command() => new(KindWord, _fileName, _file!, Answers?.ToMap(), Asks: true);

    private void Cancel() => _running?.Cancel();

    private void Reset()
    {
        Forget();
        (Refusal, Notice, Kept) = (null, null, []);
    }

    private void Forget()
    {
        _file?.Dispose();
        (_file, Plan, Answers, IsDone) = (null, null, null, false);
    }

    private async Task<List<PastImport>> ReadPastAsync() => [.. await History.OfAsync(Profile.Id, CancellationToken.None)];

    /// <summary>Reports where it is called, at most once a percent, so that the page draws a hundred times and not a million.</summary>
    private sealed class PageProgress(Action<ImportProgress> show) : IProgress<ImportProgress>
    {
        private ImportProgress? _last;

        public void Report(ImportProgress value)
        {
            if (value != _last)
            {
                _last = value;
                show(value);
            }
        }
    }
}

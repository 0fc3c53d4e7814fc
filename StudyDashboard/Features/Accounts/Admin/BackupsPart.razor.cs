using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Data.Backups;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Admin;

/// <summary>The server's backups: whether they come about, and one more at a click. They are read where they lie: they hold everyone's data.</summary>
public sealed partial class BackupsPart
{
    private const int Shown = 5;

    private IReadOnlyList<BackupFile> _files = [];
    private bool _making;
    private bool _made;
    private Refusal? _refusal;

    [Inject]
    public required ScheduledBackup Backups { get; init; }

    [Inject]
    public required BackupShelf Shelf { get; init; }

    [Inject]
    public required BackupOptions Terms { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required ILogger<BackupsPart> Logger { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    private bool IsLate => Terms.Every > TimeSpan.Zero && _files is [var newest, ..] && Clock.NowUtc() - newest.MadeAt > Terms.Late;

    protected override void OnInitialized() => _files = Shelf.All();

    private async Task MakeAsync()
    {
        (_making, _made, _refusal) = (true, false, null);
        StateHasChanged();
        try
        {
            // The circuit may outlive the role.
            if (!Profile.IsAdmin)
            {
                _refusal = Refusal.NotFound(PeopleTexts.Refused_Student);
                return;
            }
            await Backups.MakeAsync(CancellationToken.None);
            _made = true;
        }
        catch (Exception failure) when (failure is OperatorException or IOException or UnauthorizedAccessException or DbException)
        {
            Logger.LogError(failure, "A backup could not be made.");
            _refusal = Refusal.Conflict(BackupTexts.Refused_Failed);
        }
        finally
        {
            _making = false;
            _files = Shelf.All();
        }
    }

    private string At(DateTime utc) => $"{Profile.Calendar.LocalOf(utc).ToString("d MMM yyyy", CultureInfo.GetCultureInfo(Profile.Language))} {Profile.TimeOf(utc)}";
}

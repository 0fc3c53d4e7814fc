using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>Commands on the selected lines of the log.</summary>
public sealed partial class BulkBar
{
    private bool _changing;
    private bool _askKind;
    private string? _kind;
    private string? _subject;
    private string? _domain;
    private string? _addTags;
    private string? _removeTags;

    [Inject]
    public required BulkEdit Bulk { get; init; }

    [Inject]
    public required SessionMerge Merges { get; init; }

    [Inject]
    public required LogService Log { get; init; }

    [Inject]
    public required LogCommands Commands { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<LogRow> Sessions { get; set; }

    /// <summary>Raised with the refusal, or null when it was done.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Refusal?> OnDone { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClear { get; set; }

    private int[] Ids => [.. Sessions.Select(s => s.Id)];

    private Task MergeAsync() => MergeAsync(null);

    private async Task MergeAsync(SessionKind? kind)
    {
        _askKind = kind is null && Sessions.Select(s => s.Kind).Distinct().Count() > 1;
        if (!_askKind)
        {
            await DoneAsync(LogTexts.Done_Merged, await Merges.MergeAsync(Profile.Id, Ids, kind, CancellationToken.None));
        }
    }

    private async Task DeleteAsync() =>
        await DoneAsync(Plural.Of(LogTexts.ResourceManager, "Done_Deleted", Sessions.Count), await Log.DeleteAsync(Profile.Id, Ids, CancellationToken.None));

    private async Task ChangeAsync()
    {
        var change = new BulkChange
        {
            Kind = Words<SessionKind>.TryParse(_kind, out var kind) ? kind : null,
            Subject = string.IsNullOrWhiteSpace(_subject) ? null : _subject,
            DomainCode = string.IsNullOrWhiteSpace(_domain) ? null : _domain,
            AddTags = TagsOf(_addTags),
            RemoveTags = TagsOf(_removeTags),
        };
        await DoneAsync(LogTexts.Done_Changed, await Bulk.ChangeAsync(Profile.Id, Ids, change, CancellationToken.None));
    }

    private Task DoneAsync<T>(string text, Outcome<Recording<T>> outcome) => OnDone.InvokeAsync(Commands.Offer(Profile.Id, text, outcome));

    private static string[] TagsOf(string? typed) => (typed ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using Microsoft.JSInterop;

namespace StudyDashboard.Components.Ui;

/// <summary>
/// What is typed into a form or section marked <c>data-draft="key"</c> is kept in the browser (js/drafts.js) and comes back after a
/// reload or a lost connection. Inputs need a name or an id; the key names the form and, when it edits something, its id.
/// </summary>
public sealed class Drafts(IJSRuntime browser)
{
    /// <summary>Forgets a draft: its form was stored or given up.</summary>
    public async Task ClearAsync(string key)
    {
        await using var module = await browser.InvokeAsync<IJSObjectReference>("import", "./js/drafts.js");
        await module.InvokeVoidAsync("clear", key);
    }
}

using Microsoft.JSInterop;

namespace StudyDashboard.Components.Ui;

internal static class BrowserParts
{
    /// <summary>Lets go of a script's module or object; where the browser has gone, or goes while it is told, that has happened already.</summary>
    /// <param name="part">What the component holds, if it holds anything.</param>
    /// <param name="close">The function of it to call before.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async ValueTask LetGoAsync(this IJSObjectReference? part, string? close = null, params object?[] arguments)
    {
        if (part is null)
        {
            return;
        }
        try
        {
            if (close is not null)
            {
                await part.InvokeVoidAsync(close, arguments);
            }
            await part.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // Nothing is left to let go of.
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace StudyDashboard.Components.Ui;

/// <summary>Moves the keyboard to what just came up.</summary>
public static class ElementFocus
{
    /// <summary>Gives an element the focus; where it is gone by then, the focus stays.</summary>
    public static async Task TakeAsync(ElementReference element)
    {
        try
        {
            await element.FocusAsync();
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The next step took the element away, or the browser left.
        }
    }
}

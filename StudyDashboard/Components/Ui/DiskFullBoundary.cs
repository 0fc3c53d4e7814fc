using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using StudyDashboard.Data;
using StudyDashboard.Texts;

namespace StudyDashboard.Components.Ui;

/// <summary>
/// Says in the place of its content that the disk is full, and brings the content back when asked to: the page lives on, and what was typed
/// comes back with its draft. Whatever else is thrown ends the page as it would without this.
/// </summary>
public sealed class DiskFullBoundary : ErrorBoundaryBase
{
    [Inject]
    public required ILogger<DiskFullBoundary> Logger { get; init; }

    // Another page is another try.
    protected override void OnParametersSet() => Recover();

    protected override Task OnErrorAsync(Exception exception)
    {
        if (!DiskFull.IsCauseOf(exception))
        {
            ExceptionDispatchInfo.Throw(exception);
        }
        Logger.LogError("A page was refused a write: the disk is full.");
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenElement(1, "p");
        builder.AddAttribute(2, "class", "refusal");
        builder.AddAttribute(3, "role", "alert");
        builder.AddContent(4, SharedTexts.Error_DiskFull);
        builder.AddContent(5, " ");
        builder.OpenElement(6, "button");
        builder.AddAttribute(7, "type", "button");
        builder.AddAttribute(8, "class", "button quiet");
        builder.AddAttribute(9, "onclick", EventCallback.Factory.Create(this, Recover));
        builder.AddContent(10, SharedTexts.Connection_Retry);
        builder.CloseElement();
        builder.CloseElement();
    }
}

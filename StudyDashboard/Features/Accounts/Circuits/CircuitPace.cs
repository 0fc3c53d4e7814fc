using Microsoft.AspNetCore.SignalR;

namespace StudyDashboard.Features.Accounts.Circuits;

/// <summary>
/// Slows a page whose browser sends more events than a person makes: its connection is not read on until the next has its turn, so nothing
/// piles up in the server, and no other page waits. Nobody is cut off for it, for a script gone wrong may be in a page with a form half filled in.
/// </summary>
internal sealed class CircuitPace(CircuitLimits limits, TimeProvider clock) : IHubFilter
{
    private static readonly object Budget = new();

    // Not of a person: what was drawn is acknowledged, an upload comes in pieces (and has a limit of its own).
    private static readonly HashSet<string> Free = ["OnRenderCompleted", "ReceiveJSDataChunk", "ReceiveByteArray"];

    // Has its pace, but is the browser's answer to what the server asked: a page that only draws news is not used by it.
    private const string Answer = "EndInvokeJSFromDotNet";

    private static readonly AsyncLocal<(HubCallerContext Page, bool IsEvent)?> Current = new();

    /// <summary>Whether what runs now was begun by an event of the page.</summary>
    public static bool IsWithinEvent => Current.Value is { IsEvent: true };

    /// <summary>Ends the connection of the page for which this runs: its browser says so and offers to load it again.</summary>
    public static void EndConnection() => Current.Value?.Page.Abort();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var (page, isEvent) = (invocationContext.Context, !Free.Contains(invocationContext.HubMethodName));
        Current.Value = (page, isEvent && invocationContext.HubMethodName != Answer);
        if (limits.EventsPerSecond > 0 && isEvent)
        {
            if (!page.Items.TryGetValue(Budget, out var known) || known is not EventBudget budget)
            {
                page.Items[Budget] = budget = new EventBudget(limits.EventsPerSecond, clock);
            }
            if (budget.Take() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, page.ConnectionAborted);
            }
        }
        return await next(invocationContext);
    }
}

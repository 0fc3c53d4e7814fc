using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;

namespace StudyDashboard.Tests.Faults;

/// <summary>Someone signed in whose pages are opened without a browser.</summary>
/// <param name="client">Keeps cookies; its address is the site's.</param>
/// <param name="connect">Opens a socket to the circuits' address with the same cookies.</param>
internal sealed partial class PageVisitor(HttpClient client, Func<Task<WebSocket>> connect)
{
    public HttpClient Client => client;

    /// <summary>Signs in as the page does.</summary>
    public async Task SignInAsync(string email, string password)
    {
        var form = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var posted = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(form).Groups[1].Value),
            ["Form.Email"] = email,
            ["Form.Password"] = password,
        }));
        if (posted.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Signing in as {email} came to {posted.StatusCode}.");
        }
    }

    /// <summary>A socket on which only the hands were shaken.</summary>
    public async Task<CircuitSocket> ConnectAsync(bool acknowledges = true) => await CircuitSocket.OpenAsync(await connect(), acknowledges);

    /// <summary>Opens a page with its circuit; null when the server would not have it.</summary>
    public async Task<CircuitSocket?> OpenAsync(string page = "/", bool acknowledges = true)
    {
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        var circuit = await ConnectAsync(acknowledges);
        if (await circuit.StartAsync(client.BaseAddress!.GetLeftPart(UriPartial.Authority), html) is null)
        {
            await circuit.DisposeAsync();
            return null;
        }
        await circuit.Rendered;
        if (circuit.Batches > 0)
        {
            return circuit;
        }
        await circuit.DisposeAsync();
        return null;
    }

    /// <summary>Comes back to a page whose connection is gone; null when the server does not know its circuit any more.</summary>
    public async Task<CircuitSocket?> ReturnAsync(string circuit)
    {
        var back = await ConnectAsync();
        if (await back.ReturnAsync(circuit))
        {
            return back;
        }
        await back.DisposeAsync();
        return null;
    }

    /// <summary>Leaves a page as a browser does: the server is told, and ends its circuit at once.</summary>
    public async Task LeaveAsync(CircuitSocket page)
    {
        using var circuit = new MultipartFormDataContent { { new StringContent(page.Circuit!), "circuitId" } };
        using var told = await client.PostAsync(new Uri("/_blazor/disconnect", UriKind.Relative), circuit);
        await page.DisposeAsync();
        told.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

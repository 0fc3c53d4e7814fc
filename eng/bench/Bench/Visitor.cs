using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace StudyDashboard.Bench;

/// <summary>Someone signed in, over plain HTTP.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _client;

    private Visitor(HttpClient client) => _client = client;

    public static async Task<Visitor> SignInAsync(string address, string email)
    {
        var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = new Uri(address) };
        var form = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var posted = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(form).Groups[1].Value),
            ["Form.Email"] = email,
            ["Form.Password"] = Workshop.Password,
        }));
        return posted.RequestMessage?.RequestUri?.AbsolutePath == "/" ? new Visitor(client)
            : throw new InvalidOperationException($"Signing in as {email} came to {posted.StatusCode} {posted.RequestMessage?.RequestUri}.");
    }

    /// <summary>Times of so many requests for Today, one after the other, in milliseconds and in order of size.</summary>
    public Task<double[]> TodayAsync(int times) => TimesAsync("/", times);

    /// <summary>The same for any page.</summary>
    public async Task<double[]> TimesAsync(string page, int times)
    {
        var taken = new double[times];
        for (var i = 0; i < times; i++)
        {
            var from = Stopwatch.GetTimestamp();
            using var answer = await _client.GetAsync(new Uri(page, UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            taken[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }
        Array.Sort(taken);
        return taken;
    }

    /// <summary>A page as it comes.</summary>
    public Task<string> PageAsync(string page) => _client.GetStringAsync(new Uri(page, UriKind.Relative));

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

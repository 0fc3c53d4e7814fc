using System.Net;
using System.Net.Http.Headers;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Network;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>What a calendar's server answered.</summary>
/// <param name="Bytes">The file; null: it has nothing newer than what is stored.</param>
/// <param name="ETag">What it calls this version.</param>
public sealed record CalendarAnswer(byte[]? Bytes, string? ETag);

/// <summary>How calendars are fetched.</summary>
/// <param name="AllowPrivateAddresses">Whether addresses within the server's own network may be asked (setting <c>Calendars:AllowPrivateAddresses</c>).</param>
/// <param name="Timeout">For all of one fetch, redirects included.</param>
public sealed record CalendarDownloadOptions(bool AllowPrivateAddresses, TimeSpan Timeout)
{
    public static CalendarDownloadOptions From(IConfiguration? configuration) =>
        new(configuration?.GetValue<bool>("Calendars:AllowPrivateAddresses") ?? false, TimeSpan.FromSeconds(30));
}

/// <summary>
/// Fetches a calendar. Every address that a name resolves to is looked at when the connection is made, at each redirect anew, so neither a
/// name nor a redirect leads into the server's own network.
/// </summary>
public sealed class CalendarDownload : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HttpClient _client;

    public CalendarDownload(CalendarDownloadOptions options)
        : this(options, options.AllowPrivateAddresses ? _ => true : PublicAddresses.IsPublic)
    {
    }

    internal CalendarDownload(CalendarDownloadOptions options, Func<IPAddress, bool> isAllowed)
    {
        _client = new HttpClient(new GuardedConnection(isAllowed).Handler())
        { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("StudyDashboard", "1.0"));
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/calendar, text/plain;q=0.8, */*;q=0.5");
        Options = options;
    }

    private CalendarDownloadOptions Options { get; }

    /// <summary>The address as it is asked: <c>webcal</c> is read as <c>https</c>. A refusal says what is wrong with it.</summary>
    public static Outcome<Uri> AddressOf(string text)
    {
        text = text.Trim();
        text = text.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("webcals://", StringComparison.OrdinalIgnoreCase)
            ? "https" + text[text.IndexOf(':', StringComparison.Ordinal)..]
            : text;
        return text.Length is 0 or > CalendarSource.MaxAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || address.Host.Length == 0 ? Refused(CalendarTexts.Address_Unreadable)
            : address.UserInfo.Length > 0 ? Refused(CalendarTexts.Address_Password)
            : address;
    }

    /// <summary>Fetches a calendar, or that it has not changed.</summary>
    public async Task<Outcome<CalendarAnswer>> GetAsync(Uri address, string? etag, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Options.Timeout);
        try
        {
            return await FollowAsync(address, etag, limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refused(CalendarTexts.Fetch_Slow.With(Options.Timeout.TotalSeconds));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            return Refused(FetchFailures.Of(failure) switch
            {
                FetchFailure.Refused => CalendarTexts.Address_Private,
                FetchFailure.NoHost => CalendarTexts.Fetch_NoHost,
                FetchFailure.Certificate => CalendarTexts.Fetch_Certificate,
                _ => CalendarTexts.Fetch_NoAnswer,
            });
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Outcome<CalendarAnswer>> FollowAsync(Uri address, string? etag, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (etag is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            }
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.Location is { } location)
            {
                var next = AddressOf(new Uri(address, location).AbsoluteUri);
                if (next.Refusal is { } refused)
                {
                    return refused;
                }
                if (address.Scheme == Uri.UriSchemeHttps && next.Value.Scheme != Uri.UriSchemeHttps)
                {
                    return Refused(CalendarTexts.Fetch_Downgrade);
                }
                address = next.Value;
                continue;
            }
            if (answer.StatusCode == HttpStatusCode.NotModified && etag is not null)
            {
                return new CalendarAnswer(null, etag);
            }
            return answer.IsSuccessStatusCode ? await ReadAsync(answer, cancellationToken) : Refused((int)answer.StatusCode switch
            {
                401 or 403 => CalendarTexts.Fetch_Forbidden,
                404 or 410 => CalendarTexts.Fetch_Gone,
                429 => CalendarTexts.Fetch_TooOften,
                var status => CalendarTexts.Fetch_Status.With(status),
            });
        }
        return Refused(CalendarTexts.Fetch_Redirects);
    }

    private static async Task<Outcome<CalendarAnswer>> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        // Counted as it is unpacked: the length that the server states is its word only.
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > CalendarLimits.Default.MaxBytes)
            {
                return Refused(CalendarTexts.Fetch_TooLarge.With(CalendarLimits.Default.MaxBytes / (1024 * 1024)));
            }
            bytes.Write(buffer, 0, read);
        }
        return new CalendarAnswer(bytes.ToArray(), answer.Headers.ETag?.ToString());
    }

    private static Refusal Refused(string message) => Refusal.Invalid(new FieldError("address", message));
}

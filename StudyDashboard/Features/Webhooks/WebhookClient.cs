using System.Net.Http.Headers;
using System.Text;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Network;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>How webhooks are sent.</summary>
/// <param name="AllowPrivateAddresses">Whether addresses within the server's own network may be told (setting <c>Webhooks:AllowPrivateAddresses</c>).</param>
/// <param name="Timeout">For all of one attempt.</param>
public sealed record WebhookOptions(bool AllowPrivateAddresses, TimeSpan Timeout)
{
    public static WebhookOptions From(IConfiguration? configuration) =>
        new(configuration?.GetValue<bool>("Webhooks:AllowPrivateAddresses") ?? false, TimeSpan.FromSeconds(10));
}

/// <summary>What came of one attempt.</summary>
/// <param name="Status">The answer's status; null when there was none.</param>
/// <param name="Error">Why it failed, for a person; null when it arrived.</param>
public sealed record WebhookAnswer(int? Status, string? Error)
{
    /// <summary>The server says that it wants nothing more, ever (RFC 9110, section 15.5.11).</summary>
    public bool IsGone => Status == 410;
}

/// <summary>Sends one delivery. It follows no redirect, reads nothing of the answer but its status and reaches no private address.</summary>
public sealed class WebhookClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;

    public WebhookClient(WebhookOptions options)
    {
        _timeout = options.Timeout;
        _client = new HttpClient(GuardedConnection.For(options.AllowPrivateAddresses).Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("StudyDashboard", "1.0"));
    }

    /// <summary>Sends a delivery, signed as of an instant.</summary>
    public async Task<WebhookAnswer> SendAsync(string url, string secret, WebhookDelivery delivery, DateTime nowUtc, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(delivery.Payload, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Study-Signature", WebhookSignature.Of(secret, delivery.Payload, nowUtc));
        request.Headers.Add("X-Study-Event", Words<WebhookEvent>.Of(delivery.Event));
        request.Headers.Add("X-Study-Delivery", delivery.EventId.ToString());
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_timeout);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            var status = (int)answer.StatusCode;
            return new WebhookAnswer(status, status switch
            {
                >= 200 and < 300 => null,
                >= 300 and < 400 => WebhookTexts.Failed_Redirect.With(status),
                410 => WebhookTexts.Failed_Gone,
                _ => WebhookTexts.Failed_Status.With(status),
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(null, WebhookTexts.Failed_Slow.With(_timeout.TotalSeconds));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new WebhookAnswer(null, FetchFailures.Of(failure) switch
            {
                FetchFailure.Refused => WebhookTexts.Refused_Private,
                FetchFailure.NoHost => WebhookTexts.Failed_NoHost,
                FetchFailure.Certificate => WebhookTexts.Failed_Certificate,
                _ => WebhookTexts.Failed_NoAnswer,
            });
        }
    }

    public void Dispose() => _client.Dispose();
}

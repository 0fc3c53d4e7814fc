using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Calendars.Imported;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Webhooks;

/// <summary>A student, and a server on loopback that their webhooks may reach and that keeps what it gets.</summary>
internal sealed class WebhookWorld : IDisposable
{
    private readonly SmallServer _server = new();
    private readonly WebhookClient _client;

    public WebhookWorld()
    {
        var options = new WebhookOptions(true, TimeSpan.FromSeconds(10));
        _client = new WebhookClient(options);
        Service = ActivatorUtilities.CreateInstance<WebhookService>(Study.Get<IServiceProvider>(), options);
        Sender = ActivatorUtilities.CreateInstance<WebhookSender>(Study.Get<IServiceProvider>(), _client);
        _server.Answer = request =>
        {
            using var reader = new StreamReader(request.InputStream);
            Got.Add(new Arrival(reader.ReadToEnd(), request.Headers["X-Study-Signature"]!, request.Headers["X-Study-Event"]!, request.Headers["X-Study-Delivery"]!));
            return (Status, "", Status == 302 ? Address : null);
        };
    }

    public StudyFixture Study { get; } = new();

    public WebhookService Service { get; }

    public WebhookSender Sender { get; }

    public string Address => _server.Address;

    public int Asked => _server.Asked;

    /// <summary>What the server answers from now on.</summary>
    public int Status { get; set; } = 200;

    public List<Arrival> Got { get; } = [];

    public IEnumerable<string> Events => Got.Select(g => g.Event);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<NewWebhook> AddAsync(int? person = null, params WebhookEvent[] events)
    {
        var draft = new WebhookDraft("Wall", Address, events.Length == 0 ? [WebhookEvent.SessionFinished] : events);
        return Done(await Service.CreateAsync(person ?? Study.StudentId, draft, true, Token));
    }

    /// <summary>Adds a finished session of the student.</summary>
    public async Task<StudySession> StudyAsync(string start = "2026-03-10 07:00", int minutes = 30, string subject = "Algebra") =>
        Done(await Study.Get<LogService>().AddAsync(Study.StudentId, Entry(start, minutes, subject), Token)).Value;

    public static SessionEntry Entry(string start, int minutes = 30, string subject = "Algebra") =>
        new() { About = Make.About(subject: subject), StartedAt = Make.At(start), EndedAt = Make.At(start).AddMinutes(minutes) };

    public Task SendAsync() => Sender.RunAsync(Study.Clock.UtcNow, Token);

    public async Task<IReadOnlyList<DeliveryView>> LogAsync(int webhookId) => (await Study.Get<WebhookLog>().PageAsync(Study.StudentId, webhookId, null, 1, 100, Token))!.Items;

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, outcome.Refusal?.Message);
        return outcome.Value;
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        Study.Dispose();
    }
}

/// <summary>What the server got.</summary>
internal sealed record Arrival(string Body, string Signature, string Event, string Delivery)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public DateTime SignedAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Signature.Split(',')[0]["t=".Length..], CultureInfo.InvariantCulture)).UtcDateTime;
}

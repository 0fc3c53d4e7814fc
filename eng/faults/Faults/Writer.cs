using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace StudyDashboard.Faults;

/// <summary>Something that was sent: its key, and what must be in the database exactly once when it was acknowledged.</summary>
/// <param name="Method">How it was sent.</param>
/// <param name="Path">Where to.</param>
/// <param name="Json">What.</param>
/// <param name="Key">By which a repeat is known.</param>
/// <param name="Counts">A statement that counts what it makes.</param>
internal sealed record Sent(string Method, string Path, string Json, string Key, string Counts);

/// <summary>A student's program that writes as fast as it is answered: past sessions, timers with what is done in them, answers to cards.</summary>
internal sealed class Writer : IDisposable
{
    private static readonly DateTime Longago = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly HttpClient _client;
    private readonly int _student;
    private readonly List<int> _cards = [];
    private int _number;
    private int? _running;

    public Writer(string address, string token, int student)
    {
        _student = student;
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Everything that was answered with success.</summary>
    public List<Sent> Acknowledged { get; } = [];

    /// <summary>What was sent last and not answered.</summary>
    public Sent? Unanswered { get; private set; }

    /// <summary>Answers that are neither success nor what the fault at hand calls for.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>A deck with cards to answer.</summary>
    public async Task EquipAsync()
    {
        var deck = (await MakeAsync("/api/decks", "{\"name\":\"Faults\",\"new_per_day\":9999,\"reviews_per_day\":9999}")).GetProperty("id").GetInt32();
        for (var i = 0; i < 5; i++)
        {
            var made = await MakeAsync("/api/cards", $$"""{"deck_id":{{deck}},"front":"{{i}}","back":"b"}""");
            _cards.Add(made.GetProperty("items")[0].GetProperty("id").GetInt32());
        }
    }

    /// <summary>Writes until it is told to stop, or the server is gone.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await NextAsync(stop) is not { } status)
            {
                return;
            }
            if ((int)status >= 300)
            {
                Surprises.Add($"{(int)status} {Unanswered?.Method} {Unanswered?.Path}");
                Unanswered = null;
            }
        }
    }

    /// <summary>Sends the next write; its answer's status, or null when there was none.</summary>
    public async Task<HttpStatusCode?> NextAsync(CancellationToken stop = default)
    {
        Unanswered = Next();
        try
        {
            using var answer = await SendAsync(Unanswered, stop);
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            if (answer.IsSuccessStatusCode)
            {
                Follow(Unanswered, text);
                Acknowledged.Add(Unanswered);
                Unanswered = null;
            }
            return answer.StatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Sends again what had no answer. It is done then, whether it was before or not.</summary>
    public async Task RepeatUnansweredAsync()
    {
        if (Unanswered is { } open)
        {
            var status = await RepeatAsync(open);
            // 409: it was done, its answer lost in the crash; or a session that has ended meanwhile.
            if ((int)status < 300 || status == HttpStatusCode.Conflict)
            {
                Acknowledged.Add(open);
            }
            else
            {
                Surprises.Add($"{(int)status} for a repeat of {open.Method} {open.Path}");
            }
            (Unanswered, _running) = (null, null);
        }
    }

    public async Task<HttpStatusCode> RepeatAsync(Sent sent)
    {
        using var answer = await SendAsync(sent, CancellationToken.None);
        return answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    private Sent Next()
    {
        var number = ++_number;
        var key = string.Create(CultureInfo.InvariantCulture, $"w{_student}-{number}");
        var note = $"SELECT count(*) FROM study_sessions WHERE note = '{key}'";
        switch (number % 5)
        {
            case 0:
                var from = Longago.AddMinutes(10 * number);
                return new Sent("POST", "/api/analytics/sessions",
                    $$"""{"session_type":"practice","subject":"Algebra","started_at":"{{from:yyyy-MM-ddTHH:mm:ssZ}}","ended_at":"{{from.AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}}","note":"{{key}}"}""", key, note);
            case 2 when _running is { } id:
                return new Sent("POST", $"/api/analytics/sessions/{id}/activities", $$"""{"activity_type":"solve","count":{{number}},"correct":1}""", key,
                    $"SELECT count(*) FROM session_activities WHERE session_id = {id} AND count = {number}");
            case 3 when _running is { } id:
                _running = null;
                return new Sent("PUT", $"/api/analytics/sessions/{id}/end", """{"questions_answered":10,"correct_answers":8}""", key,
                    $"SELECT count(*) FROM study_sessions WHERE id = {id} AND status = 'completed'");
            case 4:
                return new Sent("POST", "/api/reviews", $$"""{"card_id":{{_cards[number / 5 % _cards.Count]}},"grade":"good","duration_ms":3000,"client_key":"{{key}}"}""", key,
                    $"SELECT count(*) FROM review_log WHERE client_key = '{key}'");
            default:
                return new Sent("POST", "/api/analytics/sessions/start", $$"""{"session_type":"practice","subject":"Algebra","switch":true,"note":"{{key}}"}""", key, note);
        }
    }

    private void Follow(Sent sent, string text)
    {
        if (sent.Path.EndsWith("/start", StringComparison.Ordinal))
        {
            using var made = JsonDocument.Parse(text);
            _running = made.RootElement.GetProperty("id").GetInt32();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Sent sent, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(new HttpMethod(sent.Method), sent.Path) { Content = new StringContent(sent.Json, Encoding.UTF8, "application/json") };
        if (sent.Method == "POST")
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", sent.Key);
        }
        return await _client.SendAsync(request, stop);
    }

    private async Task<JsonElement> MakeAsync(string path, string json)
    {
        using var answer = await SendAsync(new Sent("POST", path, json, Guid.NewGuid().ToString("n"), ""), CancellationToken.None);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"POST {path}: {(int)answer.StatusCode} {text}");
    }
}

using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Tests.Features.Notices;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure;

/// <summary>Whatever is secret stands in no line of the log, at the finest level there is, also where it fails (product.md 16).</summary>
public sealed class SecretsInLogsTests : IAsyncLifetime
{
    private const string MailPassword = "smtp-pass-4711-secret";
    private const string CalendarSecret = "cal-secret-0815-private";

    private readonly Lines _lines = new();
    private readonly MailSink _sink = new() { AnswerAt = MailStep.Sender, Answer = "530 sign in first" };
    private readonly ApiFactory _product;

    public SecretsInLogsTests() => _product = new ApiFactory
    {
        Configure = host =>
        {
            foreach (var (name, value) in new[] { ("Host", "127.0.0.1"), ("Port", $"{_sink.Port}"), ("From", "study@example.org"), ("Tls", "false"), ("User", "study"), ("Password", MailPassword) })
            {
                host.UseSetting($"Mail:{name}", value);
            }
            host.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(_lines).Configure<LoggerFilterOptions>(options =>
            {
                options.MinLevel = LogLevel.Trace;
                options.Rules.Clear();
            }));
        },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task Log_AtTheFinestLevel_HoldsNoSecret()
    {
        var secrets = new Dictionary<string, string> { ["password"] = ApiFactory.Password, ["mail password"] = MailPassword, ["calendar address"] = CalendarSecret };
        using var browser = await _product.BrowserOfAsync(_product.Student);
        secrets["stored password"] = _product.Student.PasswordHash!;
        await SignInOverTheApiAsync(secrets);
        await FeedAsync(secrets);
        await InviteAsync(secrets);
        await PairAsync(secrets, browser);
        await SubscribeAsync();
        await MailAsync();
        await HookAsync(secrets);
        await ShareAsync(secrets);
        // The last, for it changes how the student signs in.
        await SecondStepAsync(secrets, browser);
        await PasskeyAsync(browser);

        var log = _lines.All;
        Assert.True(log.Count > 50, $"Only {log.Count} lines were logged.");
        Assert.Contains(log, l => l.Contains("An e-mail was not taken", StringComparison.Ordinal));
        var leaks = from secret in secrets
                    from line in log
                    from form in new[] { secret.Value, Uri.EscapeDataString(secret.Value), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret.Value)) }.Distinct()
                    where line.Contains(form, StringComparison.Ordinal)
                    select $"{secret.Key}: {string.Join(' ', line.Split(' ').Take(2))}";
        Assert.True(!leaks.Any(), string.Join('\n', leaks.Distinct()));
    }

    private async Task SignInOverTheApiAsync(Dictionary<string, string> secrets)
    {
        using var client = _product.Anonymous();
        using var answer = await client.PostAsJsonAsync("/api/auth/login", new { email = _product.Student.Email, password = ApiFactory.Password }, Token);
        var given = (await answer.Content.ReadFromJsonAsync<Dictionary<string, System.Text.Json.JsonElement>>(Token))!;
        (secrets["access token"], secrets["refresh token"]) = (given["access_token"].GetString()!, given["refresh_token"].GetString()!);
        using var refreshed = await client.PostAsJsonAsync("/api/auth/refresh", new { refresh_token = secrets["refresh token"] }, Token);
        using var personal = await _product.ClientOfAsync(_product.Student);
        secrets["personal token"] = personal.DefaultRequestHeaders.Authorization!.Parameter!;
        await personal.GetStringAsync("/api/analytics/sessions", Token);
        using var wrong = _product.ClientWith(secrets["wrong token"] = "sd_" + new string('w', 40));
        using var refused = await wrong.GetAsync("/api/analytics/sessions", Token);
    }

    private async Task FeedAsync(Dictionary<string, string> secrets)
    {
        var feed = (await _product.Services.GetRequiredService<CalendarFeeds>().CreateAsync(_product.Student.Id, "Phone", FeedScope.Both, false, Token)).Value;
        secrets["feed"] = feed.Secret;
        using var client = _product.Anonymous();
        await client.GetStringAsync($"/calendar/{feed.Secret}.ics", Token);
        using var never = await client.GetAsync($"/calendar/{secrets["feed of nobody"] = new string('e', 64)}.ics", Token);
    }

    private async Task InviteAsync(Dictionary<string, string> secrets)
    {
        var invitations = _product.Services.GetRequiredService<InvitationService>();
        secrets["invitation"] = (await invitations.CreateAsync(_product.Admin.Id, Roles.Student, null, Token)).Value;
        using var client = _product.Anonymous();
        await client.GetStringAsync(PageAddresses.Invitation(secrets["invitation"]), Token);
        using var never = await client.GetAsync(PageAddresses.Invitation(secrets["invitation of nobody"] = new string('i', 43)), Token);
        using var reset = await client.GetAsync(PageAddresses.Reset(_product.Student.Id, secrets["reset code"] = "reset-code-of-nobody-1234567890"), Token);
    }

    private async Task PairAsync(Dictionary<string, string> secrets, HttpClient browser)
    {
        var guardians = _product.Services.GetRequiredService<GuardianService>();
        secrets["pairing code"] = (await guardians.GiveCodeAsync(_product.Student.Id, _product.Student.Id, Token)).Value.Code;
        await browser.GetStringAsync("/settings", Token);
        await guardians.PairAsync(_product.Guardian.Id, secrets["wrong pairing code"] = "ZZZZ-ZZZZ-ZZZZ", Token);
        Assert.Null((await guardians.PairAsync(_product.Guardian.Id, secrets["pairing code"], Token)).Refusal);
    }

    private async Task SubscribeAsync()
    {
        var calendars = _product.Services.GetRequiredService<ImportedCalendars>();
        Assert.NotNull((await calendars.AddSubscriptionAsync(_product.Student.Id, new CalendarDraft("School"), $"http://127.0.0.1:9/{CalendarSecret}/basic.ics", Token)).Refusal);
        await using (var context = _product.Context())
        {
            var source = new CalendarSource(_product.Student.Id, CalendarSourceKind.Subscription, $"http://127.0.0.1:9/{CalendarSecret}/basic.ics", null, _product.Clock.UtcNow);
            source.Describe("School", CalendarColour.Blue, true);
            context.Add(source);
            await context.SaveChangesAsync(Token);
        }
        await calendars.RunAsync(_product.Clock.UtcNow, Token);
    }

    private async Task MailAsync()
    {
        var now = _product.Clock.UtcNow;
        await using (var context = _product.Context())
        {
            context.Add(new Notice(_product.Student.Id, NoticeKind.Test, NoticeChannel.Email, "test:email", "test", new NoticeContent(), now, now.AddHours(1), now));
            await context.SaveChangesAsync(Token);
        }
        await _product.Services.GetRequiredService<MailPost>().DeliverAsync(Token);
    }

    private async Task SecondStepAsync(Dictionary<string, string> secrets, HttpClient browser)
    {
        var app = await AuthenticatorApp.SetUpAsync(browser, _product.Clock);
        (secrets["app key"], secrets["app key without spaces"]) = (app.KeyText, app.KeyText.Replace(" ", "", StringComparison.Ordinal));
        _product.Clock.Advance(TimeSpan.FromMinutes(1));
        using var device = _product.Anonymous();
        using var password = await device.PostFormAsync("/sign-in", "sign-in", ("Form.Email", _product.Student.Email!), ("Form.Password", ApiFactory.Password));
        using var wrong = await device.PostFormAsync("/sign-in/code", "code", ("Form.Code", secrets["wrong app code"] = "271828"));
        using var refused = await device.PostFormAsync("/sign-in/code?Recovery=true", "code", ("Form.Code", secrets["wrong recovery code"] = "WRONG-22222"));
        using var right = await device.PostFormAsync("/sign-in/code", "code", ("Form.Code", secrets["app code"] = app.Code), ("Form.RememberBrowser", "true"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, right.StatusCode);
        foreach (var (code, i) in app.RecoveryCodes.Select((c, i) => (c, i)))
        {
            secrets[$"recovery code {i}"] = code;
        }
        using var client = _product.Anonymous();
        using var login = await client.PostAsJsonAsync(
            "/api/auth/login", new { email = _product.Student.Email, password = ApiFactory.Password, recovery_code = app.RecoveryCodes[0] }, Token);
        Assert.True(login.IsSuccessStatusCode);
        await using var context = _product.Context();
        foreach (var stored in await context.UserTokens.Where(t => t.UserId == _product.Student.Id).ToListAsync(Token))
        {
            // The number of a step is no secret.
            if (stored.Value is { Length: > 20 } value)
            {
                secrets[$"stored {stored.Name}"] = value;
            }
        }
    }

    private static async Task PasskeyAsync(HttpClient browser)
    {
        using var wrong = await browser.PostFormAsync("/settings/new-passkey", "new-passkey", ("Form.Name", "Phone"), ("Form.Credential", """{"id":"x"}"""));
        Assert.True(wrong.IsSuccessStatusCode);
    }

    private async Task HookAsync(Dictionary<string, string> secrets)
    {
        using var client = await _product.ClientOfAsync(_product.OtherStudent);
        using var answer = await client.PostAsJsonAsync(
            "/api/webhooks", new { name = "wall", url = $"https://hook.example/{secrets["webhook address"] = "hook-secret-path-3141"}", events = new[] { "session.finished" } }, Token);
        var made = (await answer.Content.ReadFromJsonAsync<Dictionary<string, System.Text.Json.JsonElement>>(Token))!;
        secrets["webhook secret"] = made["secret"].GetString()!;
    }

    private async Task ShareAsync(Dictionary<string, string> secrets)
    {
        using var client = _product.Anonymous();
        using var page = await client.GetAsync(PageAddresses.SharedReport(secrets["shared report of nobody"] = new string('r', 43)), Token);
    }

    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> All => [.. _lines];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                // The path of a request is in its scope, which the console's formatters leave out.
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{category} {formatter(state, exception)} {exception} {Values(state)}");

            private static string Values(object? state) =>
                state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")) : $"{state}";
        }
    }
}

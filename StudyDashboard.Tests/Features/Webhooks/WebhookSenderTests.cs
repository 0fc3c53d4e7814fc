using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Webhooks;

public sealed class WebhookSenderTests : IDisposable
{
    private readonly WebhookWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StudyFixture Study => _world.Study;

    public void Dispose() => _world.Dispose();

    // Computed with Python's hmac module.
    [Fact]
    public void Signature_OfAKnownMessage_IsTheKnownOne() => Assert.Equal(
        "t=1773133200,v1=712a2b8bc01393c65a911486d6665f482c3ec6ebb9c8711b9b2e409149138483",
        WebhookSignature.Of("sdwh_test", "{\"a\":1}", DateTime.UnixEpoch.AddSeconds(1773133200)));

    [Fact]
    public async Task Event_ArrivesOnce_SignedWithTheSecretThatWasShown()
    {
        var made = await _world.AddAsync();
        await _world.StudyAsync();

        await _world.SendAsync();
        await _world.SendAsync();

        var got = Assert.Single(_world.Got);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(made.Secret), Encoding.UTF8.GetBytes($"{new DateTimeOffset(got.SignedAt).ToUnixTimeSeconds()}.{got.Body}"));
        Assert.Equal((Study.Clock.UtcNow, Convert.ToHexStringLower(signed)), (got.SignedAt, got.Signature.Split("v1=")[1]));
        Assert.Equal(("session.finished", got.Delivery, "2026-03-10T09:00:00Z", "practice", "Algebra"),
            (got.Json.GetProperty("event").GetString(), got.Json.GetProperty("id").GetString(), got.Json.GetProperty("created_at").GetString(),
                got.Json.GetProperty("data").GetProperty("session_type").GetString(), got.Json.GetProperty("data").GetProperty("subject").GetString()));
        using var context = Study.Context();
        Assert.DoesNotContain(made.Secret, (await context.Set<Webhook>().SingleAsync(Token)).Secret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_IsTriedAfterGrowingPauses_ThenGivenUp_AndRetriedWhenAsked()
    {
        var made = await _world.AddAsync();
        await _world.StudyAsync();
        _world.Status = 500;
        var pauses = new List<TimeSpan>();

        while (true)
        {
            await _world.SendAsync();
            var tried = Assert.Single(await _world.LogAsync(made.Webhook.Id));
            Assert.Equal((pauses.Count + 1, 500), (tried.Attempts, tried.Status));
            if (tried.NextAttemptAt is not { } next)
            {
                break;
            }
            pauses.Add(next - Study.Clock.UtcNow);
            Study.Clock.SetUtc(next.AddSeconds(-1));
            await _world.SendAsync();
            Assert.Equal(pauses.Count, _world.Asked);
            Study.Clock.SetUtc(next);
        }

        Assert.Equal([10, 60, 300, 1800, 7200, 21600, 86400], pauses.Select(p => p.TotalSeconds));
        Assert.Equal(DeliveryState.GivenUp, (await _world.LogAsync(made.Webhook.Id)).Single().State);
        Assert.Single(_world.Got.Select(g => g.Delivery).Distinct());

        _world.Status = 204;
        Assert.Null(await Study.Get<WebhookLog>().RetryAsync(Study.StudentId, made.Webhook.Id, (await _world.LogAsync(made.Webhook.Id)).Single().Id, Token));
        await _world.SendAsync();
        Assert.Equal(DeliveryState.Delivered, (await _world.LogAsync(made.Webhook.Id)).Single().State);
    }

    [Fact]
    public async Task Failing_HoldsBackThoseBehindIt_SoThatOrderIsKept()
    {
        await _world.AddAsync();
        await _world.StudyAsync(subject: "First");
        await _world.StudyAsync("2026-03-10 08:00", subject: "Second");
        _world.Status = 503;
        await _world.SendAsync();
        Assert.Equal(1, _world.Asked);

        _world.Status = 200;
        Study.Clock.Advance(TimeSpan.FromSeconds(10));
        await _world.SendAsync();

        Assert.Equal(["First", "First", "Second"], _world.Got.Select(g => g.Json.GetProperty("data").GetProperty("subject").GetString()));
    }

    [Fact]
    public async Task Gone_SwitchesOff_UntilResumed()
    {
        var made = await _world.AddAsync();
        await _world.StudyAsync();
        _world.Status = 410;
        await _world.SendAsync();
        await _world.StudyAsync("2026-03-10 08:00");

        Assert.Equal(WebhookOff.Gone, (await _world.Service.ListAsync(Study.StudentId, Token)).Single().DisabledWhy);
        Assert.Equal(DeliveryState.GivenUp, Assert.Single(await _world.LogAsync(made.Webhook.Id)).State);

        Assert.True(WebhookWorld.Done(await _world.Service.ChangeAsync(Study.StudentId, made.Webhook.Id, null, new WebhookChange(Active: true), Token)).IsActive);
    }

    [Fact]
    public async Task Failing_ForDays_SwitchesOff()
    {
        var made = await _world.AddAsync();
        await _world.StudyAsync();
        _world.Status = 500;
        await _world.SendAsync();
        Study.Clock.Advance(Webhook.Patience);
        await _world.SendAsync();

        Assert.Equal(WebhookOff.Failing, (await _world.Service.ListAsync(Study.StudentId, Token)).Single().DisabledWhy);
        Study.Clock.Advance(TimeSpan.FromDays(1));
        await _world.SendAsync();
        Assert.Equal(2, _world.Asked);
        Assert.Equal(DeliveryState.Waiting, (await _world.LogAsync(made.Webhook.Id)).Single().State);
    }

    [Theory]
    [InlineData(410, "wants nothing more")]
    [InlineData(500, "Nothing arrived there for days")]
    public async Task SwitchedOff_ItsPersonIsToldOnce(int status, string why)
    {
        using (var context = Study.Context())
        {
            context.Users.Single(p => p.Id == Study.StudentId).PasswordHash = "hash";
            await context.SaveChangesAsync(Token);
        }
        await _world.AddAsync();
        await _world.StudyAsync();
        _world.Status = status;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await _world.SendAsync();
            Study.Clock.Advance(Webhook.Patience);
        }

        await Study.Get<ScreenPost>().DeliverAsync(Token);

        var notice = Assert.Single(await Study.Get<NoticeReader>().NewestAsync(Study.StudentId, 10, Token));
        Assert.Equal(("Webhook \"Wall\" is switched off", "/settings/webhooks"), (notice.Title, notice.Address));
        Assert.Contains(why, notice.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        var made = await _world.AddAsync();
        _world.Status = 302;

        var tested = WebhookWorld.Done(await _world.Sender.TestAsync(Study.StudentId, made.Webhook.Id, Token));

        Assert.Equal((1, 302), (_world.Asked, tested.Status));
        Assert.Contains("redirects", tested.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    // A name: found out only when it is connected to.
    [InlineData("localhost")]
    public async Task PrivateAddress_UnlessAllowed_IsNotConnectedTo(string host)
    {
        using var client = new WebhookClient(WebhookOptions.From(null));
        var address = new UriBuilder(_world.Address) { Host = host }.Uri.AbsoluteUri;

        var answer = await client.SendAsync(address, "sdwh_test", new WebhookDelivery(1, WebhookEvent.Test, Guid.NewGuid(), "{}", Study.Clock.UtcNow), Study.Clock.UtcNow, Token);

        Assert.Contains("own network", answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, _world.Asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("ftp://example.org/")]
    [InlineData("https://mina:secret@example.org/")]
    [InlineData("example.org")]
    public async Task Address_ThatCannotBeTaken_IsRefused(string address)
    {
        var refused = await Study.Get<WebhookService>().CreateAsync(Study.StudentId, new WebhookDraft("Wall", address, [WebhookEvent.SessionFinished]), true, Token);

        Assert.Equal("url", Assert.Single(refused.Refusal!.Fields).Field);
    }

    [Fact]
    public async Task Log_IsKept30Days()
    {
        var made = await _world.AddAsync();
        await _world.StudyAsync();
        await _world.SendAsync();

        Study.Clock.Advance(TimeSpan.FromDays(29));
        await Study.Get<WebhookLog>().PurgeAsync(Study.Clock.UtcNow, Token);
        Assert.Single(await _world.LogAsync(made.Webhook.Id));
        Study.Clock.Advance(TimeSpan.FromDays(1));
        await Study.Get<WebhookLog>().PurgeAsync(Study.Clock.UtcNow, Token);
        Assert.Empty(await _world.LogAsync(made.Webhook.Id));
    }

    [Fact]
    public async Task Person_TakesWebhooksAlong_WithoutTheirSecrets()
    {
        await _world.AddAsync();
        await _world.StudyAsync();
        using var context = Study.Context();
        var stored = (await context.Set<Webhook>().SingleAsync(Token)).Secret;
        using (var archive = new MemoryStream())
        {
            await Study.Get<ArchiveService>().WriteAsync(Study.StudentId, archive, Token);
            archive.Position = 0;
            using var zip = new System.IO.Compression.ZipArchive(archive);
            using var webhooks = new StreamReader(zip.GetEntry("webhooks.json")!.Open());
            var text = await webhooks.ReadToEndAsync(Token);
            Assert.Contains(_world.Address, text, StringComparison.Ordinal);
            Assert.DoesNotContain(stored, text, StringComparison.Ordinal);
        }

        Assert.Null(await Study.Get<ArchiveService>().DeleteAsync(Study.StudentId, Token));

        Assert.Empty(context.Set<Webhook>().AsNoTracking());
        Assert.Empty(context.Set<WebhookDelivery>().AsNoTracking());
    }
}

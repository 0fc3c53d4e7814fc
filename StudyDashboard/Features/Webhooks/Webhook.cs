using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Webhooks;

/// <summary>Why the server switched a webhook off.</summary>
public enum WebhookOff
{
    /// <summary>Its server answered 410: it wants nothing more.</summary>
    Gone,

    /// <summary>Nothing arrived for <see cref="Webhook.Patience"/>.</summary>
    Failing,
}

/// <summary>An address of a person that is told of what happens to what is theirs.</summary>
public sealed class Webhook
{
    public const int MaxName = 80;
    public const int MaxUrl = 500;

    /// <summary>How long nothing may arrive before it is switched off.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    private Webhook()
    {
    }

    /// <param name="personId">Whose it is.</param>
    /// <param name="secret">What signs, as it is stored.</param>
    /// <param name="nowUtc">The instant.</param>
    public Webhook(int personId, string secret, DateTime nowUtc) => (PersonId, Secret, CreatedAt) = (personId, secret, nowUtc);

    public int Id { get; private set; }

    public int PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public string Url { get; private set; } = "";

    /// <summary>The chosen events' words with spaces around them.</summary>
    public string EventWords { get; private set; } = "";

    /// <summary>What signs, encrypted: it is needed again and again, so a hash would not do.</summary>
    public string Secret { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>Since when its person wants nothing sent.</summary>
    public DateTime? PausedAt { get; private set; }

    /// <summary>When the server switched it off.</summary>
    public DateTime? DisabledAt { get; private set; }

    public WebhookOff? DisabledWhy { get; private set; }

    /// <summary>The first failure after the last delivery that arrived.</summary>
    public DateTime? FailingSince { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>Counts what its person changed.</summary>
    public int Version { get; private set; } = 1;

    public bool IsActive => PausedAt is null && DisabledAt is null && DeletedAt is null;

    public IReadOnlyList<WebhookEvent> Events => [.. EventWords.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Words<WebhookEvent>.Parse)];

    /// <summary>Sets what its person says of it.</summary>
    public void Describe(string name, string url, IEnumerable<WebhookEvent> events) =>
        (Name, Url, EventWords) = (name, url, $" {string.Join(' ', events.Distinct().Order().Select(Words<WebhookEvent>.Of))} ");

    public void Pause(DateTime nowUtc) => PausedAt ??= nowUtc;

    /// <summary>Sends again, also after the server had switched it off.</summary>
    public void Resume() => (PausedAt, DisabledAt, DisabledWhy, FailingSince) = (null, null, null, null);

    public void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    public void Restore() => DeletedAt = null;

    /// <summary>One more change by its person.</summary>
    public void CountVersion() => Version++;

    /// <summary>Something arrived.</summary>
    public void Succeed() => FailingSince = null;

    /// <summary>Something did not arrive. Switches it off when its server wants nothing more, or after <see cref="Patience"/>.</summary>
    public void Fail(bool isGone, DateTime nowUtc)
    {
        FailingSince ??= nowUtc;
        if (DisabledAt is null && (isGone || nowUtc - FailingSince >= Patience))
        {
            (DisabledAt, DisabledWhy) = (nowUtc, isGone ? WebhookOff.Gone : WebhookOff.Failing);
        }
    }
}

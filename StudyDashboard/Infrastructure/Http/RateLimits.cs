using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>
/// How many requests the API takes: from an address, also of those who only try tokens or passwords, and with one token. Each may come at
/// once with a minute's worth and goes on at the same rate; what is more is answered 429 with <c>Retry-After</c>. Zero sets no limit.
/// </summary>
internal sealed class RateLimits
{
    // One bucket for all ways in, those of pages and those of the API.
    private readonly Lazy<PartitionedRateLimiter<string?>> _signIns;

    public RateLimits() => _signIns = new(() => PartitionedRateLimiter.Create<string?, string>(address => Bucket(address, SignIns)));

    /// <summary>Requests a minute with one token, or of one person who signed in.</summary>
    public int PerToken { get; init; } = 600;

    /// <summary>Requests a minute from one address: a school's programs may share one.</summary>
    public int PerAddress { get; init; } = 3000;

    /// <summary>
    /// Sign-ins, new accounts and new passwords by a link a minute from one address. An account has its own lock; this one is for who tries
    /// many accounts, or has many passwords hashed.
    /// </summary>
    public int SignIns { get; init; } = 30;

    /// <summary>Offline results a minute with one token: a device hands in what it has gathered, and again when it did not hear the answer.</summary>
    public int Ingest { get; init; } = 30_000;

    public RateLimiterOptions OfAddress() => Options(PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket(IngestSwitch.IsIngest(context) ? null : AddressOf(context), PerAddress)),
        _signIns.Value.WithTranslatedKey<HttpContext>(context => context.Request.Path.StartsWithSegments("/api/auth") ? AddressOf(context) : null, leaveOpen: true)));

    /// <summary>Counts a form of a page that lets somebody in, and answers 429 when there were too many from this address.</summary>
    /// <returns>The refusal that the page shows beside what was typed; null when it may go on.</returns>
    public Refusal? CountSignIn(HttpContext context)
    {
        using var lease = _signIns.Value.AttemptAcquire(AddressOf(context));
        if (lease.IsAcquired)
        {
            return null;
        }
        var seconds = SecondsOf(WaitOf(lease));
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refusal.Conflict(AccountTexts.Refused_TooManySignIns.With(seconds));
    }

    /// <summary>A wait in whole seconds, as <c>Retry-After</c> says it.</summary>
    public static int SecondsOf(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    public RateLimiterOptions OfToken() => Options(PartitionedRateLimiter.Create<HttpContext, string>(context =>
        IngestSwitch.IsIngest(context) ? Bucket(CallerOf(context), Ingest, "ingest ") : Bucket(CallerOf(context), PerToken)));

    private static TimeSpan WaitOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);

    private static RateLimitPartition<string> Bucket(string? key, int perMinute, string prefix = "") => key is null || perMinute <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(prefix + key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / perMinute)),
        });

    /// <summary>An IPv6 address without what its network gives away freely: the lower 64 bits.</summary>
    private static string? AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return address is null ? null
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]).ToString()
            : address.ToString();
    }

    private static string? CallerOf(HttpContext context) => context.User.FindFirst(TokenScheme.IdClaim)?.Value is { } token ? $"token {token}"
        : context.User.FindFirst(TokenScheme.SiteClaim)?.Value is { } site ? $"site {site}"
        : CurrentPerson.IdOf(context.User) is { } person ? $"person {person}" : null;

    private static RateLimiterOptions Options(PartitionedRateLimiter<HttpContext> limiter) => new()
    {
        GlobalLimiter = limiter,
        OnRejected = async (rejected, _) =>
        {
            var wait = WaitOf(rejected.Lease);
            await ApiProblem.TooMany(ApiTexts.Problem_TooMany.With(SecondsOf(wait)), wait).ExecuteAsync(rejected.HttpContext);
        },
    };
}

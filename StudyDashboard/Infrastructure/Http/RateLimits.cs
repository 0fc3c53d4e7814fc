using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using StudyDashboard.Components;
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
    // One bucket for both ways in, the page and the API.
    private readonly Lazy<PartitionedRateLimiter<HttpContext>> _signIns;

    public RateLimits() => _signIns = new(() => PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket(IsSignIn(context) ? AddressOf(context) : null, SignIns)));

    /// <summary>Requests a minute with one token, or of one person who signed in.</summary>
    public int PerToken { get; init; } = 600;

    /// <summary>Requests a minute from one address: a school's programs may share one.</summary>
    public int PerAddress { get; init; } = 3000;

    /// <summary>Sign-ins a minute from one address. An account has its own lock; this one is for who tries many accounts.</summary>
    public int SignIns { get; init; } = 30;

    /// <summary>Offline results a minute with one token: a device hands in what it has gathered, and again when it did not hear the answer.</summary>
    public int Ingest { get; init; } = 30_000;

    public RateLimiterOptions OfAddress() => Options(PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket(IngestSwitch.IsIngest(context) ? null : AddressOf(context), PerAddress)),
        _signIns.Value));

    /// <summary>Counts a sign-in on the page.</summary>
    /// <returns>How long to wait when there were too many from this address; null when it may go on.</returns>
    public TimeSpan? CountSignIn(HttpContext context)
    {
        using var lease = _signIns.Value.AttemptAcquire(context);
        return lease.IsAcquired ? null : WaitOf(lease);
    }

    /// <summary>A wait in whole seconds, as <c>Retry-After</c> says it.</summary>
    public static int SecondsOf(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    public RateLimiterOptions OfToken() => Options(PartitionedRateLimiter.Create<HttpContext, string>(context =>
        IngestSwitch.IsIngest(context) ? Bucket(CallerOf(context), Ingest, "ingest ") : Bucket(CallerOf(context), PerToken)));

    private static bool IsSignIn(HttpContext context) => context.Request.Path.StartsWithSegments("/api/auth")
        || (HttpMethods.IsPost(context.Request.Method) && context.Request.Path == PageAddresses.SignIn);

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

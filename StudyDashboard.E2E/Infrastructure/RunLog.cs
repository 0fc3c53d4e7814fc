using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Playwright;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>What all servers of this run logged, and what must not stand there: what was typed as a secret, and what looks like one of the product's.</summary>
internal static partial class RunLog
{
    // Shorter ones are found by chance. The codes of an app are.
    private const int ShortestSecret = 8;

    private static readonly ConcurrentQueue<LogLine> Written = new();
    private static readonly ConcurrentDictionary<string, string> Typed = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<object, bool> Open = new();

    /// <summary>How many servers have not ended.</summary>
    public static int OpenServers => Open.Count;

    public static IReadOnlyCollection<LogLine> Lines => [.. Written];

    /// <summary>How many different secrets were typed.</summary>
    public static int TypedSecrets => Typed.Count;

    public static void Opened(object server) => Open.TryAdd(server, true);

    public static void Closed(object server) => Open.TryRemove(server, out _);

    /// <param name="from">Who logs, which is no secret.</param>
    /// <param name="text">What they log.</param>
    public static void Add(string from, string text) => Written.Enqueue(new LogLine(from, text));

    /// <summary>Remembers what a browser sends in fields that hold secrets.</summary>
    public static void Watch(IBrowserContext context) => context.Request += (_, request) =>
    {
        if (request.Method == "POST" && request.Headers.GetValueOrDefault("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true)
        {
            var form = HttpUtility.ParseQueryString(request.PostData ?? "");
            foreach (var name in form.AllKeys.Where(n => n is not null && SecretField().IsMatch(n)))
            {
                Hide(name!, form[name]!);
            }
        }
    };

    /// <summary>What kind of secret stands in these lines, and who logged it.</summary>
    public static IEnumerable<string> Leaks(IEnumerable<LogLine> lines) => (
        from line in lines
        from leak in Typed.Where(t => line.Text.Contains(t.Key, StringComparison.Ordinal)).Select(t => t.Value)
            .Concat(Looks.Where(l => l.Pattern.IsMatch(line.Text)).Select(l => l.Name))
        select $"{leak}, logged by {line.From}").Distinct();

    private static void Hide(string name, string secret)
    {
        if (secret.Length >= ShortestSecret)
        {
            Typed.TryAdd(secret, name);
        }
    }

    private static readonly (string Name, Regex Pattern)[] Looks =
    [
        ("a token, or the secret of a webhook", Token()), ("a secret of an address", Link()), ("a code to type", Code()),
        ("the key of an authenticator app", AppKey()), ("a cookie, or what else the keys protect", Protected()), ("a stored password", StoredPassword()),
        ("a secret path", SecretPath()),
    ];

    [GeneratedRegex("Password|Code|Token|Credential|Secret")]
    private static partial Regex SecretField();

    [GeneratedRegex(@"(?<![A-Za-z0-9])sd[a-z]*_[A-Za-z0-9_-]{43}")]
    private static partial Regex Token();

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex Link();

    [GeneratedRegex("(?<![A-Z0-9-])([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}|[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5})(?![A-Z0-9-])")]
    private static partial Regex Code();

    [GeneratedRegex("(?<![A-Z0-9])([A-Z2-7]{4} ?){8}(?![A-Z0-9])|otpauth:")]
    private static partial Regex AppKey();

    [GeneratedRegex("CfDJ8")]
    private static partial Regex Protected();

    [GeneratedRegex("AQAAAA")]
    private static partial Regex StoredPassword();

    [GeneratedRegex("/(calendar|reports/shared|invitation|reset)/[^/ {]{16}")]
    private static partial Regex SecretPath();
}

/// <summary>What somebody logged.</summary>
internal sealed record LogLine(string From, string Text);

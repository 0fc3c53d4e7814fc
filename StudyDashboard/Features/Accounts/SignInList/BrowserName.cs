namespace StudyDashboard.Features.Accounts.SignInList;

/// <summary>A browser in words, as far as it says who it is: "Firefox", "Windows".</summary>
internal static class BrowserName
{
    // Most of them name others too, so the first that fits is it.
    private static readonly (string Part, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Part, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Browser and system of a <c>User-Agent</c> header; null what is not known.</summary>
    public static (string? Browser, string? System) Of(string? userAgent) => (First(Browsers, userAgent), First(Systems, userAgent));

    private static string? First((string Part, string Name)[] known, string? userAgent) =>
        userAgent is null ? null : known.FirstOrDefault(k => userAgent.Contains(k.Part, StringComparison.Ordinal)).Name;
}

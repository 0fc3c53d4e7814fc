using Microsoft.Extensions.Logging.Console;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>
/// Addresses hold secrets (a feed's, an invitation's), and the web framework writes each into its finer log lines and into the scope of a
/// request. Those lines and scopes are left out whatever levels a configuration asks for.
/// </summary>
internal static class SecretPaths
{
    private const string Framework = "Microsoft.AspNetCore";

    public static IServiceCollection KeepPathsOutOfLogs(this IServiceCollection services) => services
        .PostConfigure<JsonConsoleFormatterOptions>(options => options.IncludeScopes = false)
        .PostConfigure<SimpleConsoleFormatterOptions>(options => options.IncludeScopes = false)
        .PostConfigure<LoggerFilterOptions>(options =>
        {
            List<LoggerFilterRule> rules = [new LoggerFilterRule(null, null, options.MinLevel, null), .. options.Rules];
            options.Rules.Clear();
            foreach (var rule in rules)
            {
                options.Rules.Add(new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                    (level >= LogLevel.Warning || category?.StartsWith(Framework, StringComparison.Ordinal) != true) && rule.Filter?.Invoke(provider, category, level) != false));
            }
        });
}

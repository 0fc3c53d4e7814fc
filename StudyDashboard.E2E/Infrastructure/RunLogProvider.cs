using Microsoft.Extensions.Logging;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>Hands what a server in this process logs to the <see cref="RunLog"/>, finer than an operator would.</summary>
internal sealed class RunLogProvider : ILoggerProvider
{
    /// <summary>Asks for all but the statements of the database, of which a run has a gigabyte: they hold no values, as a test of their own shows.</summary>
    public static void Listen(LoggerFilterOptions options)
    {
        var provider = typeof(RunLogProvider).FullName;
        options.Rules.Add(new LoggerFilterRule(provider, null, LogLevel.Trace, null));
        foreach (var database in new[] { "Microsoft.EntityFrameworkCore", "Npgsql" })
        {
            options.Rules.Add(new LoggerFilterRule(provider, database, LogLevel.Warning, null));
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            RunLog.Add(category, $"{formatter(state, exception)} {exception} {Values(state)}");

        private static string Values(object? state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")) : "";
    }
}

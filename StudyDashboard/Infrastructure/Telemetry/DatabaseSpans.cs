using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudyDashboard.Infrastructure.Telemetry;

/// <summary>
/// A span for each command to the database within a request, an event or a duty. It tells what kind of statement it was and how long it
/// took; the text may hold what someone wrote.
/// </summary>
internal sealed class DatabaseSpans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];

    private DatabaseSpans()
    {
    }

    public static IDisposable Listen()
    {
        var spans = new DatabaseSpans();
        spans._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(spans));
        return spans;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name || name == RelationalEventId.CommandError.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEndEventData command && Activity.Current is not null)
        {
            Tell(command);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    private static void Tell(CommandEndEventData command)
    {
        var text = command.Command.CommandText.AsSpan().TrimStart();
        var operation = text[..(text.IndexOfAny(" \n\r;(") is >= 0 and var end ? end : text.Length)].ToString();
        using var span = StudyMeters.Span(operation, command.StartTime);
        span?.SetTag("db.system.name", command.Context?.Database.IsSqlite() != false ? "sqlite" : "postgresql").SetTag("db.operation.name", operation)
            .SetEndTime((command.StartTime + command.Duration).UtcDateTime);
        if (command is CommandErrorEventData failed)
        {
            span?.SetTag("error.type", failed.Exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

#pragma warning disable CA1050 // The runtime looks for this name without a namespace.

/// <summary>
/// Answers on a port of loopback that the environment names: <c>heap</c> with the live bytes after a full collection,
/// <c>statements</c> with how many database commands EF has run since it was first asked.
/// </summary>
internal static class StartupHook
{
    private static long _statements;
    private static IDisposable? _counting;

    public static void Initialize()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("BENCH_HOOK_PORT"), CultureInfo.InvariantCulture, out var port))
        {
            new Thread(() => Serve(port)) { IsBackground = true }.Start();
        }
    }

    private static void Serve(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (true)
        {
            using var client = listener.AcceptTcpClient();
            using var reader = new StreamReader(client.GetStream());
            using var writer = new StreamWriter(client.GetStream());
            writer.WriteLine(reader.ReadLine() == "heap" ? Heap() : Statements());
        }
    }

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static long Statements()
    {
        _counting ??= DiagnosticListener.AllListeners.Subscribe(new Listeners());
        return Interlocked.Read(ref _statements);
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            const string Executed = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted";
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(new Commands(), name => name == Executed);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Commands : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value) => Interlocked.Increment(ref _statements);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}

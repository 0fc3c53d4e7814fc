using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StudyDashboard.Tests.Features.Notices;

/// <summary>Where a <see cref="MailSink"/> stops being a good mail server.</summary>
public enum MailStep
{
    None,
    Greeting,
    Hello,
    Sender,
    Recipient,
    Data,

    /// <summary>In the middle of the text.</summary>
    Text,

    /// <summary>It has the whole message.</summary>
    End,
}

/// <summary>A small mail server on loopback (RFC 5321, what a client needs) that keeps what it took and misbehaves when told.</summary>
public sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _taken = [];
    private readonly Task _running;

    public MailSink()
    {
        _listener.Start();
        _running = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>At this step the connection is dropped without a word.</summary>
    public MailStep DropAt { get; set; }

    /// <summary>At this step the answer is <see cref="Answer"/>.</summary>
    public MailStep AnswerAt { get; set; }

    public string Answer { get; set; } = "";

    /// <summary>Called with each step before it is answered.</summary>
    public Func<MailStep, Task> AtStep { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often someone connected.</summary>
    public int Calls { get; private set; }

    /// <summary>The whole messages that arrived, in order.</summary>
    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_taken)
            {
                return [.. _taken];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running;
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        var calls = new List<Task>();
        try
        {
            while (true)
            {
                calls.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
                Calls++;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(calls);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception over) when (over is IOException or OperationCanceledException or SocketException)
            {
                // The client, or the test, is gone.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (!await StepAsync(stream, MailStep.Greeting, "220 sink"))
        {
            return;
        }
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            var (step, answer) = verb switch
            {
                "EHLO" or "HELO" => (MailStep.Hello, "250 sink"),
                "MAIL" => (MailStep.Sender, "250 ok"),
                "RCPT" => (MailStep.Recipient, "250 ok"),
                "DATA" => (MailStep.Data, "354 go on"),
                "QUIT" => (MailStep.None, "221 bye"),
                _ => (MailStep.None, "250 ok"),
            };
            if (!await StepAsync(stream, step, answer) || verb == "QUIT")
            {
                return;
            }
            if (verb == "DATA" && AnswerAt != MailStep.Data && !await TakeAsync(stream, reader))
            {
                return;
            }
        }
    }

    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            if (line == ".")
            {
                if (AnswerAt != MailStep.End)
                {
                    lock (_taken)
                    {
                        _taken.Add(message.ToString());
                    }
                }
                return await StepAsync(stream, MailStep.End, "250 taken");
            }
            message.AppendLine(line);
            if (DropAt == MailStep.Text && line.Length == 0)
            {
                return false;
            }
        }
        return false;
    }

    private async Task<bool> StepAsync(NetworkStream stream, MailStep step, string answer)
    {
        await AtStep(step);
        if (step != MailStep.None && step == DropAt)
        {
            return false;
        }
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{(step != MailStep.None && step == AnswerAt ? Answer : answer)}\r\n"), _end.Token);
        return true;
    }
}

using System.Text.Json;
using Npgsql;
using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Postgres;

/// <summary>
/// Carries <see cref="NodeNews"/> by the server's LISTEN and NOTIFY, and holds the lock of the <see cref="Lead"/>: both on one connection of
/// its own, so that a node that dies or is cut off has lost both.
/// </summary>
internal sealed class NodeTalk(NodeNews news, Lead lead, StudyOptions options, TimeProvider clock, ILogger<NodeTalk> logger) : BackgroundService
{
    private const string ChannelName = "study_nodes";

    // How long the lead may stand empty, and the seconds after which a dead connection is noticed.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly string _node = Guid.NewGuid().ToString("n");

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Share();
        return Task.WhenAll(ListenAsync(stoppingToken), SendAsync(stoppingToken));
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HearAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                logger.LogWarning(failure, "The connection by which nodes talk was lost and will be made again in {After}.", AfterFailure);
            }
            finally
            {
                lead.Lose();
            }
            await Task.Delay(AfterFailure, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        var address = new NpgsqlConnectionStringBuilder(options.Postgres) { KeepAlive = (int)Turn.TotalSeconds, Pooling = false };
        await using var connection = new NpgsqlConnection(address.ToString());
        connection.Notification += (_, told) => Pass(told.Payload);
        await connection.OpenAsync(stoppingToken);
        await RunAsync(connection, $"LISTEN {ChannelName}", stoppingToken);
        await TryToLeadAsync(connection, stoppingToken);
        // Whatever was told before this moment was not heard here.
        news.Missed();
        while (true)
        {
            await connection.WaitAsync(Turn, stoppingToken);
            await TryToLeadAsync(connection, stoppingToken);
        }
    }

    private async Task TryToLeadAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        if (!lead.IsHere && await RunAsync(connection, $"SELECT pg_try_advisory_lock({WriteTransactions.StudentLocks}, {WriteTransactions.LeadLock})", stoppingToken) is true)
        {
            logger.LogInformation("This node leads.");
            lead.Take();
        }
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants only.
        command.CommandText = statement;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private void Pass(string payload)
    {
        if (JsonSerializer.Deserialize<string[]>(payload) is [var node, var topic, var text] && node != _node)
        {
            news.Heard(new NodeWord(topic, text));
        }
    }

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await news.Outgoing.WaitToReadAsync(stoppingToken))
            {
                var words = new HashSet<NodeWord>();
                while (words.Count < 500 && news.Outgoing.TryRead(out var word))
                {
                    words.Add(word);
                }
                await SendAsync([.. words.Select(word => JsonSerializer.Serialize(new[] { _node, word.Topic, word.Text }))], stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever did not hear of it reads it when their page is drawn anew.
        }
    }

    private async Task SendAsync(string[] payloads, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(options.Postgres);
                await connection.OpenAsync(stoppingToken);
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT pg_notify('{ChannelName}', p) FROM unnest($1) AS p";
                command.Parameters.Add(new NpgsqlParameter { Value = payloads });
                await command.ExecuteNonQueryAsync(stoppingToken);
                return;
            }
            catch (NpgsqlException failure)
            {
                logger.LogWarning(failure, "The other nodes could not be told and will be in {After}.", AfterFailure);
                await Task.Delay(AfterFailure, clock, stoppingToken);
            }
        }
    }
}

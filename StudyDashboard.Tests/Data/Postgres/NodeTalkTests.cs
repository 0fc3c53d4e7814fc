using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StudyDashboard.Data.Postgres;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data.Postgres;

/// <summary>Two nodes on one database, each with a feed of its own.</summary>
public sealed class NodeTalkTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string? _database = TestDatabase.IsPostgres ? PostgresStore.ConnectionTo(PostgresStore.Copy()) : null;
    private readonly List<Node> _nodes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_database is null, "Needs PostgreSQL: bin/test starts one.");
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Change_OnOneNode_IsToldOnTheOther_AndOnItsOwnOnce()
    {
        var (one, other) = (await StartAsync(), await StartAsync());
        var (here, there) = (new List<FeedTopic>(), new TaskCompletionSource<FeedTopic>());
        using var own = one.Feed.Subscribe(7, here.Add);
        using var theirs = other.Feed.Subscribe(7, topic => there.TrySetResult(topic));
        using var somebody = other.Feed.Subscribe(8, _ => there.TrySetException(new InvalidOperationException("told somebody else")));

        one.Feed.Publish(7, FeedTopic.Goals);

        Assert.Equal(FeedTopic.Goals, await there.Task.WaitAsync(Patience, Token));
        Assert.Equal([FeedTopic.Goals], here);
    }

    [Fact]
    public async Task SignOut_OnOneNode_EndsThePagesOfThatSignInOnTheOther()
    {
        var (one, other) = (await StartAsync(), await StartAsync());
        var ended = new TaskCompletionSource();
        using var theirs = other.SignIns.Watch("this", () => ended.TrySetResult());
        using var another = other.SignIns.Watch("that", () => ended.TrySetException(new InvalidOperationException("ended another sign-in")));

        one.SignIns.End("this");

        await ended.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Lead_IsWithOneNode_AndPassesToTheOtherWhenItEnds()
    {
        var one = await StartAsync();
        await one.Lead.WaitAsync(Token).WaitAsync(Patience, Token);
        var other = await StartAsync();
        Assert.False(other.Lead.IsHere);

        await one.StopAsync();

        await other.Lead.WaitAsync(Token).WaitAsync(Patience, Token);
        Assert.False(one.Lead.IsHere);
    }

    [Fact]
    public async Task Connection_ThatIsCut_IsMadeAgain_AndPagesLookAtEverything()
    {
        var node = await StartAsync();
        await node.Lead.WaitAsync(Token).WaitAsync(Patience, Token);
        var (seen, all) = (new HashSet<FeedTopic>(), new TaskCompletionSource());
        using var page = node.Feed.Subscribe(7, topic =>
        {
            seen.Add(topic);
            if (seen.Count == Enum.GetValues<FeedTopic>().Length)
            {
                all.TrySetResult();
            }
        });

        await CutAsync();

        await all.Task.WaitAsync(Patience, Token);
        await node.Lead.WaitAsync(Token).WaitAsync(Patience, Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private async Task<Node> StartAsync()
    {
        var node = new Node(_database!);
        _nodes.Add(node);
        await node.StartAsync(Token);
        return node;
    }

    private async Task CutAsync()
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        await command.ExecuteNonQueryAsync(Token);
    }

    private sealed class Node : IAsyncDisposable
    {
        private readonly NodeNews _news = new();
        private readonly NodeTalk _talk;
        private readonly TaskCompletionSource _listening = new();

        public Node(string database)
        {
            Feed = new StudyFeed(_news);
            SignIns = new SignIns(_news);
            _news.Listen("test", _ => { }, () => _listening.TrySetResult());
            _talk = new NodeTalk(_news, Lead, new StudyOptions("", Postgres: database), TimeProvider.System, NullLogger<NodeTalk>.Instance);
        }

        public StudyFeed Feed { get; }

        public SignIns SignIns { get; }

        public Lead Lead { get; } = new();

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await _talk.StartAsync(cancellationToken);
            await _listening.Task.WaitAsync(Patience, cancellationToken);
        }

        public Task StopAsync() => _talk.StopAsync(CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _talk.Dispose();
        }
    }
}

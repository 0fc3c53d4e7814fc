using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Live;

public sealed class LiveReloadTests : IDisposable
{
    private const int Mina = 1;
    private const int Jun = 2;

    private readonly StudyFeed _feed = new();
    private readonly StepClock _clock = new();
    private readonly LiveReload _live;
    private int _readings;

    public LiveReloadTests() => _live = new LiveReload(_feed, _clock, () =>
    {
        _readings++;
        return Task.CompletedTask;
    });

    public void Dispose() => _live.Dispose();

    [Fact]
    public void Changes_ThatComeTogether_AreReadOnce_AMomentAfterTheFirst()
    {
        _live.Hear(Mina).Hear(Jun, topic => topic == FeedTopic.Goals);

        _feed.Publish(Mina, FeedTopic.Sessions);
        _feed.Publish(Mina, FeedTopic.Plans);
        _feed.Publish(Jun, FeedTopic.Goals);
        Assert.Equal(0, _readings);
        _clock.Advance(LiveReload.Together);

        Assert.Equal(1, _readings);
    }

    [Fact]
    public void Change_ThatDoesNotMatter_OrOfSomebodyElse_IsNotRead()
    {
        _live.Hear(Mina, topic => topic == FeedTopic.Goals);

        _feed.Publish(Mina, FeedTopic.Sessions);
        _feed.Publish(Jun, FeedTopic.Goals);
        _clock.Advance(LiveReload.Together);

        Assert.Equal(0, _readings);
    }

    [Fact]
    public void Person_WhoIsForgotten_IsNotHeard()
    {
        _live.Hear(Mina);
        _live.Forget();
        _live.Hear(Jun);

        _feed.Publish(Mina, FeedTopic.Sessions);
        _clock.Advance(LiveReload.Together);
        Assert.Equal(0, _readings);

        _feed.Publish(Jun, FeedTopic.Sessions);
        _clock.Advance(LiveReload.Together);
        Assert.Equal(1, _readings);
    }

    [Fact]
    public void Page_ThatWentAway_HearsNobody_AlsoOneWhomItAsksForLater()
    {
        _live.Hear(Mina);
        _feed.Publish(Mina, FeedTopic.Sessions);
        _live.Dispose();
        var told = 0;
        _live.Hear(Jun, _ => ++told > 0);

        _feed.Publish(Jun, FeedTopic.Sessions);
        _clock.Advance(LiveReload.Together);

        Assert.Equal((0, 0), (told, _readings));
    }
}

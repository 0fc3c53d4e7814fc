using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Data;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Notices;

/// <summary>When the post looks into the outbox.</summary>
public sealed class NoticePostTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly NoticeFixture _notices = new();
    private readonly StepClock _clock = new();
    private readonly SemaphoreSlim _heard = new(0);
    private readonly NoticePost _post;
    private readonly NoticeService _service;

    public NoticePostTests()
    {
        var (contexts, feed) = (_notices.Study.Get<IDbContextFactory<StudyDbContext>>(), _notices.Study.Get<StudyFeed>());
        _service = new NoticeService(contexts, feed, _notices.Wake, _notices.Mail, _clock);
        var mail = new MailPost(contexts, new MailSender(_notices.Mail, NullLogger<MailSender>.Instance), _notices.Mail, feed, _clock);
        _post = new NoticePost(new ScreenPost(contexts, feed, _clock), mail, _notices.Wake, Lead.Alone, _clock, NullLogger<NoticePost>.Instance);
        feed.Subscribe(_notices.Student, topic => _ = topic == FeedTopic.Notices ? _heard.Release() : 0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Asleep_WakesForWhatIsPutInAndForWhatIsDue()
    {
        await _post.StartAsync(Token);
        await TimersAsync(1);
        _clock.Advance(DutyRunner.Calm);
        await TimersAsync(2);

        await _service.SendTestAsync(_notices.Student, Token);
        Assert.True(await _heard.WaitAsync(Soon, Token));

        var alarm = Assert.Single((await new NoticeReader(_notices.Study.Get<IDbContextFactory<StudyDbContext>>(), _clock).GlanceAsync(_notices.Student, Token)).Alarms);
        // Both loops are asleep again.
        await TimersAsync(2);
        await _service.SnoozeAsync(_notices.Student, alarm.Id, 1, Token);
        Assert.True(await _heard.WaitAsync(Soon, Token));
        await TimersAsync(2);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await _heard.WaitAsync(Soon, Token));
        await _post.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _post.Dispose();
        _heard.Dispose();
        _notices.Dispose();
    }

    private async Task TimersAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await _clock.TimersSet.WaitAsync(Soon, Token));
        }
    }
}

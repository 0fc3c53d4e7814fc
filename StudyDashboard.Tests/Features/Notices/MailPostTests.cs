using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Post;

namespace StudyDashboard.Tests.Features.Notices;

/// <summary>Each e-mail once: through a mail server that misbehaves at each step, and through a kill at each step.</summary>
public sealed class MailPostTests : IAsyncLifetime
{
    private readonly MailSink _sink = new();
    private readonly NoticeFixture _notices;
    private readonly DateTime _due;

    public MailPostTests()
    {
        _notices = new NoticeFixture(_sink.Port);
        _due = _notices.Lesson().StartsAt.AddHours(-1);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_Due_IsOnePlainTextWithItsLinkAndIdAndNoMore()
    {
        await WaitAsync(link: "https://meet.example.org/a");

        await _notices.MailPost().DeliverAsync(Token);
        await _notices.MailPost().DeliverAsync(Token);

        var mail = Assert.Single(_sink.Taken);
        Assert.Contains("Subject: Algebra at 05:00", mail, StringComparison.Ordinal);
        Assert.Contains($"Message-ID: {new StudyDashboard.Features.Notices.Mail.Letter(The().Key, "", "", "").MessageId("example.org")}", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Contains("From: \"StudyDashboard\" <study@example.org>", mail, StringComparison.Ordinal);
        Assert.Contains("text/plain; charset=utf-8", mail, StringComparison.Ordinal);
        var text = mail.ReplaceLineEndings("\n").Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        Assert.Contains("Online: https://meet.example.org/a", text, StringComparison.Ordinal);
        Assert.Contains("(America/New_York)", text, StringComparison.Ordinal);
        Assert.Contains("Open it: https://study.example.org/schedule?lesson=41", text, StringComparison.Ordinal);
        Assert.Equal((NoticeState.Sent, 1), (The().State, The().Attempts));
        Assert.Empty(await _notices.Reader.NewestAsync(_notices.Student, 10, Token));
        Assert.Equal(0, (await _notices.Reader.GlanceAsync(_notices.Student, Token)).Unread);
    }

    [Fact]
    public async Task Subject_FromHostileText_StaysOneHeader()
    {
        await WaitAsync(title: "Algebra\r\nBcc: everyone@example.org\u2028 и ещё");

        await _notices.MailPost().DeliverAsync(Token);

        var headers = Assert.Single(_sink.Taken).ReplaceLineEndings("\n").Split("\n\n")[0];
        Assert.DoesNotContain("\nBcc", headers, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: =?utf-8?", headers, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(MailStep.Greeting)]
    [InlineData(MailStep.Hello)]
    [InlineData(MailStep.Sender)]
    [InlineData(MailStep.Recipient)]
    [InlineData(MailStep.Data)]
    public async Task Connection_LostBeforeTheText_IsTriedAgainAfterAPause(MailStep step)
    {
        await WaitAsync();
        _sink.DropAt = step;
        Assert.Equal(_due + MailPost.PauseAfter(1), await DeliverTwiceAsync());
        Assert.Equal((NoticeState.Waiting, 1), (The().State, The().Attempts));
        _sink.DropAt = MailStep.None;

        _notices.Study.Clock.SetUtc(_due + MailPost.PauseAfter(1));
        await DeliverTwiceAsync();

        Assert.Single(_sink.Taken);
        Assert.Equal((NoticeState.Sent, 2), (The().State, The().Attempts));
    }

    [Fact]
    public async Task Connection_LostWhenTheServerHadItAll_IsNotSentAgainAndSaysSo()
    {
        await WaitAsync();
        _sink.DropAt = MailStep.End;

        await DeliverTwiceAsync();
        _notices.Study.Clock.SetUtc(_due.AddMinutes(30));
        await DeliverTwiceAsync();

        Assert.Single(_sink.Taken);
        Assert.Equal(NoticeState.Unconfirmed, The().State);
        Assert.Equal(NoticeState.Unconfirmed, Assert.Single(await _notices.Reader.NewestAsync(_notices.Student, 10, Token)).State);
    }

    [Theory]
    [InlineData(MailStep.Sender, "451 later", NoticeState.Waiting)]
    [InlineData(MailStep.Recipient, "450 later", NoticeState.Waiting)]
    [InlineData(MailStep.End, "451 later", NoticeState.Waiting)]
    [InlineData(MailStep.Sender, "530 sign in first", NoticeState.Waiting)]
    [InlineData(MailStep.Sender, "550 not you", NoticeState.Failed)]
    [InlineData(MailStep.Recipient, "550 no such person", NoticeState.Failed)]
    [InlineData(MailStep.End, "554 spam", NoticeState.Failed)]
    public async Task Server_SayingNo_IsAskedAgainOnlyWhenItMeansLater(MailStep step, string answer, NoticeState state)
    {
        await WaitAsync();
        (_sink.AnswerAt, _sink.Answer) = (step, answer);

        await DeliverTwiceAsync();

        Assert.Equal(state, The().State);
        Assert.Empty(_sink.Taken);
        Assert.Equal(state == NoticeState.Failed ? 1 : 0, (await _notices.Reader.GlanceAsync(_notices.Student, Token)).Unread);
        Assert.NotEmpty(The().Error!);
    }

    [Fact]
    public void Pauses_GrowToAnHour() =>
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(attempts => (int)MailPost.PauseAfter(attempts).TotalMinutes));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    public async Task Kill_AtAnyCommit_StillComesToOneMail(int usesBeforeTheKill, int mails)
    {
        await WaitAsync();
        var process = new MortalContexts(_notices.Study.Get<IDbContextFactory<StudyDbContext>>());
        process.DieAfter(usesBeforeTheKill);
        try
        {
            await _notices.MailPost(process).DeliverAsync(Token);
        }
        catch (KilledException)
        {
            // kill -9: nothing of this process runs on.
        }

        await RestartAsync();

        Assert.Equal(mails, _sink.Taken.Count);
        Assert.Null(The().NextAt);
        Assert.Contains(The().State, new[] { NoticeState.Sent, NoticeState.Unconfirmed });
    }

    [Theory]
    [InlineData(MailStep.Greeting)]
    [InlineData(MailStep.Recipient)]
    [InlineData(MailStep.Data)]
    [InlineData(MailStep.End)]
    public async Task Kill_DuringTheDialogue_StillComesToOneMail(MailStep step)
    {
        await WaitAsync();
        var process = new MortalContexts(_notices.Study.Get<IDbContextFactory<StudyDbContext>>());
        // The process is dead from here on: it commits nothing any more, and its connection breaks.
        _sink.AtStep = at =>
        {
            if (at == step)
            {
                process.DieAfter(0);
                (_sink.DropAt, _sink.AtStep) = (step, _ => Task.CompletedTask);
            }
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<KilledException>(() => _notices.MailPost(process).DeliverAsync(Token));
        Assert.Equal(NoticeState.Sending, The().State);
        _sink.DropAt = MailStep.None;

        await RestartAsync();

        Assert.Single(_sink.Taken);
        Assert.Equal(step == MailStep.End ? NoticeState.Unconfirmed : NoticeState.Sent, The().State);
    }

    [Fact]
    public async Task Claim_OfAnotherLivingServer_IsLeftAloneUntilItsLeaseEnds()
    {
        await WaitAsync();
        var process = new MortalContexts(_notices.Study.Get<IDbContextFactory<StudyDbContext>>());
        process.DieAfter(2);
        await Assert.ThrowsAsync<KilledException>(() => _notices.MailPost(process).DeliverAsync(Token));

        await DeliverTwiceAsync();
        Assert.Empty(_sink.Taken);
        _notices.Study.Clock.SetUtc(_due + MailPost.Lease);
        await DeliverTwiceAsync();

        Assert.Single(_sink.Taken);
    }

    [Fact]
    public async Task Mail_LateButUseful_IsSent_AndUselessIsLogged()
    {
        await WaitAsync();
        _notices.Study.Clock.SetUtc(_due.AddMinutes(50));
        await DeliverTwiceAsync();
        Assert.Single(_sink.Taken);

        await _notices.PlanAsync(_notices.Lesson(42, start: _notices.Now.AddDays(1)));
        _notices.Study.Clock.SetUtc(_notices.Now.AddDays(2));
        await DeliverTwiceAsync();

        Assert.Single(_sink.Taken);
        Assert.Equal(NoticeState.LateLogged, _notices.All(_notices.Student)[^1].State);
        Assert.Equal(NoticeState.LateLogged, Assert.Single(await _notices.Reader.NewestAsync(_notices.Student, 10, Token)).State);
    }

    [Fact]
    public async Task QuietHours_LetAMailWait_UnlessItWouldBeTooLate()
    {
        // 04:00 in New York when it is due, the lesson at 05:00.
        await _notices.ChooseAsync(_notices.Student, c => c with { QuietFrom = new TimeOnly(22, 0), QuietTo = new TimeOnly(4, 30) });
        await WaitAsync();
        Assert.Equal(_due.AddMinutes(30), await _notices.MailPost().DeliverAsync(Token) ?? await _notices.MailPost().DeliverAsync(Token));
        Assert.Empty(_sink.Taken);
        await _notices.ChooseAsync(_notices.Student, c => c with { QuietTo = new TimeOnly(9, 0) });

        _notices.Study.Clock.SetUtc(_due.AddMinutes(30));
        await DeliverTwiceAsync();

        Assert.Single(_sink.Taken);
    }

    [Fact]
    public async Task Changes_OfOneMinute_AreOneMail()
    {
        await _notices.OnlyMailAsync(_notices.Student);
        var (first, second) = (_notices.Lesson(41), _notices.Lesson(42));
        await _notices.AnnounceAsync(first, first with { IsOn = false });
        await _notices.AnnounceAsync(second, second with { IsOn = false });

        _notices.Study.Clock.Advance(NoticePlannerGathering);
        await DeliverTwiceAsync();

        Assert.Contains("Subject: 2 lessons cancelled", Assert.Single(_sink.Taken), StringComparison.Ordinal);
        Assert.All(_notices.All(), n => Assert.Null(n.NextAt));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        _notices.Dispose();
    }

    private static TimeSpan NoticePlannerGathering => StudyDashboard.Features.Notices.Planning.NoticePlanner.Gathering;

    private Notice The() => Assert.Single(_notices.All(_notices.Student), n => n.Channel == NoticeChannel.Email && n.About == "lesson:41");

    /// <summary>One e-mail to the student waits and is due.</summary>
    private async Task WaitAsync(string title = "Algebra", string? link = null)
    {
        var choices = _notices.All();
        Assert.Empty(choices);
        await _notices.OnlyMailAsync(_notices.Student, minutes: 60);
        await _notices.PlanAsync(_notices.Lesson(title: title, link: link));
        _notices.Study.Clock.SetUtc(_due);
    }

    private async Task<DateTime?> DeliverTwiceAsync()
    {
        await _notices.MailPost().DeliverAsync(Token);
        return await _notices.MailPost().DeliverAsync(Token);
    }

    /// <summary>The next life of the process.</summary>
    private async Task RestartAsync()
    {
        _notices.Study.Clock.Advance(TimeSpan.FromSeconds(10));
        var post = _notices.MailPost();
        await post.RecoverAsync(Token);
        await post.DeliverAsync(Token);
        await post.DeliverAsync(Token);
    }
}

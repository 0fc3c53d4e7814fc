using StudyDashboard.Features.Accounts.Choices;

namespace StudyDashboard.Features.Notices;

/// <summary>
/// One thing that one person is told on one way: a row of the outbox until it is handed out, a line of the person's list afterwards. Its
/// <see cref="Key"/> is unique, so nothing is told twice, however often it is planned.
/// </summary>
public sealed partial class Notice
{
    public const int MaxKey = 160;
    public const int MaxAbout = 64;
    public const int MaxTitle = 200;
    public const int MaxAddress = 300;
    public const int MaxError = 300;

    private Notice()
    {
    }

    /// <param name="personId">Who is told.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="channel">How it is told.</param>
    /// <param name="key">What makes it this one: the thing, its time, the way and the person.</param>
    /// <param name="about">The thing by a short name, <c>lesson:41</c>: what is withdrawn with it.</param>
    /// <param name="content">What to say; the words are made when it is handed out.</param>
    /// <param name="dueAt">When to hand it out.</param>
    /// <param name="usefulUntil">After this it is logged as late instead.</param>
    /// <param name="nowUtc">The instant of the planning.</param>
    public Notice(
        int personId, NoticeKind kind, NoticeChannel channel, string key, string about, NoticeContent content, DateTime dueAt, DateTime usefulUntil, DateTime nowUtc)
    {
        (PersonId, Kind, Channel, Key, About, CreatedAt) = (personId, kind, channel, key, about, nowUtc);
        Say(content, dueAt, usefulUntil);
    }

    public int Id { get; private set; }

    public int PersonId { get; private set; }

    public NoticeKind Kind { get; private set; }

    public NoticeChannel Channel { get; private set; }

    public string Key { get; private set; } = "";

    public string About { get; private set; } = "";

    public NoticeContent Content { get; private set; } = new();

    /// <summary>The people whom it names, as <c>,7,41,</c>: it goes when one of them goes.</summary>
    public string Mentions { get; private set; } = ",";

    public DateTime DueAt { get; private set; }

    public DateTime UsefulUntil { get; private set; }

    /// <summary>When the post looks at it next; null when nothing is left to do.</summary>
    public DateTime? NextAt { get; private set; }

    public NoticeState State { get; private set; }

    /// <summary>What was said; empty before.</summary>
    public string Title { get; private set; } = "";

    public string Body { get; private set; } = "";

    /// <summary>Path of the page it is about.</summary>
    public string? Address { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>How often an e-mail was tried, or an alarm sounded.</summary>
    public int Attempts { get; private set; }

    /// <summary>Since when a full e-mail awaits the server's answer, in this attempt.</summary>
    public DateTime? HandedOverAt { get; private set; }

    /// <summary>Why it failed, in the mail server's words.</summary>
    public string? Error { get; private set; }

    public DateTime? SentAt { get; private set; }

    /// <summary>Since when it is a line of the person's list; null when another way tells the same there.</summary>
    public DateTime? ListedAt { get; private set; }

    public DateTime? ReadAt { get; private set; }

    /// <summary>When a browser took it on to show or sound it.</summary>
    public DateTime? ShownAt { get; private set; }

    /// <summary>Until when an alarm is put off.</summary>
    public DateTime? SnoozedUntil { get; private set; }

    /// <summary>Whether it can still be changed or withdrawn: nobody was told.</summary>
    public bool IsWaiting => State == NoticeState.Waiting;

    /// <summary>Changes what is said and when, while it waits.</summary>
    /// <exception cref="InvalidOperationException">It does not wait.</exception>
    public void Say(NoticeContent content, DateTime dueAt, DateTime usefulUntil)
    {
        Require(NoticeState.Waiting);
        (DueAt, UsefulUntil, Address, Mentions) = (dueAt, usefulUntil, content.Address, content.Mentions);
        // A failed attempt has set its own next one.
        NextAt = Attempts == 0 ? dueAt : NextAt;
        if (!content.Equals(Content))
        {
            Content = content;
        }
    }

    private void Require(params ReadOnlySpan<NoticeState> states)
    {
        if (!states.Contains(State))
        {
            throw new InvalidOperationException($"A notice that is {State} cannot do that.");
        }
    }
}

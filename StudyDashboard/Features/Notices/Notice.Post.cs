using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices;

/// <content>Its way through the post, and what the person does with it.</content>
public sealed partial class Notice
{
    /// <summary>Fixes the words: what the person was told stays as it was told.</summary>
    public void Word(string title, string body) => (Title, Body) = (title.Length > MaxTitle ? title[..MaxTitle] : title, body);

    /// <summary>Hands it to the open pages.</summary>
    /// <param name="nowUtc">The instant.</param>
    /// <param name="isSilent">Whether no sound and no notice of the system may come of it: quiet hours.</param>
    public void HandOut(DateTime nowUtc, bool isSilent)
    {
        Require(NoticeState.Waiting, NoticeState.Snoozed);
        (State, SentAt, NextAt, SnoozedUntil) = (NoticeState.Sent, SentAt ?? nowUtc, null, null);
        (ShownAt, Attempts) = (isSilent ? nowUtc : null, Attempts + 1);
    }

    /// <summary>Lets another one, due to the same person on the same way, tell it.</summary>
    public void Join(DateTime nowUtc)
    {
        Require(NoticeState.Waiting);
        (State, SentAt, ReadAt, NextAt) = (NoticeState.Joined, nowUtc, nowUtc, null);
    }

    /// <summary>Takes up what others had to say as well.</summary>
    public void Gather(NoticeKind kind, NoticeContent whole, DateTime usefulUntil) =>
        (Kind, Content, Mentions, Address, UsefulUntil) = (kind, whole, whole.Mentions, whole.Address, usefulUntil);

    public void LogLate()
    {
        Require(NoticeState.Waiting, NoticeState.Sending);
        (State, NextAt) = (NoticeState.LateLogged, null);
    }

    /// <summary>Puts it into the list.</summary>
    public void List(DateTime nowUtc) => ListedAt ??= nowUtc;

    /// <summary>Leaves it for later.</summary>
    public void Wait(DateTime untilUtc)
    {
        Require(NoticeState.Waiting);
        NextAt = untilUtc;
    }

    /// <summary>Takes an e-mail to the mail server.</summary>
    /// <param name="untilUtc">When another attempt may begin if nothing is heard of this one.</param>
    public void Claim(DateTime untilUtc)
    {
        Require(NoticeState.Waiting, NoticeState.Sending);
        (State, NextAt, HandedOverAt, Attempts) = (NoticeState.Sending, untilUtc, null, Attempts + 1);
    }

    /// <summary>The e-mail is about to be complete at the server: from here on it may have been taken.</summary>
    public void HandOver(DateTime nowUtc)
    {
        Require(NoticeState.Sending);
        HandedOverAt = nowUtc;
    }

    public void Confirm(DateTime nowUtc)
    {
        Require(NoticeState.Sending);
        // An e-mail is read where it arrives: it is no news in the list.
        (State, SentAt, ReadAt, NextAt, Error) = (NoticeState.Sent, nowUtc, nowUtc, null, null);
    }

    public void LeaveUnconfirmed(DateTime nowUtc)
    {
        Require(NoticeState.Sending);
        (State, SentAt, NextAt) = (NoticeState.Unconfirmed, nowUtc, null);
    }

    public void Fail(string error)
    {
        Require(NoticeState.Sending, NoticeState.Waiting);
        (State, NextAt, Error) = (NoticeState.Failed, null, Cut(error));
    }

    /// <summary>The mail server would not take it now.</summary>
    public void TryAgain(DateTime atUtc, string error)
    {
        Require(NoticeState.Sending);
        (State, NextAt, HandedOverAt, Error) = (NoticeState.Waiting, atUtc, null, Cut(error));
    }

    public void Read(DateTime nowUtc) => ReadAt ??= nowUtc;

    /// <summary>Puts an alarm off.</summary>
    public void Snooze(DateTime untilUtc)
    {
        Require(NoticeState.Sent);
        if (Channel != NoticeChannel.Alarm)
        {
            throw new InvalidOperationException("Only an alarm can be put off.");
        }
        (State, NextAt, SnoozedUntil, ShownAt) = (NoticeState.Snoozed, untilUtc, untilUtc, null);
        // It is wanted at that time, whatever it was good for before.
        UsefulUntil = Clock.Later(UsefulUntil, untilUtc.AddMinutes(10));
    }

    /// <summary>Ends an alarm, sounding or put off.</summary>
    public void Dismiss(DateTime nowUtc)
    {
        Require(NoticeState.Sent, NoticeState.Snoozed);
        (State, NextAt, SnoozedUntil) = (NoticeState.Dismissed, null, null);
        Read(nowUtc);
    }

    private static string Cut(string text) => text.Length > MaxError ? text[..MaxError] : text;
}

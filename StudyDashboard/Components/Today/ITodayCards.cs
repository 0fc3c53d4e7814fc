using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Components.Today;

/// <summary>
/// A feature's cards on Today: in the first row ("what now?"), or a widget of their own. Registering one class as a singleton adds them;
/// Today itself stays as it is. A feature that has nothing to say gives no card.
/// </summary>
public interface ITodayCards
{
    /// <summary>Names the class within Today: its commands come back to it. A short word that never changes.</summary>
    string Source { get; }

    /// <summary>Where its cards stand among the others, smaller first: timer 10, the next lesson 30, planned sessions 40.</summary>
    int Order { get; }

    /// <summary>The cards for now. Keep it to one statement, or none: all of Today has twelve.</summary>
    Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken);

    /// <summary>Carries out a command of one of its cards.</summary>
    Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken);
}

/// <summary>What is known already when the cards are asked for.</summary>
public sealed record TodayRequest(Profile Person, DateOnly Today, DateTime NowUtc, SessionGlance Glance);

/// <summary>A card: a line above, a title, a line below, and what can be done.</summary>
public sealed record TodayCard
{
    public required string Kicker { get; init; }

    public required string Title { get; init; }

    public string? Detail { get; init; }

    /// <summary>Whether it is the one to look at first.</summary>
    public bool IsPrimary { get; init; }

    public IReadOnlyList<TodayAction> Actions { get; init; } = [];

    /// <summary>Lines with actions of their own, for a card about several things.</summary>
    public IReadOnlyList<TodayCardLine> Lines { get; init; } = [];

    /// <summary>The widget that it is, by a name of Today's layout; null for a card of the first row.</summary>
    public string? Widget { get; init; }

    /// <summary>Parts that fill up, for a widget.</summary>
    public IReadOnlyList<TodayBar> Bars { get; init; } = [];

    /// <summary>How its figures are counted, for a widget.</summary>
    public string? HowCounted { get; init; }

    /// <summary>The instant from which it says something else, UTC; null when only a change makes it do so.</summary>
    public DateTime? OutOfDateAt { get; init; }

    /// <summary>The <see cref="ITodayCards.Source"/> that made it; Today fills it in.</summary>
    public string Source { get; init; } = "";

    /// <summary>The instant after <paramref name="nowUtc"/> at which the first of some cards says something else, at the latest <paramref name="latestUtc"/>.</summary>
    public static DateTime NextChange(IEnumerable<TodayCard> cards, DateTime nowUtc, DateTime latestUtc) =>
        cards.Select(c => c.OutOfDateAt ?? latestUtc).Where(at => at > nowUtc).Append(latestUtc).Min();
}

/// <summary>One thing of a card about several.</summary>
public sealed record TodayCardLine(string Text, IReadOnlyList<TodayAction> Actions);

/// <summary>One thing of a widget that fills up.</summary>
/// <param name="Label">What.</param>
/// <param name="Amount">How far, in words: "85 of 120 min".</param>
/// <param name="Percent">How far the bar is filled, 0 to 100.</param>
/// <param name="Note">What follows from it: what it takes, where it stands.</param>
/// <param name="Href">Where there is more of it.</param>
/// <param name="IsReached">Whether it is where it should be.</param>
public sealed record TodayBar(string Label, string Amount, double Percent, string Note, string Href, bool IsReached);

/// <summary>Something to do from a card: a page to open, or a command for the card's source.</summary>
/// <param name="Label">What the button says.</param>
/// <param name="Href">The page, for a link.</param>
/// <param name="Command">The command, for a button.</param>
/// <param name="Id">What the command is about.</param>
/// <param name="Switch">Whether to finish a session that runs first. Today sets it when the person says so.</param>
public sealed record TodayAction(string Label, string? Href = null, string? Command = null, int? Id = null, bool Switch = false)
{
    /// <summary>The label for who cannot see what stands around it; null when the label alone says it.</summary>
    public string? FullLabel { get; init; }
}

/// <summary>A command that was carried out.</summary>
/// <param name="Text">What was done, when it can be undone: "Session skipped".</param>
/// <param name="ChangeId">The recorded change, which undoes it.</param>
public sealed record TodayDone(string? Text = null, int? ChangeId = null);

using StudyDashboard.Features.Accounts;
using StudyDashboard.Texts;

namespace StudyDashboard.Components.Layout;

/// <summary>A page as rail, bottom bar, palette and shortcuts know it.</summary>
/// <param name="Address">From <see cref="PageAddresses"/>.</param>
/// <param name="Icon">A name of <see cref="Ui.Icons"/>.</param>
/// <param name="Text">Its name in the reader's language.</param>
/// <param name="Key">The letter that goes there after <c>g</c>.</param>
/// <param name="IsSeenBy">Whose rail shows it; who may open the page is the page's own affair.</param>
public sealed record PageEntry(string Address, string Icon, Func<string> Text, string Key, Func<Profile, bool> IsSeenBy)
{
    /// <summary>All pages that the rail knows, in its order. The first ones stand in a phone's bottom bar.</summary>
    public static IReadOnlyList<PageEntry> All { get; } =
    [
        new(PageAddresses.Today, "today", () => SharedTexts.Nav_Today, "t", _ => true),
        new(PageAddresses.Schedule, "calendar", () => SharedTexts.Nav_Schedule, "h", p => p.IsTutor || p.IsStudent || p.IsGuardian),
        new(PageAddresses.Timer, "timer", () => SharedTexts.Nav_Timer, "i", p => p.IsStudent),
        new(PageAddresses.Review, "cards", () => SharedTexts.Nav_Review, "r", p => p.IsStudent),
        new(PageAddresses.Plans, "plan", () => PlanTexts.Title, "p", p => p.IsStudent || p.IsTutor),
        new(PageAddresses.Library, "library", () => SharedTexts.Nav_Library, "b", p => p.IsStudent),
        new(PageAddresses.Scenarios, "scenario", () => SharedTexts.Nav_Scenarios, "o", p => p.IsStudent),
        new(PageAddresses.Quizzes, "quiz", () => QuizTexts.Title, "q", p => p.IsStudent || p.IsTutor),
        new(PageAddresses.Goals, "goal", () => GoalTexts.Title, "g", p => p.IsStudent),
        new(PageAddresses.Log, "log", () => SharedTexts.Nav_Log, "l", p => p.IsStudent),
        new(PageAddresses.Reports, "report", () => ReportTexts.Nav, "e", p => p.IsStudent || p.IsTutor || p.IsGuardian),
        new(PageAddresses.Classes, "class", () => ClassTexts.Title, "k", p => p.IsStudent || p.IsTutor),
        new(PageAddresses.Students, "people", () => SharedTexts.Nav_Students, "u", p => p.IsTutor),
        new(PageAddresses.Children, "person", () => SharedTexts.Nav_Children, "c", p => p.IsGuardian),
        new(PageAddresses.Admin, "shield", () => SharedTexts.Nav_Admin, "a", p => p.IsAdmin),
    ];

    /// <summary>Stands at the foot of the rail.</summary>
    public static PageEntry Settings { get; } = new(PageAddresses.Settings, "settings", () => SharedTexts.Nav_Settings, "s", _ => true);

    /// <summary>Stand in the palette only.</summary>
    public static IReadOnlyList<PageEntry> Further { get; } =
    [
        new(PageAddresses.Import, "import", () => SharedTexts.Nav_Import, "", p => p.IsStudent),
        new(PageAddresses.Rewards, "star", () => RewardTexts.Title, "", p => p.IsStudent),
        new(PageAddresses.LogDeleted, "delete", () => SharedTexts.Nav_Deleted, "", p => p.IsStudent),
        new(PageAddresses.Analytics, "report", () => ReportTexts.Nav_Analytics, "", p => p.IsStudent || p.IsTutor || p.IsGuardian),
        new(PageAddresses.Notices, "bell", () => NoticeTexts.Title, "", _ => true),
        new(PageAddresses.Tokens, "key", () => SharedTexts.Nav_Tokens, "", _ => true),
        new(PageAddresses.Api, "link", () => SharedTexts.Nav_Api, "", _ => true),
    ];

    /// <summary>The pages that a person's rail shows, settings not among them.</summary>
    public static IEnumerable<PageEntry> For(Profile profile) => All.Where(entry => entry.IsSeenBy(profile));

    /// <summary>Whether an address is of this page: Today only its own, the others all below theirs too.</summary>
    public bool Holds(string path) =>
        path == Address || (Address != PageAddresses.Today && path.StartsWith($"{Address}/", StringComparison.Ordinal));
}

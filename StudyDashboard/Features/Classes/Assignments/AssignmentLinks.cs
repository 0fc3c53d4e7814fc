using System.Globalization;
using StudyDashboard.Components;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Scenarios;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Assignments;

/// <summary>
/// What an assignment can lead to: of a taught class what its students can open too, the tutor's shared banks and the built-in scenarios; of
/// a private one all that is the student's.
/// </summary>
public sealed class AssignmentLinks(LibraryReader library, BankReader banks, ScenarioService scenarios)
{
    private const int MostMaterials = 200;

    /// <summary>All that can be chosen.</summary>
    public async Task<IReadOnlyList<AssignmentLink>> OfferedAsync(int personId, bool isPrivate, CancellationToken cancellationToken)
    {
        var topics = (await banks.TopicsAsync(personId, cancellationToken)).Where(t => isPrivate || t is { IsMine: true, IsShared: true });
        var stories = (await scenarios.ListAsync(personId, null, null, cancellationToken)).Where(s => isPrivate || s.Own is null);
        var links = topics.Select(t => new AssignmentLink(AssignmentLinkKind.Quiz, t.Id.ToString(CultureInfo.InvariantCulture), t.Title))
            .Concat(stories.Select(s => new AssignmentLink(AssignmentLinkKind.Scenario, s.Key, s.Content.Title))).ToList();
        if (isPrivate)
        {
            var (items, _) = await library.PageAsync(personId, new MaterialFilter(), 1, MostMaterials, cancellationToken);
            links.AddRange(items.Select(m => new AssignmentLink(AssignmentLinkKind.Material, m.Id.ToString(CultureInfo.InvariantCulture), m.Title)));
        }
        return links;
    }

    /// <summary>The link with its title, or why it cannot be made.</summary>
    public async Task<Outcome<AssignmentLink>> FindAsync(int personId, bool isPrivate, AssignmentLinkKind kind, string key, CancellationToken cancellationToken)
    {
        var isNumber = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var title = kind switch
        {
            AssignmentLinkKind.Quiz when isNumber => (await banks.TopicAsync(personId, id, cancellationToken)) is { } topic && (isPrivate || topic is { IsMine: true, IsShared: true })
                ? topic.Title : null,
            AssignmentLinkKind.Scenario => (await scenarios.FindAsync(personId, key, cancellationToken)) is { } story && (isPrivate || story.Own is null) ? story.Content.Title : null,
            AssignmentLinkKind.Material when isNumber && isPrivate => (await library.FindAsync(personId, id, cancellationToken))?.Material.Title,
            _ => null,
        };
        return title is null
            ? Refusal.Invalid(new FieldError("link_key", isPrivate ? AssignmentTexts.Refused_Link : AssignmentTexts.Refused_LinkOfClass))
            : new AssignmentLink(kind, key, title);
    }

    /// <summary>The page that a link opens.</summary>
    public static string AddressOf(AssignmentLink link) => link.Kind switch
    {
        AssignmentLinkKind.Quiz => PageAddresses.QuizStart(int.Parse(link.Key, CultureInfo.InvariantCulture)),
        AssignmentLinkKind.Material => PageAddresses.Material(int.Parse(link.Key, CultureInfo.InvariantCulture)),
        _ => BuiltInScenarios.All.TryGetValue(link.Key, out var story) ? PageAddresses.ScenariosOf(story.Language, story.Level) : PageAddresses.Scenarios,
    };
}

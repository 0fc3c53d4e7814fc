using System.Text.RegularExpressions;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Tests.Architecture;

/// <summary>Who may come in where: the one table of every route. A route that is not in it fails <see cref="AccessTests"/>.</summary>
internal static partial class AccessRules
{
    public const string Anyone = "anyone";
    public const string SignedIn = "signed in";

    /// <summary>Routes of the API: a token, whose scope decides; or, to read, the cookie of who is signed in.</summary>
    public const string Token = "token";

    private static readonly Dictionary<string, string> Rules = new(StringComparer.Ordinal)
    {
        ["/"] = SignedIn,
        ["/admin"] = Roles.Admin,
        ["/api"] = SignedIn,
        ["/api/analytics/sessions"] = Token,
        ["/api/analytics/sessions/{id:int}"] = Token,
        ["/api/analytics/sessions/{id:int}/activities"] = Token,
        ["/api/analytics/sessions/{id:int}/end"] = Token,
        ["/api/analytics/sessions/{id:int}/pause"] = Token,
        ["/api/analytics/sessions/{id:int}/resume"] = Token,
        ["/api/analytics/sessions/start"] = Token,
        ["/api/auth/login"] = Anyone,
        ["/api/auth/refresh"] = Anyone,
        ["/calendar/{token}.ics"] = Anyone,
        ["/api/cards"] = Token,
        ["/api/cards/{id:int}"] = Token,
        ["/api/decks"] = Token,
        ["/api/decks/{id:int}"] = Token,
        ["/api/enrollments"] = Token,
        ["/api/enrollments/{id:int}"] = Token,
        ["/api/quizzes/questions/{id:int}"] = Token,
        ["/api/quizzes/sessions"] = Token,
        ["/api/quizzes/sessions/{id:int}"] = Token,
        ["/api/quizzes/sessions/{id:int}/abandon"] = Token,
        ["/api/quizzes/sessions/{id:int}/answers"] = Token,
        ["/api/quizzes/sessions/{id:int}/finalize"] = Token,
        ["/api/quizzes/topics"] = Token,
        ["/api/quizzes/topics/{id:int}"] = Token,
        ["/api/quizzes/topics/{id:int}/export"] = Token,
        ["/api/quizzes/topics/{id:int}/pack"] = Token,
        ["/api/quizzes/topics/{id:int}/questions"] = Token,
        ["/api/quizzes/topics/{id:int}/statistics"] = Token,
        ["/api/materials"] = Token,
        ["/api/materials/{id:int}"] = Token,
        ["/api/materials/{id:int}/cards"] = Token,
        ["/api/scenario-history"] = Token,
        ["/api/scenario-runs"] = Token,
        ["/api/scenario-runs/{id:int}"] = Token,
        ["/api/scenario-runs/{id:int}/complete"] = Token,
        ["/api/scenario-runs/{id:int}/steps"] = Token,
        ["/api/scenarios"] = Token,
        ["/api/scenarios/{key}"] = Token,
        ["/api/reviews"] = Token,
        ["/api/reviews/forecast"] = Token,
        ["/api/reviews/queue"] = Token,
        ["/api/reviews/recall/{deck:int}"] = Token,
        ["/api/reviews/retention"] = Token,
        ["/api/reviews/undo"] = Token,
        ["/api/sessions"] = Token,
        ["/api/sessions/{id:int}"] = Token,
        ["/api/sessions/{id:int}/apology"] = Token,
        ["/api/sessions/{id:int}/attendance"] = Token,
        ["/api/sessions/{id:int}/reviews"] = Token,
        ["/children"] = SignedIn,
        ["/clock"] = Anyone,
        ["/dashboard/sessions"] = SignedIn,
        ["/dashboard/sessions/deleted"] = SignedIn,
        ["/error"] = Anyone,
        ["/health/live"] = Anyone,
        ["/health/ready"] = Anyone,
        ["/invitation/{Secret}"] = Anyone,
        ["/library"] = SignedIn,
        ["/library/new"] = SignedIn,
        ["/library/{Id:int}"] = SignedIn,
        ["/library/{Id:int}/edit"] = SignedIn,
        ["/library/{id:int}/file"] = SignedIn,
        ["/scenarios"] = SignedIn,
        ["/scenarios/history"] = SignedIn,
        ["/scenarios/new"] = SignedIn,
        ["/scenarios/runs/{Id:int}"] = SignedIn,
        ["/scenarios/{Key}/edit"] = SignedIn,
        ["/scenarios/{key}.json"] = SignedIn,
        ["/not-found"] = Anyone,
        ["/notices"] = SignedIn,
        ["/openapi/{documentName}.json"] = SignedIn,
        ["/quizzes"] = SignedIn,
        ["/quizzes/history"] = SignedIn,
        ["/quizzes/topics/{Id:int}"] = SignedIn,
        ["/quizzes/{Id:int}"] = SignedIn,
        ["/register"] = Anyone,
        ["/reset/{PersonId:int}"] = Anyone,
        ["/review"] = SignedIn,
        ["/review/cards/{id:int}"] = SignedIn,
        ["/review/decks/{Id:int}"] = SignedIn,
        ["/review/decks/{Id:int}/settings"] = SignedIn,
        ["/review/decks/{id:int}/export"] = SignedIn,
        ["/review/figures"] = SignedIn,
        ["/review/sitting"] = SignedIn,
        ["/schedule/lessons/{Id:int}/whiteboard"] = SignedIn,
        ["/schedule/lessons/{id:int}/whiteboard.svg"] = SignedIn,
        ["/schedule/requests"] = SignedIn,
        ["/schedule/closing"] = Roles.Tutor,
        ["/schedule/lessons/{Id:int}"] = SignedIn,
        ["/schedule"] = SignedIn,
        ["/settings"] = SignedIn,
        ["/settings/calendars"] = SignedIn,
        ["/settings/delete-account"] = SignedIn,
        ["/settings/export"] = SignedIn,
        ["/settings/import"] = SignedIn,
        ["/settings/password"] = SignedIn,
        ["/settings/tokens"] = SignedIn,
        ["/settings/{Section}"] = SignedIn,
        ["/setup"] = Anyone,
        ["/sign-in"] = Anyone,
        ["/sign-out"] = SignedIn,
        ["/students"] = Roles.Tutor,
        ["/timer"] = SignedIn,
        ["/welcome"] = SignedIn,
    };

    /// <summary>Who may come in at a route pattern, or null when no rule names it.</summary>
    public static string? WhoOf(string pattern) => Rules.TryGetValue(pattern.Length > 1 ? pattern.TrimEnd('/') : pattern, out var who) ? who
        : Framework().IsMatch(pattern) ? SignedIn
        : StaticFile().IsMatch(pattern) ? Anyone
        : null;

    // The circuit and its parts carry no policy of their own, so the fallback asks for a sign-in.
    [GeneratedRegex(@"^/_blazor|^/_framework/opaque-redirect$")]
    private static partial Regex Framework();

    [GeneratedRegex(@"^/\{\*\*path:file\}$|^/(_framework|_content|css|js|icons|sounds)/[^{]+\.[a-z0-9]+$|^/StudyDashboard\.[a-z0-9.]+css$")]
    private static partial Regex StaticFile();
}

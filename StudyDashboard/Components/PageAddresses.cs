using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Reports.Page;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Tutoring.Schedule;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Components;

/// <summary>Every address of a page. Links and redirects are built here and nowhere else.</summary>
public static class PageAddresses
{
    public const string Today = "/";
    public const string Timer = "/timer";
    public const string Log = "/dashboard/sessions";
    public const string NewEntry = "/dashboard/sessions?form=new";
    public const string Goals = "/dashboard/goals";
    public const string Rewards = "/dashboard/rewards";
    public const string LogDeleted = "/dashboard/sessions/deleted";
    public const string Reports = "/dashboard/reports";
    public const string Analytics = "/dashboard/analytics";
    public const string Notices = "/notices";
    public const string Schedule = "/schedule";
    public const string Plans = "/plans";
    public const string NewPlan = "/plans/new";
    public const string Library = "/library";
    public const string NewMaterial = "/library/new";
    public const string Scenarios = "/scenarios";
    public const string NewScenario = "/scenarios/new";
    public const string ScenarioHistory = "/scenarios/history";
    public const string Settings = "/settings";
    public const string Import = "/settings/import";
    public const string Tokens = "/settings/tokens";
    public const string Calendars = "/settings/calendars";
    public const string Webhooks = "/settings/webhooks";
    public const string Api = "/api";
    public const string Admin = "/admin";
    public const string Children = "/children";
    public const string Students = "/students";
    public const string Requests = "/schedule/requests";
    public const string Closing = "/schedule/closing";
    public const string Classes = "/classes";
    public const string Quizzes = "/quizzes";
    public const string QuizHistory = "/quizzes/history";
    public const string Review = "/review";
    public const string Sitting = "/review/sitting";
    public const string ReviewFigures = "/review/figures";
    public const string Export = "/settings/export";
    public const string Password = "/settings/password";
    public const string SignInSettings = "/settings/sign-in";
    public const string SecondStep = "/settings/second-step";
    public const string NewPasskey = "/settings/new-passkey";
    public const string DeleteAccount = "/settings/delete-account";
    public const string Register = "/register";
    public const string Setup = "/setup";
    public const string Welcome = "/welcome";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string NotFound = "/not-found";
    public const string Resting = "/resting";

    /// <summary>Where a page rests that another page of its person needs the room of.</summary>
    public static string RestingFrom(string page) => QueryHelpers.AddQueryString(Resting, "page", page);

    /// <summary>The import with a kind of file chosen.</summary>
    public static string ImportOf(string kind) => $"{Import}?kind={kind}";

    /// <summary>A plan.</summary>
    public static string Plan(int id) => string.Create(CultureInfo.InvariantCulture, $"{Plans}/{id}");

    /// <summary>The editor of a plan.</summary>
    public static string PlanEditor(int id) => $"{Plan(id)}/edit";

    /// <summary>A new plan that begins with a template.</summary>
    public static string PlanFrom(string template) => QueryHelpers.AddQueryString(NewPlan, "template", template);

    /// <summary>What would be planned for the next weeks.</summary>
    public static string PlanTasks(int id, int? weeks = null) =>
        weeks is { } count ? string.Create(CultureInfo.InvariantCulture, $"{Plan(id)}/tasks?weeks={count}") : $"{Plan(id)}/tasks";

    /// <summary>What would be moved.</summary>
    public static string PlanReplan(int id) => $"{Plan(id)}/replan";

    /// <summary>The library with a filter.</summary>
    public static string LibraryWith(IDictionary<string, string?> query) => QueryHelpers.AddQueryString(Library, query);

    /// <summary>A material in the reader.</summary>
    public static string Material(int id) => string.Create(CultureInfo.InvariantCulture, $"/library/{id}");

    /// <summary>The form of a material.</summary>
    public static string MaterialForm(int id) => $"{Material(id)}/edit";

    /// <summary>A run of a scenario, and its result when it is complete.</summary>
    public static string ScenarioRun(int id) => string.Create(CultureInfo.InvariantCulture, $"/scenarios/runs/{id}");

    /// <summary>The editor of a scenario of one's own.</summary>
    public static string ScenarioEditor(string key) => $"/scenarios/{key}/edit";

    /// <summary>The scenarios of a language and level.</summary>
    public static string ScenariosOf(string? language, string? level) =>
        QueryHelpers.AddQueryString(Scenarios, new Dictionary<string, string?> { ["language"] = language, ["level"] = level });

    /// <summary>Completions of one scenario.</summary>
    public static string ScenarioHistoryOf(string? scenario, int page) => QueryHelpers.AddQueryString(
        ScenarioHistory, new Dictionary<string, string?> { ["scenario"] = scenario, ["page"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null });

    /// <summary>A card, in whichever deck it is.</summary>
    public static string Card(int id) => string.Create(CultureInfo.InvariantCulture, $"/review/cards/{id}");

    /// <summary>The goals with the history of one open.</summary>
    public static string Goal(int id) => string.Create(CultureInfo.InvariantCulture, $"{Goals}?goal={id}");

    /// <summary>A page of the points' ledger.</summary>
    public static string RewardsPage(int page) => page > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Rewards}?page={page}") : Rewards;

    /// <summary>A lesson's page.</summary>
    public static string Lesson(int id) => string.Create(CultureInfo.InvariantCulture, $"/schedule/lessons/{id}");

    /// <summary>A lesson's whiteboard.</summary>
    public static string Whiteboard(int lessonId) => $"{Lesson(lessonId)}/whiteboard";

    /// <summary>A class.</summary>
    public static string Class(int id) => string.Create(CultureInfo.InvariantCulture, $"{Classes}/{id}");

    /// <summary>A part of a class's page: <c>assignments</c>, <c>members</c>, <c>time</c>, <c>leaderboard</c>, <c>settings</c>.</summary>
    public static string ClassPart(int id, string part) => $"{Class(id)}?show={part}";

    /// <summary>A quiz; once it is finished, its result.</summary>
    public static string Quiz(int id) => string.Create(CultureInfo.InvariantCulture, $"/quizzes/{id}");

    /// <summary>A list of a quiz's result.</summary>
    public static string QuizList(int id, string list) => $"{Quiz(id)}?list={list}";

    /// <summary>The choices of a new quiz from a bank.</summary>
    public static string QuizStart(int topicId) => string.Create(CultureInfo.InvariantCulture, $"/quizzes?start={topicId}");

    /// <summary>A question bank.</summary>
    public static string QuizTopic(int id) => string.Create(CultureInfo.InvariantCulture, $"/quizzes/topics/{id}");

    /// <summary>A page of the finished quizzes.</summary>
    public static string QuizHistoryPage(int page) => page > 1 ? string.Create(CultureInfo.InvariantCulture, $"{QuizHistory}?page={page}") : QuizHistory;

    /// <summary>The log of one study day.</summary>
    public static string LogOfDay(DateOnly day) => QueryHelpers.AddQueryString(Log, "day", Iso(day));

    /// <summary>A page of the filtered log.</summary>
    public static string LogPage(LogFilter filter, int page) => QueryHelpers.AddQueryString(Log, new Dictionary<string, string?>
    {
        ["from"] = filter.From is { } from ? Iso(from) : null,
        ["to"] = filter.To is { } to ? Iso(to) : null,
        ["kind"] = filter.Kind is { } kind ? Words<SessionKind>.Of(kind) : null,
        ["status"] = filter.Status is { } status ? Words<SessionStatus>.Of(status) : null,
        ["find"] = filter.Text,
        ["page"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null,
    });

    /// <summary>The schedule as a query says.</summary>
    public static string ScheduleWith(ScheduleQuery query) => QueryHelpers.AddQueryString(Schedule, query.Parameters());

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Today with a year and a figure of its heatmap.</summary>
    public static string TodayWith(int? year, string? metric)
    {
        var query = string.Join('&', new[] { year is { } y ? string.Create(CultureInfo.InvariantCulture, $"year={y}") : null, metric is null ? null : $"metric={metric}" }.OfType<string>());
        return query.Length == 0 ? Today : $"{Today}?{query}";
    }
    /// <summary>A page of the history of notices.</summary>
    public static string NoticesPage(int page) => page > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Notices}?page={page}") : Notices;

    /// <summary>A sitting with one deck.</summary>
    public static string SittingOf(int deckId) => string.Create(CultureInfo.InvariantCulture, $"{Sitting}?deck={deckId}");

    /// <summary>The figures of one deck.</summary>
    public static string ReviewFiguresOf(int deckId) => string.Create(CultureInfo.InvariantCulture, $"{ReviewFigures}?deck={deckId}");

    /// <summary>The cards of a deck.</summary>
    public static string Deck(int deckId) => string.Create(CultureInfo.InvariantCulture, $"{Review}/decks/{deckId}");

    /// <summary>The settings of a deck.</summary>
    public static string DeckSettings(int deckId) => $"{Deck(deckId)}/settings";

    /// <summary>A deck as a file: <c>csv</c>, or <c>txt</c> as Anki reads it.</summary>
    public static string DeckExport(int deckId, string format) => $"{Deck(deckId)}/export?format={format}";

    /// <summary>A deck with one of its cards.</summary>
    public static string CardIn(int deckId, int cardId) => string.Create(CultureInfo.InvariantCulture, $"{Deck(deckId)}?card={cardId}");

    /// <summary>A deck's cards with one to be edited.</summary>
    public static string CardEdit(int deckId, int cardId) => string.Create(CultureInfo.InvariantCulture, $"{Deck(deckId)}?edit={cardId}");

    /// <summary>A deck's cards with a new one that begins with the text of another.</summary>
    public static string CardSplit(int deckId, int cardId) => string.Create(CultureInfo.InvariantCulture, $"{Deck(deckId)}?split={cardId}");

    /// <summary>A student's report of the week.</summary>
    public static string ReportsOf(int studentId) => string.Create(CultureInfo.InvariantCulture, $"{Reports}?student={studentId}");

    /// <summary>The report of a period.</summary>
    public static string ReportsWith(PeriodAsk ask) => QueryHelpers.AddQueryString(Reports, ask.Parameters());

    /// <summary>The analytics of a period.</summary>
    public static string AnalyticsWith(PeriodAsk ask) => QueryHelpers.AddQueryString(Analytics, ask.Parameters());

    /// <summary>The analytics of a period with a trend and a year.</summary>
    public static string AnalyticsWith(AnalyticsAsk ask) => QueryHelpers.AddQueryString(AnalyticsWith(ask.Days), new Dictionary<string, string?>
    {
        ["metric"] = Words<Metric>.Of(ask.Metric),
        ["step"] = Words<TrendStep>.Of(ask.Step),
        ["year"] = ask.Year?.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>A report as a file: <c>csv</c>, <c>xlsx</c>, <c>pdf</c> or <c>json</c>.</summary>
    public static string ReportFile(PeriodAsk ask, string format) => ask.File(format);

    /// <summary>Where a shared report is read, without a sign-in.</summary>
    public static string SharedReport(string secret) => $"/reports/shared/{secret}";

    /// <summary>A shared report as a file.</summary>
    public static string SharedReportFile(string secret, string format) => $"{SharedReport(secret)}/file?format={format}";

    /// <summary>A section of the settings.</summary>
    public static string SettingsOf(string section) => $"{Settings}/{section}";

    /// <summary>Where other programs read a calendar.</summary>
    public static string CalendarFeed(string secret) => $"/calendar/{secret}.ics";

    /// <summary>Where an invitation is accepted.</summary>
    public static string Invitation(string secret) => $"/invitation/{secret}";

    /// <summary>The second step of a sign-in.</summary>
    public static string SignInCode(string? returnUrl, bool remember, bool recovery) => QueryHelpers.AddQueryString($"{SignIn}/code", new Dictionary<string, string?>
    {
        ["ReturnUrl"] = returnUrl,
        ["Remember"] = remember ? "true" : null,
        ["Recovery"] = recovery ? "true" : null,
    });

    /// <summary>Where a new password is set.</summary>
    public static string Reset(int personId, string code) => $"/reset/{personId}?code={Uri.EscapeDataString(code)}";
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals.Api;

/// <summary>Goals over HTTP. Who calls is the student.</summary>
internal static class GoalEndpoints
{
    private const string Root = "/api/analytics/goals";

    private static readonly SortOrders<GoalView> Orders = new SortOrders<GoalView>(g => g.Id).By("id", g => g.Id).By("title", g => g.Draft.Title ?? "");

    public static void MapGoals(this WebApplication app)
    {
        var goals = app.MapApi(Root, "Goals");
        goals.MapGet("", ListAsync).WithSummary("List goals").WithDescription("Open ones first, each with its period of today.")
            .WithMetadata(ParameterDoc.Of<GoalStatus>("status", "Only goals that stand so."), ParameterDoc.Of<GoalPeriod>("period", "Only goals of this period."), ParameterDoc.Sort(Orders, null));
        goals.MapPost("", AddAsync).WithSummary("Make a goal");
        goals.MapGet("/{id:int}", GetAsync).WithSummary("Read a goal with its periods and manual entries");
        goals.MapPut("/{id:int}", EditAsync).WithSummary("Change a goal")
            .WithDescription("What is left out stays. Target, rest days and skip budget change from today on; what it counts, how often and from when stays. status: archived, paused or active.");
        goals.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a goal");
        goals.MapPost("/{id:int}/progress", CountAsync).WithSummary("Count something by hand").WithDescription("For a custom count only; every other goal follows from the sessions (409).");
    }

    private static async Task<Results<Ok<PageOf<GoalWire>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, ProfileService profiles, GoalReader reader, CancellationToken cancellationToken)
    {
        var (status, period) = (query.Word<GoalStatus>("status"), query.Word<GoalPeriod>("period"));
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var found = (await reader.ListAsync(await StudentAsync(user, profiles, cancellationToken), cancellationToken))
            .Where(g => (status is null || g.Status == status) && (period is null || g.Draft.Period == period)).ToList();
        return TypedResults.Ok(paging.Of(found, Orders, GoalWire.Of));
    }

    private static async Task<Results<Ok<GoalDetailWire>, ApiProblem>> GetAsync(
        int id, ClaimsPrincipal user, ProfileService profiles, GoalReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(await StudentAsync(user, profiles, cancellationToken), id, cancellationToken) is { } found
            ? TypedResults.Ok(new GoalDetailWire(GoalWire.Of(found.Goal), found))
            : ApiProblem.Of(GoalService.NoGoal());

    private static async Task<Results<Created<GoalWire>, ApiProblem>> AddAsync(
        JsonBody<GoalRequest> body, ClaimsPrincipal user, ProfileService profiles, GoalService goals, GoalReader reader,
        CancellationToken cancellationToken)
    {
        var student = await StudentAsync(user, profiles, cancellationToken);
        var errors = new List<FieldError>();
        if (!Words<GoalMetric>.TryParse(body.Value.Metric, out var metric))
        {
            errors.Add(new FieldError("metric", GoalTexts.Refused_Metric.With(string.Join(", ", Words<GoalMetric>.All))));
        }
        if (!Words<GoalPeriod>.TryParse(body.Value.Period, out var period))
        {
            errors.Add(new FieldError("period", GoalTexts.Refused_Period.With(string.Join(", ", Words<GoalPeriod>.All))));
        }
        var draft = Over(new GoalDraft { Metric = metric, Period = period }, body.Value, _ => true, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return ApiProblem.Of(invalid);
        }
        var added = await goals.AddAsync(student, draft, cancellationToken);
        if (added.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var made = (await reader.FindAsync(student, added.Value, cancellationToken))!.Goal;
        return TypedResults.Created($"{Root}/{made.Id}", GoalWire.Of(made));
    }

    private static async Task<Results<Ok<GoalWire>, ApiProblem>> EditAsync(
        int id, JsonBody<GoalRequest> body, IfMatch match, ClaimsPrincipal user, ProfileService profiles, GoalService goals, GoalReader reader,
        CancellationToken cancellationToken)
    {
        var student = await StudentAsync(user, profiles, cancellationToken);
        if (await reader.FindAsync(student, id, cancellationToken) is not { Goal: var stored })
        {
            return ApiProblem.Of(GoalService.NoGoal());
        }
        var errors = new List<FieldError>();
        var draft = Over(stored.Draft, body.Value, body.Has, errors);
        GoalStatus? status = null;
        if (body.Value.Status is { } word)
        {
            status = Words<GoalStatus>.TryParse(word, out var asked) && asked is GoalStatus.Active or GoalStatus.Paused or GoalStatus.Archived ? asked : null;
            if (status is null)
            {
                errors.Add(new FieldError("status", ApiTexts.Query_Word.With(word, "active, paused, archived")));
            }
        }
        if (errors.ToRefusal() is { } invalid)
        {
            return ApiProblem.Of(invalid);
        }
        // What was left out is filled from what was read, so what is stored must still be that.
        var edited = await goals.EditAsync(student, id, match.Version ?? stored.Version, draft, cancellationToken);
        if (edited.Refusal is null && status is { } to && to != stored.Status)
        {
            edited = await MoveAsync(goals, student, stored, to, cancellationToken);
        }
        if (edited.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        return TypedResults.Ok(GoalWire.Of((await reader.FindAsync(student, id, cancellationToken))!.Goal));
    }

    private static Task<Outcome<Goal>> MoveAsync(GoalService goals, Profile student, GoalView stored, GoalStatus to, CancellationToken cancellationToken) => to switch
    {
        GoalStatus.Archived => goals.ArchiveAsync(student, stored.Id, cancellationToken),
        GoalStatus.Paused => goals.PauseAsync(student, stored.Id, null, null, cancellationToken),
        _ => stored.Status == GoalStatus.Archived ? goals.UnarchiveAsync(student, stored.Id, cancellationToken) : goals.ResumeAsync(student, stored.Id, cancellationToken),
    };

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(
        int id, ClaimsPrincipal user, ProfileService profiles, GoalService goals, CancellationToken cancellationToken) =>
        await goals.DeleteAsync(await StudentAsync(user, profiles, cancellationToken), id, cancellationToken) is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.NoContent();

    private static async Task<Results<Created<GoalWire>, ApiProblem>> CountAsync(
        int id, JsonBody<GoalEntryRequest> body, ClaimsPrincipal user, ProfileService profiles, GoalService goals, GoalReader reader, CancellationToken cancellationToken)
    {
        var student = await StudentAsync(user, profiles, cancellationToken);
        var counted = await goals.CountAsync(student, id, body.Value.Amount, body.Value.Day, body.Value.Note, cancellationToken);
        return counted.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Created($"{Root}/{id}", GoalWire.Of((await reader.FindAsync(student, id, cancellationToken))!.Goal));
    }

    private static GoalDraft Over(GoalDraft draft, GoalRequest said, Predicate<string> has, List<FieldError> errors) => draft with
    {
        Metric = has("metric") && Words<GoalMetric>.TryParse(said.Metric, out var metric) ? metric : draft.Metric,
        Period = has("period") && Words<GoalPeriod>.TryParse(said.Period, out var period) ? period : draft.Period,
        Title = has("title") ? said.Title : draft.Title, Target = has("target") ? said.Target : draft.Target,
        Subject = has("subject") ? said.Subject : draft.Subject, ClassId = has("class_id") ? said.ClassId : draft.ClassId, PlanId = has("plan_id") ? said.PlanId : draft.PlanId,
        DomainCode = has("domain_code") ? said.DomainCode : draft.DomainCode, Kind = has("session_type") ? KindOf(said.SessionType, errors) : draft.Kind,
        Unit = has("unit") ? said.Unit : draft.Unit, StartsOn = has("starts_on") ? said.StartsOn : draft.StartsOn, EndsOn = has("ends_on") ? said.EndsOn : draft.EndsOn,
        RestDays = has("rest_days") ? DaysOf(said.RestDays ?? [], errors) : draft.RestDays, SkipBudget = has("skip_budget") ? said.SkipBudget ?? 0 : draft.SkipBudget,
    };

    private static SessionKind? KindOf(string? word, List<FieldError> errors)
    {
        if (word is null)
        {
            return null;
        }
        if (!Words<SessionKind>.TryParse(word, out var kind))
        {
            errors.Add(new FieldError("session_type", ApiTexts.Query_Word.With(word, string.Join(", ", Words<SessionKind>.All))));
        }
        return kind;
    }

    private static List<DayOfWeek> DaysOf(IReadOnlyList<string> words, List<FieldError> errors)
    {
        if (words.Any(w => !Words<DayOfWeek>.TryParse(w, out _)))
        {
            errors.Add(new FieldError("rest_days", GoalTexts.Refused_Weekday.With(string.Join(", ", Words<DayOfWeek>.All))));
            return [];
        }
        return [.. words.Select(Words<DayOfWeek>.Parse)];
    }

    private static async Task<Profile> StudentAsync(ClaimsPrincipal user, ProfileService profiles, CancellationToken cancellationToken) =>
        CurrentPerson.IdOf(user) is { } id && await profiles.GetAsync(id, cancellationToken) is { } profile
            ? profile
            : throw new InvalidOperationException("Nobody is signed in.");
}

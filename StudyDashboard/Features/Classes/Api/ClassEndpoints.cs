using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Api;

/// <summary>Classes and their members over HTTP. Who is in a class reads it, who runs it writes; for others it is not there.</summary>
internal static class ClassEndpoints
{
    internal const string Root = "/api/classes";

    private static readonly SortOrders<ClassRow> Orders = new SortOrders<ClassRow>(c => c.Id).By("id", c => c.Id).By("name", c => c.Name);
    private static readonly SortOrders<MemberRow> MemberOrders = new SortOrders<MemberRow>(m => m.StudentId).By("name", m => m.Name).By("joined_on", m => m.JoinedOn);

    public static void MapClassEndpoints(this IEndpointRouteBuilder app)
    {
        var classes = app.MapApi(Root, "Classes");
        classes.MapGet("", ListAsync).WithSummary("List classes").WithMetadata(new ParameterDoc("ended", "true: only ended ones; false: only running ones; both unless given.", ParameterKind.Truth), ParameterDoc.Sort(Orders, null));
        classes.MapPost("", AddAsync).WithSummary("Make a class").WithDescription("A tutor's; with \"is_private\": true a student's own.");
        classes.MapGet("/{id:int}", GetAsync).WithSummary("Read a class");
        classes.MapPut("/{id:int}", EditAsync).WithSummary("Change, end or reopen a class").WithDescription("What is left out stays as it is. leaderboard_metric null switches the leaderboard off.");
        classes.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a class").WithDescription("The sessions of its students stay. It can be restored for 30 days from what was recently deleted.");
        classes.MapPost("/{id:int}/code", CodeAsync).WithSummary("Open a join code").WithDescription("The code is shown only in this answer; the one before can no longer be used.");
        classes.MapPost("/join", JoinAsync).WithSummary("Join a class by its code");
        classes.MapGet("/{id:int}/members", MembersAsync).WithSummary("List the members of a class").WithDescription("The teacher sees everyone with totals, a student themselves.").WithMetadata(ParameterDoc.Sort(MemberOrders, null));
        classes.MapPost("/{id:int}/members", AddMemberAsync).WithSummary("Add one of your students");
        classes.MapPut("/{id:int}/members/{student:int}", ShareAsync).WithSummary("Say what you share").WithDescription("Only for oneself.");
        classes.MapDelete("/{id:int}/members/{student:int}", RemoveMemberAsync).WithSummary("Leave a class, or remove a student");
    }

    private static async Task<Results<Ok<PageOf<ClassWire>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, ClassReader reader, CancellationToken cancellationToken)
    {
        var ended = query.Bool("ended");
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var all = (await reader.ListAsync(Id(user), cancellationToken)).Where(c => ended is null || c.EndedOn is not null == ended).ToList();
        return TypedResults.Ok(paging.Of(all, Orders, ClassWire.Of));
    }

    private static async Task<Results<Ok<ClassWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, ClassReader reader, CancellationToken cancellationToken) =>
        await AnswerAsync(id, user, reader, cancellationToken) is { } wire ? TypedResults.Ok(wire) : NotThere();

    private static async Task<Results<Created<ClassWire>, ApiProblem>> AddAsync(
        JsonBody<ClassRequest> body, ClaimsPrincipal user, ProfileService profiles, ClassService classes, ClassReader reader, CancellationToken cancellationToken)
    {
        var said = body.Value;
        var maker = (await profiles.GetAsync(Id(user), cancellationToken))!;
        var made = await classes.AddAsync(maker, new ClassDraft(said.Name, said.Subject, said.ShowsNotes ?? false), said.IsPrivate ?? false, cancellationToken);
        return made.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Created($"{Root}/{made.Value}", (await AnswerAsync(made.Value, user, reader, cancellationToken))!);
    }

    private static async Task<Results<Ok<ClassWire>, ApiProblem>> EditAsync(
        int id, JsonBody<ClassRequest> body, IfMatch match, ClaimsPrincipal user, ClassService classes, LeaderboardService leaderboards, ClassReader reader,
        CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(Id(user), id, cancellationToken) is not { IsRun: true } stored)
        {
            return NotThere();
        }
        var said = body.Value;
        LeaderboardMetric? metric = null;
        if (said.LeaderboardMetric is { } word)
        {
            if (!Words<LeaderboardMetric>.TryParse(word, out var known))
            {
                return ApiProblem.Of(Refusal.Invalid(new FieldError("leaderboard_metric", ApiTexts.Query_Word.With(word, string.Join(", ", Words<LeaderboardMetric>.All)))));
            }
            metric = known;
        }
        var draft = new ClassDraft(body.Has("name") ? said.Name : stored.Name, body.Has("subject") ? said.Subject : stored.Subject, said.ShowsNotes ?? stored.ShowsNotes);
        Func<StudyClass, Refusal?>? compares = body.Has("leaderboard_metric") ? found => leaderboards.Compare(found, metric) : null;
        var refusal = (await classes.EditAsync(Id(user), id, draft, match.Version ?? stored.Version, said.Ended, compares, cancellationToken)).Refusal;
        return refusal is not null ? ApiProblem.Of(refusal) : TypedResults.Ok((await AnswerAsync(id, user, reader, cancellationToken))!);
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(int id, ClaimsPrincipal user, ClassService classes, CancellationToken cancellationToken) =>
        (await classes.DeleteAsync(Id(user), id, cancellationToken)).Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Results<Ok<JoinCodeWire>, ApiProblem>> CodeAsync(int id, ClaimsPrincipal user, ClassService classes, CancellationToken cancellationToken)
    {
        var opened = await classes.OpenCodeAsync(Id(user), id, cancellationToken);
        return opened.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(new JoinCodeWire(opened.Value.Code, opened.Value.ExpiresAt));
    }

    private static async Task<Results<Ok<ClassWire>, ApiProblem>> JoinAsync(
        JsonBody<JoinRequest> body, ClaimsPrincipal user, MemberService members, ClassReader reader, CancellationToken cancellationToken)
    {
        var joined = await members.JoinAsync(Id(user), body.Value.Code, cancellationToken);
        return joined.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok((await AnswerAsync(joined.Value, user, reader, cancellationToken))!);
    }

    private static async Task<Results<Ok<MembersWire>, ApiProblem>> MembersAsync(
        int id, Paging paging, ClaimsPrincipal user, ClassReader reader, ClassTimes times, AssignmentReader assignments, CancellationToken cancellationToken)
    {
        if (await reader.MembersAsync(Id(user), id, cancellationToken) is not { } members)
        {
            return NotThere();
        }
        var time = (await times.OfAsync(Id(user), id, cancellationToken))!;
        var given = (await assignments.OfClassAsync(Id(user), id, cancellationToken))!;
        var page = paging.Of(members, MemberOrders, m => MemberWire.Of(m, time.Members.FirstOrDefault(t => t.StudentId == m.StudentId), given));
        return TypedResults.Ok(new MembersWire(page.Items, page.Total, page.Page, page.PageSize, time.MedianThisWeek));
    }

    private static async Task<Results<Ok<ClassWire>, ApiProblem>> AddMemberAsync(
        int id, JsonBody<MemberRequest> body, ClaimsPrincipal user, MemberService members, ClassReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(Id(user), id, cancellationToken) is not { IsRun: true })
        {
            return NotThere();
        }
        if (body.Value.StudentId is not { } student)
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("student_id", PeopleTexts.Refused_Student)));
        }
        var added = await members.AddAsync(Id(user), id, student, cancellationToken);
        return added.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok((await AnswerAsync(id, user, reader, cancellationToken))!);
    }

    private static async Task<Results<Ok<ClassWire>, ApiProblem>> ShareAsync(
        int id, int student, JsonBody<MemberRequest> body, ClaimsPrincipal user, MemberService members, ClassReader reader, CancellationToken cancellationToken)
    {
        if (student != Id(user))
        {
            return NotThere();
        }
        var shared = await members.ShareNotesAsync(student, id, body.Value.SharesNotes ?? false, cancellationToken);
        return shared.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok((await AnswerAsync(id, user, reader, cancellationToken))!);
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveMemberAsync(int id, int student, ClaimsPrincipal user, MemberService members, CancellationToken cancellationToken) =>
        (await members.LeaveAsync(Id(user), id, student, cancellationToken)).Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<ClassWire?> AnswerAsync(int id, ClaimsPrincipal user, ClassReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(Id(user), id, cancellationToken) is { } found ? ClassWire.Of(found) : null;

    internal static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");

    internal static ApiProblem NotThere() => ApiProblem.Of(ClassBook.NotThere());
}

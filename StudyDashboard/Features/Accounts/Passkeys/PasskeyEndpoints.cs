using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Components;

namespace StudyDashboard.Features.Accounts.Passkeys;

/// <summary>What the script of the two pages asks before it turns to the device. Each is sent with the form it stands in.</summary>
internal static class PasskeyEndpoints
{
    public const string SignInOptions = $"{PageAddresses.SignIn}/passkey";
    public const string NewOptions = $"{PageAddresses.NewPasskey}/options";

    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        app.MapPost(SignInOptions, AskAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(NewOptions, BeginAsync).ExcludeFromDescription();
    }

    private static async Task<Results<ContentHttpResult, BadRequest>> AskAsync(HttpContext context, IAntiforgery antiforgery, SignInManager<Person> signIn) =>
        await antiforgery.IsRequestValidAsync(context)
            // Of nobody in particular: the device offers what it has, and nobody learns who has passkeys here.
            ? TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json")
            : TypedResults.BadRequest();

    private static async Task<Results<ContentHttpResult, UnprocessableEntity<string>, BadRequest>> BeginAsync(HttpContext context, IAntiforgery antiforgery, NewPasskey passkeys)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var options = await passkeys.BeginAsync(CurrentPerson.IdOf(context.User)!.Value, form["Form.Name"], form["Form.Password"]);
        return options.Refusal is { } refusal ? TypedResults.UnprocessableEntity(refusal.Message) : TypedResults.Content(options.Value, "application/json");
    }
}

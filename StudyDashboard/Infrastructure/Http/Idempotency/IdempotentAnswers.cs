using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http.Idempotency;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> acts once: a repeat gets the first answer again, also when both come at the same moment or
/// the server was killed in between.
/// </summary>
internal sealed class IdempotentAnswers(RequestDelegate next, IdempotencyStore store, TimeProvider clock)
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>On an answer that was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private static readonly string[] KeptHeaders = ["Content-Type", "Location", "ETag"];

    // Repeats of one key wait here for the first; two keys may share a turn, which costs them a wait and nothing else.
    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.Headers.TryGetValue(KeyHeader, out var header)
            || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || CurrentPerson.IdOf(context.User) is not { } personId)
        {
            await next(context);
            return;
        }
        var key = header.ToString();
        if (key.Length is 0 or > IdempotencyRecord.MaxKey || !key.All(c => c is >= ' ' and <= '~'))
        {
            var error = new FieldError(KeyHeader, ApiTexts.Key_Length.With(IdempotencyRecord.MaxKey));
            await ApiProblem.Of(Refusal.Invalid(error)).ExecuteAsync(context);
            return;
        }
        var hash = await HashAsync(request);
        var turn = Turns[(uint)HashCode.Combine(personId, key) % (uint)Turns.Length];
        await turn.WaitAsync(context.RequestAborted);
        try
        {
            await AnswerAsync(context, personId, key, hash);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task AnswerAsync(HttpContext context, int personId, string key, string hash)
    {
        var (state, record) = await store.BeginAsync(personId, key, hash, context.RequestAborted);
        switch (state)
        {
            case KeyState.Begun:
                await CarryOutAsync(context, record);
                break;
            case KeyState.Answered:
                await ReplayAsync(context, record);
                break;
            case KeyState.OtherPayload:
                await ApiProblem.Of(Refusal.Invalid(new FieldError(KeyHeader, ApiTexts.Key_OtherPayload))).ExecuteAsync(context);
                break;
            case KeyState.Busy:
                context.Response.Headers.RetryAfter = "1";
                await ApiProblem.Of(StatusCodes.Status409Conflict, ApiTexts.Key_Busy).ExecuteAsync(context);
                break;
            default:
                await ApiProblem.Of(StatusCodes.Status409Conflict, ApiTexts.Key_AnswerLost).ExecuteAsync(context);
                break;
        }
    }

    private async Task CarryOutAsync(HttpContext context, IdempotencyRecord record)
    {
        var response = context.Response;
        var (wire, gone) = (response.Body, context.RequestAborted);
        using var answer = new MemoryStream();
        response.Body = answer;
        // Once begun it is carried out to its answer: a caller who lost the connection comes back for it with the same key.
        context.RequestAborted = CancellationToken.None;
        try
        {
            using (ActedMark.Within(record.Id, clock.GetUtcNow().UtcDateTime))
            {
                await next(context);
            }
        }
        catch
        {
            await store.ForgetUnlessActedAsync(record);
            throw;
        }
        finally
        {
            (response.Body, context.RequestAborted) = (wire, gone);
        }
        if (response.StatusCode is < 500 and not (401 or 403 or 429))
        {
            var headers = KeptHeaders.Where(response.Headers.ContainsKey).ToDictionary(h => h, h => response.Headers[h].ToString());
            var secret = context.GetEndpoint()?.Metadata.GetMetadata<SecretField>();
            await store.AnswerAsync(record, response.StatusCode, JsonSerializer.Serialize(headers), secret?.Without(answer.ToArray()) ?? answer.ToArray());
        }
        else
        {
            await store.ForgetUnlessActedAsync(record);
        }
        answer.Position = 0;
        await answer.CopyToAsync(wire, gone);
    }

    private static async Task ReplayAsync(HttpContext context, IdempotencyRecord record)
    {
        var response = context.Response;
        response.StatusCode = record.Status!.Value;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(record.Headers)!)
        {
            response.Headers[name] = value;
        }
        response.Headers[ReplayedHeader] = "true";
        await response.Body.WriteAsync(record.Body, context.RequestAborted);
    }

    private static async Task<string> HashAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            hash.AppendData(chunk, 0, read);
        }
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

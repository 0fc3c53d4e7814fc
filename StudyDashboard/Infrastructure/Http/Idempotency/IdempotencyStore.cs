using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Infrastructure.Http.Idempotency;

/// <summary>What a key's record says about a request that carries the key.</summary>
public enum KeyState
{
    /// <summary>It is the first, or the first never acted: carry it out.</summary>
    Begun,

    /// <summary>The key came with another request.</summary>
    OtherPayload,

    /// <summary>Another node is at it.</summary>
    Busy,

    /// <summary>It was carried out; the answer was lost in a crash.</summary>
    AnswerLost,

    Answered,
}

/// <summary>Keeps the first answer to each key for <see cref="Lifetime"/>.</summary>
public sealed class IdempotencyStore(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long a key is known.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);

    // On SQLite no other process works on the database: what is begun and not acted was cut off. Elsewhere it is given this long.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(1);

    /// <summary>Begins a keyed request, or says what became of the first one.</summary>
    public async Task<(KeyState State, IdempotencyRecord Record)> BeginAsync(int personId, string key, string payloadHash, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var records = context.Set<IdempotencyRecord>();
        var record = await records.SingleOrDefaultAsync(r => r.PersonId == personId && r.Key == key, cancellationToken);
        if (record is not null && record.BegunAt <= now - Lifetime)
        {
            records.Remove(record);
            await context.SaveChangesAsync(cancellationToken);
            record = null;
        }
        if (record is null)
        {
            record = new IdempotencyRecord(personId, key, payloadHash, now);
            records.Add(record);
        }
        else
        {
            var state = record.PayloadHash != payloadHash ? KeyState.OtherPayload
                : record.Status is not null ? KeyState.Answered
                : record.ActedAt is not null ? KeyState.AnswerLost
                : !context.Database.IsSqlite() && record.BegunAt > now - LongestRequest ? KeyState.Busy
                : KeyState.Begun;
            if (state != KeyState.Begun)
            {
                return (state, record);
            }
            record.BeginAgain(now);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (KeyState.Begun, record);
    }

    /// <summary>Keeps the answer for repeats.</summary>
    public Task AnswerAsync(IdempotencyRecord begun, int status, string headers, byte[] body) =>
        ChangeAsync(begun, (_, record) => record.Answer(status, headers, body));

    /// <summary>Forgets a key whose request failed before it did anything, so that a repeat tries anew.</summary>
    public Task ForgetUnlessActedAsync(IdempotencyRecord begun) => ChangeAsync(begun, (context, record) =>
    {
        if (record.ActedAt is null)
        {
            context.Remove(record);
        }
    });

    /// <summary>Removes keys that are older than <see cref="Lifetime"/>: a background duty.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> PurgeAsync(DateTime asOf, CancellationToken cancellationToken)
    {
        var oldest = asOf - Lifetime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(0, cancellationToken);
        var removed = await context.Set<IdempotencyRecord>().Where(r => r.BegunAt <= oldest).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed;
    }

    // Not cancelled with the request: what was done must be answered the same again, also to a caller that has gone.
    private async Task ChangeAsync(IdempotencyRecord begun, Action<StudyDbContext, IdempotencyRecord> change)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await context.BeginWriteAsync(begun.PersonId, CancellationToken.None);
        if (await context.Set<IdempotencyRecord>().SingleOrDefaultAsync(r => r.Id == begun.Id) is { } record)
        {
            change(context, record);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        }
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudyDashboard.Infrastructure.Http.Idempotency;

/// <summary>
/// Notes in every transaction that commits within a keyed request that the request has acted, so that after a crash at any moment a
/// repeat knows whether to do it: what was done and the note of it are one commit.
/// </summary>
public sealed class ActedMark : DbTransactionInterceptor
{
    private static readonly AsyncLocal<Running?> Current = new();

    /// <summary>Everything that commits until disposed belongs to this record.</summary>
    public static IDisposable Within(int recordId, DateTime nowUtc) => Current.Value = new Running(recordId, nowUtc);

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        using var command = CommandOf(transaction);
        command?.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await using var command = CommandOf(transaction);
        if (command is not null)
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return result;
    }

    private static DbCommand? CommandOf(DbTransaction transaction)
    {
        if (Current.Value is not { Ended: false } running)
        {
            return null;
        }
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE idempotency_keys SET acted_at = @at WHERE id = @id AND acted_at IS NULL";
        Add(command, "@at", running.NowUtc);
        Add(command, "@id", running.RecordId);
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private sealed class Running(int recordId, DateTime nowUtc) : IDisposable
    {
        public int RecordId { get; } = recordId;

        public DateTime NowUtc { get; } = nowUtc;

        public bool Ended { get; private set; }

        public void Dispose() => Ended = true;
    }
}

using StudyDashboard.Data;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data;

public sealed class WriteTransactionsTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AfterCommit_WithinATransaction_WaitsForItsCommit()
    {
        await using var context = _study.Context();
        var done = 0;
        await using var transaction = await context.BeginWriteAsync(_study.StudentId, Token);

        context.AfterCommit(() => done++);

        Assert.Equal(0, done);
        await transaction.CommitAsync(Token);
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task AfterCommit_OfATransactionThatIsRolledBack_IsNotDone_AndTheNextOneDoesNotDoIt()
    {
        await using var context = _study.Context();
        var done = 0;
        await using (await context.BeginWriteAsync(_study.StudentId, Token))
        {
            context.AfterCommit(() => done++);
        }

        await using var next = await context.BeginWriteAsync(_study.StudentId, Token);
        await next.CommitAsync(Token);

        Assert.Equal(0, done);
    }

    // Two commands of one student, each reading before it writes: without the lock both would read the same.
    [Fact]
    public async Task Writes_OfOneStudent_ComeOneAfterTheOther()
    {
        const int Callers = 8;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            await using var context = _study.Context();
            await using var transaction = await context.BeginWriteAsync(_study.StudentId, Token);
            var person = (await context.Users.FindAsync([_study.StudentId], Token))!;
            person.AccessFailedCount++;
            await context.SaveChangesAsync(Token);
            await transaction.CommitAsync(Token);
        }));

        await using var read = _study.Context();
        Assert.Equal(Callers, (await read.Users.FindAsync([_study.StudentId], Token))!.AccessFailedCount);
    }

    public void Dispose() => _study.Dispose();
}

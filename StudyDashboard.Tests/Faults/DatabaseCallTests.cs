using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data.Backups;

namespace StudyDashboard.Tests.Faults;

/// <summary>
/// Every database call of every command is made to fail in its turn: the command has then happened wholly or not at all, and given again
/// it happens once. The ordinary run takes some of the calls, <c>bin/faults</c> all of them.
/// </summary>
public sealed class DatabaseCallTests(FaultyProduct product) : IClassFixture<FaultyProduct>
{
    private const int SqliteFull = 13;

    public static TheoryData<string> Commands => [.. UseCases.All.Keys];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_WhoseNthCallFails_HappensWhollyOrNotAtAll_AndRepeatedOnce(string name)
    {
        var state = product.State;
        state.PutBack();
        var command = await UseCases.All[name](product);
        using var here = new DatabaseState(product.Api.Services.GetRequiredService<StudyDashboard.Infrastructure.Hosting.StudyOptions>().DatabaseFile);
        here.Keep();
        var before = here.Dump();
        var (calls, after) = (0, "");
        using (var count = FailAt.Begin(0))
        {
            var (status, text) = await command.RunAsync("whole");
            Assert.True((int)status < 300, $"{name}: {(int)status} {text}");
            (calls, after) = (count.Calls, here.Dump());
        }
        Assert.NotEqual(before, after);
        var numbers = Numbers(calls).ToList();
        foreach (var number in numbers)
        {
            here.PutBack();
            var key = $"call {number}";
            HttpStatusCode status;
            using (FailAt.Begin(number, number % 2 == 0 ? SqliteFull : 10))
            {
                (status, _) = await command.RunAsync(key);
            }
            var now = here.Dump();
            Assert.True(now == before || now == after, $"{name}, call {number} of {calls} failed ({(int)status}); neither before nor after:\n{DatabaseState.Difference(before, now)}\nthe whole would be\n{DatabaseState.Difference(before, after)}");
            Assert.True((int)status < 300 ? now == after : status is HttpStatusCode.InternalServerError or HttpStatusCode.InsufficientStorage, $"{name}, call {number} of {calls} failed and was answered {(int)status}.");
            if (now == before || command.IsKeyed)
            {
                var (again, text) = await command.RunAsync(key);
                // Of what was committed and never answered, a repeat hears only that it was done.
                Assert.True((int)again < 300 || (again == HttpStatusCode.Conflict && now == after), $"{name}, repeated after call {number} of {calls} had failed: {(int)again} {text}");
                Assert.True(here.Dump() == after, $"{name}, repeated after call {number} of {calls} had failed:\n{DatabaseState.Difference(after, here.Dump())}");
            }
        }
        Assert.Empty(await product.Api.Services.GetRequiredService<IntegrityCheck>().RunAsync(TestContext.Current.CancellationToken));
        FaultFigures.Note($"failing database calls: {name}", numbers.Count, "calls failed one at a time");
    }

    /// <summary>The last three are the commit and what is around it.</summary>
    private static IEnumerable<int> Numbers(int calls) =>
        Enumerable.Range(1, calls).Where(n => FaultFigures.IsLong || n == 1 || n % 10 == calls % 10 || n > calls - 3);
}

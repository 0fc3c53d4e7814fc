using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes;

/// <summary>One write about one class: a transaction, and after its commit news for everyone who is in the class.</summary>
public sealed class ClassBook(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed)
{
    /// <summary>Runs a command; a refusal rolls all of it back.</summary>
    /// <param name="personId">Who is locked: the student whose figures change, or who writes.</param>
    /// <param name="command">Does it and names the class.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<Outcome<T>> WriteAsync<T>(
        int personId, Func<StudyDbContext, Task<Outcome<(int ClassId, T Value)>>> command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var outcome = await command(context);
        if (outcome.Refusal is { } refusal)
        {
            return refusal;
        }
        await context.SaveChangesAsync(cancellationToken);
        var told = await PeopleAsync(context, outcome.Value.ClassId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var id in told.Append(personId).Distinct())
        {
            feed.Publish(id, FeedTopic.Classes);
        }
        return Outcome.Of(outcome.Value.Value);
    }

    /// <summary>The same of a class that the person runs.</summary>
    internal Task<Outcome<T>> RunAsync<T>(
        int personId, int classId, Func<StudyDbContext, StudyClass, Task<Outcome<T>>> command, CancellationToken cancellationToken) =>
        WriteAsync<T>(personId, async context =>
        {
            if (await context.ClassesRunBy(personId).SingleOrDefaultAsync(c => c.Id == classId, cancellationToken) is not { } found)
            {
                return NotThere();
            }
            var outcome = await command(context, found);
            return outcome.Refusal is { } refusal ? refusal : (classId, outcome.Value);
        }, cancellationToken);

    internal static Refusal NotThere() => Refusal.NotFound(ClassTexts.Refused_NotThere);

    private static async Task<List<int>> PeopleAsync(StudyDbContext context, int classId, CancellationToken cancellationToken)
    {
        var people = await context.Set<ClassMember>().Where(m => m.ClassId == classId && m.LeftOn == null).Select(m => m.StudentId).ToListAsync(cancellationToken);
        var teacher = await context.Set<StudyClass>().Where(c => c.Id == classId).Select(c => c.TeacherId).SingleOrDefaultAsync(cancellationToken);
        return teacher is { } id ? [.. people, id] : people;
    }
}

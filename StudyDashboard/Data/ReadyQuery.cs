using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace StudyDashboard.Data;

/// <summary>
/// Queries that nearly every page or every finished session asks: built and translated once, where EF would otherwise take the expression
/// apart at each call to find its translation. Once for each model, for SQLite and PostgreSQL have one each.
/// What can be worked out beforehand comes as a value: all of the expression is the database's.
/// </summary>
internal static class ReadyQuery
{
    public static Func<StudyDbContext, T, IAsyncEnumerable<TResult>> Of<T, TResult>(Expression<Func<StudyDbContext, T, IQueryable<TResult>>> query)
    {
        var compiled = PerModel(() => EF.CompileAsyncQuery(query));
        return (context, value) => compiled(context)(context, value);
    }

    public static Func<StudyDbContext, T1, T2, IAsyncEnumerable<TResult>> Of<T1, T2, TResult>(Expression<Func<StudyDbContext, T1, T2, IQueryable<TResult>>> query)
    {
        var compiled = PerModel(() => EF.CompileAsyncQuery(query));
        return (context, first, second) => compiled(context)(context, first, second);
    }

    public static Func<StudyDbContext, T1, T2, T3, IAsyncEnumerable<TResult>> Of<T1, T2, T3, TResult>(
        Expression<Func<StudyDbContext, T1, T2, T3, IQueryable<TResult>>> query)
    {
        var compiled = PerModel(() => EF.CompileAsyncQuery(query));
        return (context, first, second, third) => compiled(context)(context, first, second, third);
    }

    public static Func<StudyDbContext, T1, T2, T3, T4, IAsyncEnumerable<TResult>> Of<T1, T2, T3, T4, TResult>(
        Expression<Func<StudyDbContext, T1, T2, T3, T4, IQueryable<TResult>>> query)
    {
        var compiled = PerModel(() => EF.CompileAsyncQuery(query));
        return (context, first, second, third, fourth) => compiled(context)(context, first, second, third, fourth);
    }

    private static Func<StudyDbContext, TQuery> PerModel<TQuery>(Func<TQuery> compile)
        where TQuery : class
    {
        var known = new ConditionalWeakTable<IModel, TQuery>();
        return context => known.GetValue(context.Model, _ => compile());
    }
}

using System.Linq.Expressions;

namespace StudyDashboard.Infrastructure;

/// <summary>The orders in which a list can be asked for, by the names that its fields have on the wire. What is alike in one stands by its id.</summary>
/// <param name="id">What tells any two rows apart.</param>
public sealed class SortOrders<T>(Expression<Func<T, int>> id)
{
    private readonly Dictionary<string, Func<IQueryable<T>, bool, IOrderedQueryable<T>>> _fields = new(StringComparer.Ordinal);

    /// <summary>What can be asked for: each field, and with a minus the other way round.</summary>
    public IReadOnlyList<string> Words => [.. _fields.Keys.SelectMany(f => new[] { f, $"-{f}" })];

    /// <summary>Adds a field. A key that may be missing says itself where it stands then: databases do not agree.</summary>
    public SortOrders<T> By<TKey>(string field, Expression<Func<T, TKey>> key)
    {
        _fields[field] = (rows, isDown) => isDown ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);
        return this;
    }

    /// <summary>Adds a field of which rows stand by a second key before their ids.</summary>
    public SortOrders<T> By<TKey, TThen>(string field, Expression<Func<T, TKey>> key, Expression<Func<T, TThen>> then)
    {
        _fields[field] = (rows, isDown) => isDown ? rows.OrderByDescending(key).ThenByDescending(then).ThenByDescending(id) : rows.OrderBy(key).ThenBy(then).ThenBy(id);
        return this;
    }

    /// <summary>The rows in the order of one of the <see cref="Words"/>.</summary>
    public IOrderedQueryable<T> Apply(IQueryable<T> rows, string word) => _fields[word.TrimStart('-')](rows, word[0] == '-');
}

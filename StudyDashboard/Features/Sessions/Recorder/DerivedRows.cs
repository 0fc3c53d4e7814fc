using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>Brings stored derived rows in line with what they should be, touching only those that differ.</summary>
public static class DerivedRows
{
    /// <summary>
    /// Adds, overwrites and removes tracked rows until they equal <paramref name="wanted"/>. Rows are matched by
    /// <paramref name="key"/>.
    /// </summary>
    public static void Replace<TRow, TKey>(this DbContext context, IEnumerable<TRow> stored, IEnumerable<TRow> wanted, Func<TRow, TKey> key)
        where TRow : class
        where TKey : notnull
    {
        var old = stored.ToDictionary(key);
        foreach (var row in wanted)
        {
            if (old.Remove(key(row), out var tracked))
            {
                context.Entry(tracked).CurrentValues.SetValues(row);
            }
            else
            {
                context.Add(row);
            }
        }
        context.RemoveRange(old.Values);
    }
}

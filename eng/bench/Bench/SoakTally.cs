using System.Collections.Concurrent;

namespace StudyDashboard.Bench;

/// <summary>What a soak has done so far, and what went wrong in it.</summary>
internal sealed class SoakTally
{
    private readonly ConcurrentDictionary<string, int> _done = [];
    private readonly ConcurrentDictionary<string, int> _failures = [];

    public int Failed => _failures.Values.Sum();

    public string Failures => string.Join("; ", _failures.Select(f => $"{f.Value} times {f.Key}"));

    public int this[string what] => _done.GetValueOrDefault(what);

    public void Done(string what) => _done.AddOrUpdate(what, 1, (_, times) => times + 1);

    public void Fail(string what)
    {
        if (_failures.AddOrUpdate(what, 1, (_, times) => times + 1) == 1)
        {
            Shell.Say($"failed: {what}");
        }
    }
}

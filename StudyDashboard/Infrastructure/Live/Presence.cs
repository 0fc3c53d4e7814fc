namespace StudyDashboard.Infrastructure.Live;

/// <summary>
/// Who is there: people with a live circuit, and people a program of whom was heard of since the last roll call. It costs no bytes
/// on the wire (rules.md 11).
/// </summary>
public sealed class Presence
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, int> _circuits = [];
    private readonly HashSet<int> _seen = [];

    /// <summary>Notes a sign of life: call it for every request that a person's program makes.</summary>
    public void Seen(int personId)
    {
        lock (_gate)
        {
            _seen.Add(personId);
        }
    }

    /// <summary>A circuit of the person is connected.</summary>
    public void Enter(int personId)
    {
        lock (_gate)
        {
            _circuits[personId] = _circuits.GetValueOrDefault(personId) + 1;
        }
    }

    /// <summary>A circuit of the person lost its connection or ended.</summary>
    public void Leave(int personId)
    {
        lock (_gate)
        {
            if (_circuits.GetValueOrDefault(personId) is var count && count > 1)
            {
                _circuits[personId] = count - 1;
            }
            else
            {
                _circuits.Remove(personId);
            }
            // It was there until now, which is after the last roll call.
            _seen.Add(personId);
        }
    }

    /// <summary>Everyone who is there, or was since the last call.</summary>
    public IReadOnlySet<int> CallRoll()
    {
        lock (_gate)
        {
            HashSet<int> present = [.. _circuits.Keys, .. _seen];
            _seen.Clear();
            return present;
        }
    }
}

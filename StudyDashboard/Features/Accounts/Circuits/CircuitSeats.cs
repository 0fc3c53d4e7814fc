namespace StudyDashboard.Features.Accounts.Circuits;

/// <summary>
/// The live pages of each person. Who opens one more than the limit wants that one, so the page that was not used for longest rests, and
/// goes on when its person comes back to it. Who does not let pages rest, as a program may, gets no more of them at twice the limit.
/// </summary>
internal sealed class CircuitSeats(CircuitLimits limits, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<CircuitSeat>> _seats = [];

    /// <exception cref="CircuitLimitException">The person has twice as many as may be.</exception>
    public void Take(int personId, CircuitSeat seat)
    {
        CircuitSeat? idle = null;
        lock (_gate)
        {
            if (!_seats.TryGetValue(personId, out var all))
            {
                _seats[personId] = all = [];
            }
            var most = limits.CircuitsPerPerson;
            if (most > 0 && all.Count >= 2 * most)
            {
                throw new CircuitLimitException($"{all.Count} pages of person {personId} are open.");
            }
            if (most > 0 && all.Count(s => !s.IsResting) >= most)
            {
                idle = all.Where(s => !s.IsResting).OrderBy(s => s.IsConnected).ThenBy(s => s.UsedAt).First();
            }
            Use(seat);
            all.Add(seat);
        }
        idle?.Rest();
    }

    public void Use(CircuitSeat seat) => seat.UsedAt = clock.GetTimestamp();

    public void Leave(int personId, CircuitSeat seat)
    {
        lock (_gate)
        {
            if (_seats.TryGetValue(personId, out var all) && all.Remove(seat) && all.Count == 0)
            {
                _seats.Remove(personId);
            }
        }
    }
}

/// <summary>One page more than a person may have; its circuit ends.</summary>
public sealed class CircuitLimitException(string message) : Exception(message);

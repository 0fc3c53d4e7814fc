namespace StudyDashboard.Features.Accounts.Guardians;

/// <summary>Lets a person try ten codes an hour, so that codes cannot be guessed.</summary>
public sealed class PairingAttempts
{
    private const int MostAnHour = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (DateTime Since, int Count)> _tries = [];

    /// <summary>Counts an attempt and says whether it may be made.</summary>
    public bool MayTry(int personId, DateTime nowUtc)
    {
        lock (_gate)
        {
            var (since, count) = _tries.TryGetValue(personId, out var seen) && nowUtc - seen.Since < TimeSpan.FromHours(1) ? seen : (nowUtc, 0);
            _tries[personId] = (since, count + 1);
            return count < MostAnHour;
        }
    }

    /// <summary>Begins anew after a right code.</summary>
    public void Forget(int personId)
    {
        lock (_gate)
        {
            _tries.Remove(personId);
        }
    }
}

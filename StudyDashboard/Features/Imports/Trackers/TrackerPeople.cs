namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>The people of a file, and whose rows come in.</summary>
internal sealed class TrackerPeople
{
    private readonly Dictionary<string, (TrackerPerson Person, int Rows)> _found = [];

    /// <summary>The people with their rows, those with most first.</summary>
    public IReadOnlyList<(TrackerPerson Person, int Rows)> All => [.. _found.Values.OrderByDescending(f => f.Rows).ThenBy(f => f.Person.Label, StringComparer.CurrentCulture)];

    public bool AreSeveral => _found.Count > 1;

    public void Add(TrackerPerson person)
    {
        if (person.Key.Length > 0)
        {
            _found[person.Key] = (person, _found.GetValueOrDefault(person.Key).Rows + 1);
        }
    }

    /// <summary>
    /// The person whose rows come in, as <see cref="TrackerPerson.Key"/>, or null for everyone's: whom the map names, else the owner of the
    /// account. One person alone comes in whole; of several of whom none is the owner nobody is chosen.
    /// </summary>
    /// <param name="map">Says whom.</param>
    /// <param name="owner">The owner of the account.</param>
    /// <param name="isUnknown">Whether the map names somebody who is not in the file.</param>
    public string? Choose(TrackerMap map, ImportPerson owner, out bool isUnknown)
    {
        isUnknown = false;
        if (map.User is { } user && (user == TrackerMap.Everyone || Find(user) is not null || !map.IsLenient))
        {
            isUnknown = user != TrackerMap.Everyone && _found.Count > 0 && Find(user) is null;
            return user == TrackerMap.Everyone ? null : Find(user);
        }
        return AreSeveral ? Find(owner.Email) ?? Find(owner.Name) : null;
    }

    private string? Find(string addressOrName) => _found.Values.Where(f => f.Person.IsCalled(addressOrName)).Select(f => f.Person.Key).FirstOrDefault();
}
